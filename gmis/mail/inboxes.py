"""One mail in each inbox, as its API answers it."""

from dataclasses import dataclass
from typing import Any

from gmis_api.language import N_, _
from gmis_simulator.inbox.embedded import EmbeddedInbox
from gmis_simulator.mail.connections import Connections, InDoubt, NotAccepted, quoted
from gmis_simulator.mail.message import sound
from gmis_simulator.server.inboxes import Inbox
from gmis_simulator.server.mailpit import HOW_TO_GET, StartedMailpit, find_mailpit
from gmis_simulator.serving.plain_http import client
from gmis_simulator.world.hosts import Host

SHOWN = {
    "From": N_("sender"), "To": N_("recipient"), "Cc": "Cc", "ReplyTo": N_("reply to"), "Subject": N_("subject"),
    "Date": N_("date"),
    "MessageID": "Message-ID", "Text": N_("body (text)"), "HTML": N_("body (HTML)"), "Inline": N_("files in the body"),
    "Attachments": N_("attachments"),
}  # fmt: skip
"""The fields of Mailpit's Message that are compared, and what people call them."""

RECIPIENT = "ex000000@check.example"
_HOST = Host("mail.check.example", "")


@dataclass(frozen=True, slots=True)
class Read:
    """``fields``: Mailpit's Message; ``headers``: all of them, as they stand there."""

    fields: dict[str, Any]
    headers: dict[str, list[str]]

    def differs_from(self, other: "Read") -> list[str]:
        """The fields that are not the same; a date that is but the moment of arrival is none."""
        names = [name for name in SHOWN if self.fields[name] != other.fields[name]]
        return [name for name in names if name != "Date" or "Date" in self.headers]


async def read_by_inboxes(raw: bytes, sender: str) -> dict[str, Read | str]:
    """What the embedded inbox and Mailpit read, or why one does not."""
    found: dict[str, Read | str] = {_("the embedded inbox"): await _read_by(EmbeddedInbox(), raw, sender)}
    binary = find_mailpit()
    found["Mailpit"] = (
        await _read_by(StartedMailpit(binary), raw, sender)
        if binary
        else _("not there: {remedy}", remedy=_(HOW_TO_GET))
    )
    return found


async def _read_by(inbox: Inbox, raw: bytes, sender: str) -> Read | str:
    await inbox.start()
    connections = Connections(*inbox.smtp)
    try:
        reply = await connections.send(_HOST, quoted(sender), RECIPIENT, sound(raw))
        message_id = reply.rpartition("queued as ")[2]
        path = f"/api/v1/message/{message_id}"
        async with client(inbox.url) as http:
            answer, headers = await http.get(path), await http.get(f"{path}/headers")
        if answer.is_error:
            return _("it took the mail by 250, and did not keep it")
        return Read(answer.json(), headers.json())
    except NotAccepted as refusal:
        return _("it refused the mail: {reply}", reply=refusal)
    except InDoubt as doubt:
        return _("the connection broke: {why}", why=doubt)
    finally:
        connections.close()
        await inbox.stop()
