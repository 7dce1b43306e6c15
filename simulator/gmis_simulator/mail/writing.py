"""How the simulator writes a mail of its own: encoded headers, lines that end in CRLF."""

import email.message
import functools
from email.header import Header
from email.policy import compat32


@functools.lru_cache  # a sender and its subject come again with every mail
def encoded(text: str, header: str, charset: str = "utf-8") -> str:
    """``text`` as it stands in ``header``: as it is where ASCII does, else encoded, folded by CRLF.

    What looks like an encoded word is encoded, and blanks at an end are, so that it is shown as it was written.
    """
    if text.isascii() and "=?" not in text and text == text.strip():
        return text
    return Header(text, charset, header_name=header).encode(linesep="\r\n")


def as_bytes(message: email.message.Message) -> bytes:
    """``message`` as it is sent, its lines ended by CRLF."""
    return message.as_bytes(policy=compat32.clone(linesep="\r\n", max_line_length=None))
