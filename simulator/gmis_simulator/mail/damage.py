"""A mail whose body was damaged on its way: every text ends in its middle."""

from gmis_simulator.mail.message import Message, as_bytes


def damaged(raw: bytes) -> bytes:
    """``raw`` with the first third of each text alone, as a broken relay leaves it; headers stay, DKIM breaks."""
    message = Message(raw)
    for part in message.text_parts():
        lines = str(part.get_payload()).splitlines(keepends=True)
        part.set_payload("".join(lines[: len(lines) // 3]))
    return as_bytes(message.parsed)
