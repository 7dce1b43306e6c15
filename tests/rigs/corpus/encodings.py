"""Transfer encodings, encoded words and file names, written as plainly as they are defined."""

import base64
import binascii
import quopri


def encoded(raw: bytes, encoding: str) -> bytes:
    """The body in that transfer encoding; one that is none of MIME's, and 7bit and 8bit, leave it as it is."""
    if encoding == "base64":
        return base64.encodebytes(raw).replace(b"\n", b"\r\n")
    if encoding == "quoted-printable":
        return quopri.encodestring(raw).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    if encoding in ("x-uuencode", "uuencode", "x-uue"):
        lines = (binascii.b2a_uu(raw[at : at + 45]) for at in range(0, len(raw), 45))
        return (b"begin 644 a.txt\n" + b"".join(lines) + b"`\nend\n").replace(b"\n", b"\r\n")
    return raw


def word(label: str, raw: bytes, kind: str = "B") -> str:
    """One encoded word of RFC 2047."""
    text = base64.b64encode(raw).decode() if kind.upper() == "B" else "".join(f"={byte:02X}" for byte in raw)
    return f"=?{label}?{kind}?{text}?="


def words(label: str, raw: bytes, at: int, kind: str = "B", between: str = "\n ") -> str:
    """Two words, the bytes cut at `at` without regard to characters."""
    return word(label, raw[:at], kind) + between + word(label, raw[at:], kind)


def percent(raw: bytes) -> str:
    """Each byte as RFC 2231 writes it."""
    return "".join(f"%{byte:02X}" for byte in raw)


def extended(key: str, label: str, raw: bytes) -> str:
    """A parameter by RFC 2231, in one piece."""
    return f"{key}*={label}''{percent(raw)}"


def continued(key: str, label: str, raw: bytes, at: int) -> str:
    """A parameter by RFC 2231, in two pieces, cut at `at`."""
    return f"{key}*0*={label}''{percent(raw[:at])};\n {key}*1*={percent(raw[at:])}"
