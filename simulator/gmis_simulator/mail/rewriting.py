"""A mail with other words in some of its places: all that is not changed stays, byte for byte."""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass

from gmis_simulator.mail.message import Message
from gmis_simulator.mail.writing import encoded
from gmis_simulator.mime.budget import MOST_TEXT
from gmis_simulator.mime.entity import Entity
from gmis_simulator.mime.texts import decode_text_exactly

_PRINTABLE = re.compile(r"[ -~]*")

Change = Callable[[str, str], str]
"""A text as it shall be, out of what it is, plain or html, and of what it says."""


@dataclass(frozen=True, slots=True)
class _Edit:
    """What stands from ``start`` to ``end`` of the mail becomes ``instead``."""

    start: int
    end: int
    instead: bytes


def rewritten(message: Message, *, mark: str = "", change: Change | None = None) -> bytes:
    """``message`` with ``mark`` before its subject, and with each of its texts as ``change`` has it.

    A text that cannot be decoded whole, or that is more than is read of a mail, stays as it came; so does one of
    another kind, such as an invitation, which is data to a program.
    """
    edits = [_mark(message, mark)] if mark else []
    message.root  # noqa: B018 (read it, so that the budget knows)
    if change and "headers" not in message.budget.over:  # else who knows what a part says of itself
        for text in message.text_parts():
            if text.kind in ("plain", "html"):
                edits += _changes(message, text.entity, text.kind, change)
    pieces: list[bytes] = []
    position = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        pieces += [message.raw[position : edit.start], edit.instead]
        position = edit.end
    return b"".join([*pieces, message.raw[position:]]) if edits else message.raw


def _mark(message: Message, mark: str) -> _Edit:
    subject = f"{mark} {message.header('Subject')}".strip()
    line = f"Subject: {encoded(subject, 'Subject')}\r\n".encode("ascii")
    there = message.root.header.first("Subject")
    return _Edit(there.start, there.end, line) if there else _Edit(0, 0, line)


def _changes(message: Message, part: Entity, kind: str, change: Change) -> list[_Edit]:
    raw = message.raw
    content = part.content(raw)
    if len(content) > MOST_TEXT or part.header.malformed:
        return []
    try:
        before = decode_text_exactly(content, part.charset, f"text/{kind}")
    except (UnicodeError, LookupError):
        return []
    after = change(kind, before)
    if after == before:
        return []
    digits = base64.encodebytes(after.encode("utf-8", "surrogatepass")).replace(b"\n", b"\r\n")
    if part.part_id != "0":
        digits = digits.removesuffix(b"\r\n")  # the boundary has one of its own
    fields = [f for f in part.header.fields if f.key in ("content-type", "content-transfer-encoding")]
    header = f"Content-Type: {_type(part, kind)}\r\nContent-Transfer-Encoding: base64\r\n"
    if part.part_id == "0" and not message.root.header.first("MIME-Version"):
        header += "MIME-Version: 1.0\r\n"
    return [
        _Edit(part.start, part.start, header.encode("ascii")),
        *(_Edit(field.start, field.end, b"") for field in fields),
        _Edit(part.header.body, part.end, digits),
    ]


def _type(part: Entity, kind: str) -> str:
    """Content-Type with the charset that the text has now; its other parameters stay."""
    kept = {
        name: value
        for name, value in part.parameters.parameters.items()
        if name not in ("charset", "boundary") and _PRINTABLE.fullmatch(name + value)
    }
    escaped = {name: re.sub(r'(["\\])', r"\\\1", value) for name, value in kept.items()}
    return "; ".join([f"text/{kind}", 'charset="utf-8"', *(f'{name}="{value}"' for name, value in escaped.items())])
