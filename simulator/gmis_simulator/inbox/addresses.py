"""Mail addresses as Mailpit reads them: strictly, so one broken address empties the whole list."""

import re
from email.utils import getaddresses
from typing import TypedDict

from gmis_simulator.inbox.headers import decode_words

_ATOMS = r"[^\s()<>\[\]:;@\\,\".\x00-\x1f\x7f]+(?:\.[^\s()<>\[\]:;@\\,\".\x00-\x1f\x7f]+)*"
_QUOTED = r'"(?:[^"\\\r\n]|\\.)*"'
_ADDRESS = re.compile(rf"(?:{_ATOMS}|{_QUOTED})@(?:{_ATOMS}|\[[^\[\]\s]+\])")
# "undisclosed-recipients:;"
_EMPTY_GROUP = re.compile(r"[^,:;<>@\"]*:\s*;")


class Address(TypedDict):
    """One mailbox in Mailpit's JSON."""

    Name: str
    Address: str


def is_address(text: str) -> bool:
    """Whether Mailpit's SMTP takes `text` in MAIL FROM and RCPT TO; `a..b@example.com` is not an address to it."""
    return _ADDRESS.fullmatch(text) is not None


def parse_list(value: str) -> list[Address]:
    """The mailboxes of one raw header value, groups flattened; empty when any of them is malformed."""
    try:
        pairs = getaddresses([_EMPTY_GROUP.sub("", value).strip(", ")])
    except (ValueError, IndexError):
        return []
    if not all(is_address(address) for _, address in pairs):
        return []
    return [Address(Name=decode_words(name), Address=_quoted_if_needed(address)) for name, address in pairs]


def unquoted(address: str) -> str:
    """The address without the quotation marks of its local part, as Mailpit compares the envelope with the headers."""
    local, _, domain = address.rpartition("@")
    if local.startswith('"'):
        local = re.sub(r"\\(.)", r"\1", local[1:-1])
    return f"{local}@{domain}"


def _quoted_if_needed(address: str) -> str:
    plain = unquoted(address)
    return plain if re.fullmatch(_ATOMS, plain.rpartition("@")[0]) else address
