"""Mail addresses as Mailpit answers them: strictly read, so one broken address empties the whole list."""

import re
from typing import TypedDict

from gmis_simulator.mime.addresses import AddressError, parse_addresses, written


class Address(TypedDict):
    """One mailbox in Mailpit's JSON."""

    Name: str
    Address: str


def parse_list(value: str, *, commas: bool = True) -> list[Address]:
    """The mailboxes of one raw header value, groups flattened; empty when any of them is malformed.

    ``commas``: mend a list that lacks them, as Mailpit does when it shows one, and not when it takes one in.
    """
    try:
        found = parse_addresses(value, commas=commas)
    except AddressError:
        return []
    return [Address(Name=name, Address=written(address)) for name, address in found]


def unquoted(address: str) -> str:
    """The address without the quotation marks of its local part, as Mailpit compares the envelope with the headers."""
    local, _, domain = address.rpartition("@")
    if local.startswith('"'):
        local = re.sub(r"\\(.)", r"\1", local[1:-1])
    return f"{local}@{domain}"
