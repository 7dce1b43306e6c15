"""Mail addresses as institutions have registered them, and what becomes of them when something is sent there.

A register takes what people write: a plus sign, two dots, full-width letters, a blank at the end, a mistyped domain
[public: RFC 5321, 4.1.2; assumed that the real register checks no more]. What no mail can go to is refused by whoever
sends, and comes back as a bounce. Nothing leaves the machine, whatever the domain.
"""

import re

from gmis_api.language import _
from gmis_api.mail_address import with_ascii_domain
from gmis_api.shown import shown
from gmis_simulator.world.one_line import is_one_line
from gmis_simulator.world.settings import Settings

LONGEST = 254  # signs (RFC 5321, 4.5.3.1.3)
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]"  # of RFC 5322's dot-atom, but that dots may stand anywhere
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DELIVERABLE = re.compile(rf"(?P<local>{_ATOM}{{1,64}})@(?P<domain>{_LABEL}(?:\.{_LABEL})+)")
_ODD_DOTS = re.compile(r"^\.|\.\.|\.$")


class Undeliverable(Exception):
    """No mail can be sent there: ``code`` and ``reply`` as SMTP would say it (RFC 3463)."""

    def __init__(self, code: int, reply: str) -> None:
        super().__init__(f"{code} {reply}")
        self.code, self.reply = code, reply


def check_registered(address: str) -> str:
    """``address`` itself; raises ValueError with the rule when it cannot be registered."""
    if not 1 <= len(address) <= LONGEST or not is_one_line(address) or not re.search("[@＠]", address):
        raise ValueError(
            _(
                "{address} cannot be registered: 1 to {longest} signs in one line, with an @ among them, for example "
                "info@demo.example; whether mail comes there is seen when it is sent",
                address=shown(address),
                longest=LONGEST,
            )
        )
    return address


def check_mailbox_address(address: str) -> str:
    """``address`` as SMTP has it; raises ValueError with the rule when there can be no mailbox."""
    plain = with_ascii_domain(address)
    if len(plain) > LONGEST or not _DELIVERABLE.fullmatch(plain):
        raise ValueError(
            _(
                "{address} cannot be a mailbox: before the @ 1 to 64 of a-z, 0-9 and {signs} , behind it a domain of "
                "at least two names; at most {longest} signs, for example info@demo.example",
                address=shown(address),
                signs="!#$%&'*+-/=?^_`{|}~.",
                longest=LONGEST,
            )
        )
    return plain


def is_deliverable(address: str) -> bool:
    """Whether there can be a mailbox of that ``address``, exactly as it is written but for its domain's letters."""
    try:
        return bool(check_mailbox_address(address))
    except ValueError:
        return False


def spoiled(address: str, settings: Settings) -> str:
    """What the sender's system has in the place of ``address``, by the setting ``address_spoiled`` [assumed]."""
    local, at, domain = address.rpartition("@")
    match settings.address_spoiled:
        case "plus-lost":
            return f"{local.partition('+')[0]}{at}{domain}"
        case "plus-as-blank":
            return f"{local.replace('+', ' ')}{at}{domain}"
        case "lower-case":
            return f"{local.lower()}{at}{domain}"
        case "dots-lost":
            return f"{local.replace('.', '')}{at}{domain}"
    return address


def envelope_address(address: str, settings: Settings) -> str:
    """The recipient of a mail to a registered ``address``, as SMTP has it; raises Undeliverable."""
    plain = with_ascii_domain(address)
    if not plain.isascii():
        raise Undeliverable(553, f"5.6.7 {plain!a} needs SMTPUTF8, which the recipient's server does not offer")
    match = _DELIVERABLE.fullmatch(plain)
    if match is None:
        raise Undeliverable(553, f"5.1.3 {plain!a} is no address to which mail can be sent (RFC 5321, 4.1.2)")
    if _ODD_DOTS.search(match["local"]) and settings.dotted_addresses == "given-up":
        raise Undeliverable(553, f"5.1.3 {plain!a}: dots beside each other or at an end (RFC 5321, 4.1.2)")
    return plain


def domain_of(address: str) -> str:
    """The domain of a mailbox's address, in small letters."""
    return with_ascii_domain(address).rpartition("@")[2].lower()
