"""What a mail server finds out about one message before anybody judges it; pure, so that any process can do it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from gmis_simulator.mail.authenticate import authenticate
from gmis_simulator.mail.message import Message
from gmis_simulator.world.rules.rule import Incoming

_HEAD = 32 * 1024  # bytes that are read of a mail that is too much


@dataclass(frozen=True, slots=True)
class SentBy:
    """Who sends: ``client``, the machine's address, ``helo``, its name, and ``sender``, empty for a bounce."""

    client: str
    helo: str
    sender: str


@dataclass(frozen=True, slots=True)
class Examined:
    """``not_read``: what was more than is read of a mail, in a sentence each."""

    incoming: Incoming
    message_id: str
    subject: str
    not_read: tuple[str, ...] = ()

    @property
    def checked(self) -> str:
        """The value of Authentication-Results."""
        return self.incoming.authentication.header if self.incoming.authentication else ""


def examine(raw: bytes, sent_by: SentBy, zone: Mapping[str, str], server: str, now: datetime) -> Examined:
    """Read and check ``raw``, which must be `sound`; ``zone``: the DNS of its world; ``server``: who checks."""
    message = Message(raw)
    checked = authenticate(
        raw,
        zone=zone,
        client=sent_by.client,
        helo=sent_by.helo,
        sender=sent_by.sender,
        server=server,
        now=now,
        header=message.root.header,
    )
    return _examined(message, message.incoming(sent_by.sender, checked))


def glance(raw: bytes, sent_by: SentBy, reason: str) -> Examined:
    """The same of a mail that is too much to read, for that ``reason``: its first headers alone."""
    message = Message(raw[:_HEAD].partition(b"\r\n\r\n")[0] + b"\r\n\r\n")
    message.budget.exceeded("mail", reason=reason)
    return _examined(message, message.incoming(sent_by.sender, None))


def _examined(message: Message, incoming: Incoming) -> Examined:
    message_id = message.header("Message-ID").strip("<>")
    return Examined(incoming, message_id, message.header("Subject"), message.budget.notes)
