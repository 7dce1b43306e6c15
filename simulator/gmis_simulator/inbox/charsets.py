"""Bytes to text as Mailpit decodes them: the WHATWG encodings, which Japanese mail needs and Python lacks in part."""

import codecs
import re

# WHATWG reads all of these as Windows-1252.
_WESTERN = {"us-ascii", "ascii", "iso-8859-1", "latin1", "windows-1252", "cp1252"}
# The vendor characters (①, ㈱, 髙) are what everybody means by Shift_JIS; only cp932 has them.
_SHIFT_JIS = {"shift_jis", "shift-jis", "sjis", "x-sjis", "ms_kanji", "windows-31j", "cp932"}
# Python's codecs for other things than mail.
_NO_CHARSETS = {"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7", "mbcs", "oem"}
_ESCAPE = re.compile(rb"\x1b(\$\([A-Z]|\$[@AB]|\([ABIJ])")
_DETECTABLE = 100  # characters; Mailpit guesses the charset of nothing shorter


def decode(data: bytes, charset: str) -> str:
    """Text of `data` in `charset`; what cannot be decoded becomes U+FFFD. Raises LookupError for an unknown charset."""
    name = charset.strip().lower()
    if name in _WESTERN:
        return data.decode("cp1252", "replace")
    if name in _SHIFT_JIS:
        return data.decode("cp932", "replace")
    if name.startswith("iso-2022-jp") or name == "csiso2022jp":
        return _decode_iso_2022_jp(data)
    try:
        if codecs.lookup(name).name in _NO_CHARSETS:
            raise LookupError(f"{charset!r} is no charset")
        return data.decode(name, "replace")
    except ValueError as error:
        raise LookupError(f"unknown charset {charset!r}") from error  # a NUL in its name


def guess(data: bytes) -> str:
    """Text of `data` that names no charset: UTF-8, or, when it is long enough to tell, one of the Japanese ones."""
    if len(data) >= _DETECTABLE:
        if b"\x1b$" in data:
            return _decode_iso_2022_jp(data)
        for charset in ("utf-8", "cp932", "euc_jp"):
            try:
                return data.decode(charset)
            except UnicodeDecodeError:
                continue
    return data.decode("utf-8", "replace")


def _decode_iso_2022_jp(data: bytes) -> str:
    """ISO-2022-JP by way of Shift_JIS, because Python's own codec lacks the vendor characters."""
    pieces = _ESCAPE.split(data)
    text = [pieces[0].decode("ascii", "replace")]
    for escape, run in zip(pieces[1::2], pieces[2::2], strict=True):
        if escape in (b"$@", b"$B"):
            text.append(_decode_kanji(run))
        elif escape == b"(I":
            text.append(bytes(byte | 0x80 for byte in run).decode("cp932", "replace"))
        elif escape.startswith(b"("):
            text.append(run.decode("ascii", "replace"))
        else:
            text.append((b"\x1b" + escape + run).decode("iso2022_jp_ext", "replace"))
    return "".join(text)


def _decode_kanji(run: bytes) -> str:
    """A run of two-byte JIS X 0208 codes; control characters among them are kept."""
    shifted = bytearray()
    position = 0
    while position < len(run):
        first = run[position]
        if not 0x21 <= first <= 0x7E or position + 1 == len(run):
            shifted.append(first)
            position += 1
            continue
        second = run[position + 1]
        shifted.append(((first - 1) >> 1) + (0x71 if first <= 0x5E else 0xB1))
        if first % 2:
            shifted.append((second + (0x20 if second >= 0x60 else 0x1F)) & 0xFF)
        else:
            shifted.append((second + 0x7E) & 0xFF)
        position += 2
    return shifted.decode("cp932", "replace")
