"""Which mails are asked for, and how long the answer may wait for one."""

import re
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from gmis_api.language import N_, _
from gmis_api.mail_address import with_ascii_domain
from gmis_simulator.control.pages import QUERY, wanted
from gmis_simulator.control.problem import invalid
from gmis_simulator.world.duration import parse_duration
from gmis_simulator.world.names import unknown
from gmis_simulator.world.world import World

ANY = "any"
FOLDERS = ("inbox", "junk", "quarantine", ANY)
MOST_SECONDS = 60
"""A client, or what is between, gives an answer up that takes much longer."""

_PREFERRED = re.compile(r"(?:^|[,;])\s*wait\s*=\s*\"?(\d{1,9})\"?\s*(?=[,;]|$)", re.IGNORECASE | re.ASCII)


def query_of(folder: str) -> dict[str, dict[str, Any]]:
    """The parameters that say which mails, as schemas; without one, those in ``folder``."""
    return {
        "to": {"type": "string", "description": "an address of the world"},
        "subject": {"type": "string", "default": "", "description": "what stands in the subject"},
        "folder": {"type": "string", "enum": list(FOLDERS), "default": folder},
        "after": QUERY["after"] | {"description": "the seq of an event: only what came after it"},
    }


WAIT: dict[str, dict[str, Any]] = {
    "wait": {
        "type": "string",
        "pattern": r"^(\d{1,6}d)?(\d{1,6}h)?(\d{1,6}m)?(\d{1,6}s)?$",
        "minLength": 2,
        "description": f"such as 10s, at most {MOST_SECONDS}s; or as the header Prefer: wait=10 (RFC 7240)",
    }
}


@dataclass(frozen=True, slots=True)
class MailQuery:
    """Mails to ``to`` with ``subject`` in their subject, in ``folder``, that came after the event number ``after``."""

    to: str
    subject: str
    folder: str
    after: int

    def is_to(self, address: str) -> bool:
        """Whether ``address`` is the one that is asked for; capitals do not matter."""
        return with_ascii_domain(address).lower() == with_ascii_domain(self.to).lower()


def mail_query(request: Request, world: World, *, folder: str) -> MailQuery:
    """What the query says; raises Problem 422. ``folder``: where it names none."""
    given = request.query_params
    asked = MailQuery(given.get("to", ""), given.get("subject", ""), given.get("folder", folder), wanted(request).after)
    if "@" not in asked.to:
        raise invalid("to", asked.to, _("must be a mail address, with an @, for example info@demo.example"))
    known = list(dict.fromkeys(_addresses(world)))
    if not any(asked.is_to(address) for address in known):
        # whoever asks for what did not come to a mistyped address would be told that all is well
        raise invalid("to", asked.to, unknown(asked.to, known, N_("address")))
    if asked.folder not in FOLDERS:
        raise invalid("folder", asked.folder, unknown(asked.folder, FOLDERS, N_("folder")))
    return asked


def seconds_to_wait(request: Request) -> tuple[float, dict[str, str]]:
    """How long, and the headers that say so where it was only preferred; raises Problem 422.

    What is preferred is no demand (RFC 7240, 2): of one that is too long as much is done as there is.
    """
    given = request.query_params.get("wait")
    preferred = _PREFERRED.search(", ".join(request.headers.getlist("prefer")))
    if given is None and preferred:
        seconds = min(int(preferred[1]), MOST_SECONDS)
        return seconds, {"Preference-Applied": f"wait={seconds}", "Vary": "Prefer"}
    if given is None:
        return 0, {}
    try:
        span = parse_duration(given).total_seconds()
    except ValueError as error:
        raise invalid("wait", given, str(error)) from None
    if span > MOST_SECONDS:
        raise invalid("wait", given, _("must be at most {most}s: ask again where nothing came", most=MOST_SECONDS))
    return span, {}


def _addresses(world: World) -> list[str]:
    """All to which anything in this world may be sent, or was."""
    return [
        *(mailbox.address for mailbox in world.mailboxes.all()),
        *(account.registered_address for account in world.accounts if account.registered_address),
        *(letter.recipient for letter in world.letters),
    ]
