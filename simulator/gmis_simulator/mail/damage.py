"""A mail whose body was damaged on its way: every text ends in its middle."""

from gmis_simulator.mail.message import Message


def damaged(raw: bytes) -> bytes:
    """``raw`` with the first third of each text alone, as a broken relay leaves it; headers stay, DKIM breaks."""
    parts = [text.entity for text in Message(raw).text_parts()]
    for part in sorted(parts, key=lambda part: -part.start):
        lines = raw[part.header.body : part.end].splitlines(keepends=True)
        raw = raw[: part.header.body] + b"".join(lines[: len(lines) // 3]) + raw[part.end :]
    return raw
