"""A header block: its fields, where they stand, and what is wrong with it."""

import re
from dataclasses import dataclass, field

from gmis_simulator.mime import budget as limits
from gmis_simulator.mime.budget import Budget
from gmis_simulator.mime.charsets import utf8

_END = re.compile(rb"\n\r?\n")
_NAME = re.compile(r"[!-9;-~ ]+\t*")
_BLANK = " \t\r\n\v\f"


@dataclass(frozen=True, slots=True)
class Field:
    """``name`` as it was written, ``value`` unfolded and otherwise raw; its lines are ``start`` to ``end``.

    ``key``: the name as it is looked up; a blank before the colon is of old (RFC 5322, 4.5.8). Empty for what is none.
    """

    name: str
    value: str
    start: int
    end: int
    key: str


@dataclass(slots=True)
class Header:
    """``body``: where the text begins. ``malformed``: the first line that is no field, in Mailpit's words, or empty."""

    fields: list[Field] = field(default_factory=list)
    body: int = 0
    malformed: str = ""

    def get(self, name: str) -> str:
        """The first value under ``name``; empty when there is none."""
        found = self.first(name)
        return found.value.rstrip(" \t") if found else ""

    def first(self, name: str) -> Field | None:
        """The first field of that name."""
        key = name.lower()
        for each in self.fields:
            if each.key == key:
                return each
        return None

    def values(self, name: str) -> list[str]:
        """All values under ``name``."""
        key = name.lower()
        return [each.value for each in self.fields if each.key == key]


def read_header(raw: bytes, start: int, stop: int, budget: Budget) -> Header:
    """The header block that begins at ``start``; ``stop``: where the mail, or this part of it, ends.

    Forgiving: a line that is no field goes on with the one before it, as Mailpit reads the headers of parts.
    """
    header = Header()
    name, values, begun, position = "", [""], start, start

    def close() -> None:
        if name:
            key = name.rstrip(" \t").lower() if _NAME.fullmatch(name) else ""
            header.fields.append(Field(name, " ".join(values).lstrip(" \t"), begun, position, key))

    def give_up() -> Header:
        close()
        found = _END.search(raw, max(position - 1, start), stop)
        header.body = found.end() if found else stop
        budget.exceeded("headers", read=len(header.fields))
        return header

    lines = 0
    while position < stop:
        if lines >= limits.MOST_LINES:
            return give_up()
        lines += 1
        line_end = raw.find(b"\n", position, stop) + 1 or stop
        line = utf8(raw[position:line_end]).rstrip("\n").removesuffix("\r")
        if not line:
            close()
            header.body = line_end
            return header
        written, colon, value = line.partition(":")
        if line[0] in " \t":
            if not name:
                header.malformed = header.malformed or f"malformed initial line: {line[:200]}"
            values.append(line.strip(_BLANK))
        elif not colon:
            header.malformed = header.malformed or f"malformed header line: {line[:200]}"
            values.append(line)
        else:
            if len(header.fields) + bool(name) >= limits.MOST_FIELDS:
                return give_up()
            close()
            name = written
            values, begun = [value.strip(_BLANK)], position
        position = line_end
    close()
    header.body = stop
    return header
