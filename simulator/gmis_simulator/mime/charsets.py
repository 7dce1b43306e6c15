"""Bytes to text, by the label of a charset or without one."""

import codecs

from gmis_simulator.mime.japanese import decode_euc_jp, decode_iso_2022_jp, decode_shift_jis
from gmis_simulator.mime.labels import EUC_JP, ISO_2022_JP, SHIFT_JIS, USER_DEFINED, codec_of

_DETECTABLE = 100  # characters; Mailpit guesses the charset of nothing shorter
_REPLACED = "\ufffd"


def _one_for_each_byte(error: UnicodeError) -> tuple[str, int]:
    """As Go replaces: Python has one U+FFFD for several bytes of one broken character."""
    assert isinstance(error, UnicodeDecodeError)
    return _REPLACED * (error.end - error.start), error.end


codecs.register_error("one-for-each-byte", _one_for_each_byte)


def decode(data: bytes, label: str) -> str:
    """Text of ``data`` in the charset ``label``; what is none becomes U+FFFD. Raises LookupError for no charset."""
    match codec_of(label):
        case "iso-2022-jp":
            return decode_iso_2022_jp(data)
        case "euc-jp":
            return decode_euc_jp(data)
        case "shift_jis":
            return decode_shift_jis(data)
        case "x-user-defined":
            return "".join(chr(byte if byte < 0x80 else byte + 0xF700) for byte in data)
        case "utf-8":
            return utf8(data)
        case codec:
            return data.decode(codec, "replace")


def decode_exactly(data: bytes, label: str) -> str:
    """Text of ``data``, all of it; without a ``label`` what it is for certain. Raises LookupError or UnicodeError."""
    if not label:
        label = ISO_2022_JP if b"\x1b$" in data and data.isascii() else "utf-8"
    codec = codec_of(label)
    if codec not in (ISO_2022_JP, EUC_JP, SHIFT_JIS, USER_DEFINED):
        return data.decode(codec)
    text = decode(data, label)
    if _REPLACED in text:
        raise UnicodeError(f"not all of it is {label}")
    return text


def is_utf8(label: str) -> bool:
    """Whether ``label`` is one of UTF-8's."""
    try:
        return codec_of(label) == "utf-8"
    except LookupError:
        return False


def utf8(data: bytes) -> str:
    """Text of ``data`` in UTF-8; a U+FFFD for each byte that is none."""
    return data.decode("utf-8", "one-for-each-byte")


def guess(data: bytes) -> str:
    """Text of ``data`` that names no charset: UTF-8, or, when it is long enough to tell, one of the Japanese ones."""
    if len(data) >= _DETECTABLE:
        if b"\x1b$" in data:
            return decode_iso_2022_jp(data)
        for label in ("utf-8", "shift_jis", "euc-jp"):
            try:
                return decode_exactly(data, label)
            except UnicodeError:
                continue
    return utf8(data)
