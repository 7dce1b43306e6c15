"""A message's header block as Mailpit takes it and shows it: strictly, by Go's net/mail."""

import re

from gmis_simulator.mime.budget import Budget
from gmis_simulator.mime.header import Header, read_header
from gmis_simulator.mime.words import decode_words

_NO_TOKEN = re.compile(r"[^!#$%&'*+\-.^_`|~0-9A-Za-z]")


class MalformedHeaderError(ValueError):
    """The header block cannot be read, so Mailpit refuses the message."""


def strict_header(raw: bytes) -> Header:
    """The header block of ``raw``. Raises MalformedHeaderError for a line that is none."""
    return strict(read_header(raw, 0, len(raw), Budget()))


def strict(header: Header) -> Header:
    """``header``. Raises MalformedHeaderError when a line of it is none."""
    if header.malformed:
        raise MalformedHeaderError(header.malformed)
    return header


def shown_headers(header: Header) -> dict[str, list[str]]:
    """The raw values under each canonical name, as GET …/headers shows them."""
    shown: dict[str, list[str]] = {}
    for field in header.fields:
        shown.setdefault(_canonical(field.name), []).append(field.value)
    return shown


def text_of(header: Header, name: str) -> str:
    """The first value under ``name`` with its encoded words decoded; "" when there is none."""
    return decode_words(header.get(name))


def _canonical(name: str) -> str:
    if _NO_TOKEN.search(name):
        return name
    return "-".join(part.capitalize() for part in name.split("-"))
