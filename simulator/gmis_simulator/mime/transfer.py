"""Content-Transfer-Encoding undone, with the patience for what is broken that Mailpit has."""

import base64
import re

_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
# A byte, a soft line break, or blanks at the end of a line; the look behind keeps it from trying again at each blank.
_QUOTED = re.compile(rb"=([0-9A-Fa-f]{2})|=\r?\n|(?<![ \t])[ \t]+(?=\r?\n|\Z)")


def decode_transfer(body: bytes, encoding: str) -> bytes:
    """``body`` as it was before ``encoding``, a value of the header in lower case; one unknown changes nothing."""
    if encoding == "quoted-printable":
        return _QUOTED.sub(lambda match: bytes.fromhex(match[1].decode()) if match[1] else b"", body)
    if encoding == "base64":
        digits = _NOT_BASE64.sub(b"", body)
        # One digit too many is no byte: Mailpit then shows nothing at all.
        return b"" if len(digits) % 4 == 1 else base64.b64decode(digits + b"=" * (-len(digits) % 4))
    return body
