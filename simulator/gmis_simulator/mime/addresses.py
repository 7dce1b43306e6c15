"""Addresses in a header's raw value: taken apart first, decoded after (RFC 2047, 6.2): no encoded comma counts."""

import re

from gmis_simulator.mime.address_list import ListParser, Mailbox
from gmis_simulator.mime.budget import LONGEST_FIELD
from gmis_simulator.mime.scanner import AddressError, Scanner

__all__ = ["AddressError", "Mailbox", "addresses_in", "is_address", "parse_addresses", "written"]

# Bounded, because they are tried at every sign: an address is no longer than 254 signs (RFC 5321, 4.5.3.1.3).
_ANGLE = re.compile(r"<[ \t]{0,9}(?:@[^<>:\s]{1,254}:)?([^<>\s@]{1,254}@[^<>\s@]{1,254})[ \t]{0,9}>")
_BARE = re.compile(r"[^\s<>,;:\"()@]{1,254}@[^\s<>,;:\"()@]{1,254}")
_DOT_ATOM = re.compile(r"[^\s()<>\[\]:;@\\,\".]+(?:\.[^\s()<>\[\]:;@\\,\".]+)*")
_ASIDE = re.compile(r'["(]')


def parse_addresses(value: str, *, commas: bool = False) -> list[Mailbox]:
    """The mailboxes of a raw value, groups flattened; raises AddressError where the list is malformed.

    ``commas``: put those that lack between two addresses.
    """
    value = value[:LONGEST_FIELD]
    try:
        return ListParser(value).addresses()
    except AddressError as error:
        if not error.comma or not commas:
            raise
    return ListParser(_with_commas(value)).addresses()


def addresses_in(value: str) -> list[str]:
    """The addresses in a raw value; where the list is malformed those that stand in angle brackets, or else bare.

    None of them stands in a comment or between quotation marks, where anybody may write any address.
    """
    try:
        return [mailbox.address for mailbox in ListParser(value[:LONGEST_FIELD]).addresses()]
    except AddressError:
        value = _without_asides(value[:LONGEST_FIELD])
        return _ANGLE.findall(value) or _BARE.findall(value)


def is_address(text: str) -> bool:
    """Whether ``text`` is one address and nothing else; `a..b@example.com` is none."""
    parser = ListParser(text)
    try:
        parser.specification()
    except AddressError:
        return False
    return parser.rest() == "" and not text.startswith((" ", "\t"))


def written(address: str) -> str:
    """``address``, as `Mailbox` has it, as everybody takes it: what is no dot-atom, like `a..b`, in quotation marks."""
    local, at, domain = address.rpartition("@")
    if not at or _DOT_ATOM.fullmatch(local):
        return address
    escaped = re.sub(r'(["\\])', r"\\\1", local)
    return f'"{escaped}"@{domain}'


def _without_asides(value: str) -> str:
    """``value`` without its quoted strings and comments; one that is never closed counts as text."""
    scanner = Scanner(value)
    pieces: list[str] = []
    while found := _ASIDE.search(value, scanner.at):
        pieces.append(value[scanner.at : found.start()])
        scanner.at = found.start()
        try:
            scanner.quoted() if found[0] == '"' else scanner.comment()
        except AddressError:
            scanner.at = found.start()
            break
        if scanner.next() == "@":  # the local part of an address
            pieces.append(value[found.start() : scanner.at])
        else:
            pieces.append(" ")
    return "".join([*pieces, scanner.rest()])


def _with_commas(value: str) -> str:
    """``value`` with a comma after each address that lacks one, which is how mailers of old wrote lists."""
    pieces: list[str] = []
    in_quotes = in_domain = in_angles = escaped = False
    for sign in " ".join(value.split()):
        if escaped or sign == '"':
            in_quotes = in_quotes if escaped else not in_quotes
            escaped = False
        elif sign in "<>":
            in_angles = sign == "<"
        elif in_quotes:
            escaped = sign == "\\"
        elif sign == "@":
            in_domain = True
        elif in_domain and (sign in ",;" or (sign == " " and not in_angles)):
            in_domain = False
            sign = ", " if sign == " " else ","
        elif in_angles and sign == " ":
            continue
        pieces.append(sign)
    return "".join(pieces).removesuffix(",")
