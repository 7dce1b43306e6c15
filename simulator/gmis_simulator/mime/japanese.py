"""The Japanese charsets as WHATWG has them: with ①㈱Ⅳ and 髙, the vendors' rows, which Python's own codecs lack.

What is broken is replaced as Go's x/text does it, a U+FFFD for each byte or pair, so that both inboxes show the same.
"""

import re
from functools import cache

_REPLACED = "\ufffd"
_CELLS = 94  # in a row of JIS X 0208
_ROWS = 120  # of its table in Shift_JIS; those after 94 are the vendors' alone
_FIRST = 0x21

_ESCAPES = {b"\x1b$@": "kanji", b"\x1b$B": "kanji", b"\x1b$(D": "supplementary", b"\x1b(B": "ascii", b"\x1b(J": "ascii"}
_ESCAPES[b"\x1b(I"] = "kana"
_ESCAPE = re.compile(rb"\x1b(?:\$[@B]|\$\(D|\([BJI])")
_PAIRS = re.compile(rb"(?:[\x21-\x7e]{2})+")
_PLAIN = re.compile(rb"[\x00-\x1a\x1c-\x7f]+")
_EUC = re.compile(
    rb"([\x00-\x7f]+)|((?:[\xa1-\xfe]{2})+)|\x8e([\xa1-\xdf])|(\x8f[\xa1-\xfe]{2})|\x8e[\xe0-\xfe]|\x8f[\xa1-\xfe]|.",
    re.DOTALL,
)
_SJIS = re.compile(rb"([\x00-\x80]+)|([\x81-\x9f\xe0-\xfc][\x40-\x7e\x80-\xff])|([\xa1-\xdf])|.", re.DOTALL)
_NO_SJIS = str.maketrans(dict.fromkeys("\uf8f0\uf8f1\uf8f2\uf8f3", _REPLACED))  # bytes A0, FD, FE, FF to Python


def decode_iso_2022_jp(data: bytes) -> str:
    """The text; a line end inside kanji ends them, as old mailers leave it."""
    text: list[str] = []
    state, position = "ascii", 0
    while position < len(data):
        if escape := _ESCAPE.match(data, position):
            state, position = _ESCAPES[escape[0]], escape.end()
        elif data[position] == 0x1B or data[position] > 0x7F:
            text.append(_REPLACED)
            position += 1
        elif state == "ascii":
            run = _PLAIN.match(data, position)
            assert run
            text.append(run[0].decode("ascii"))
            position = run.end()
        elif state == "kana":
            byte = data[position]
            text.append(chr(byte - _FIRST + 0xFF61) if _FIRST <= byte < 0x60 else _REPLACED)
            position += 1
        elif data[position] == 0x0A:
            state = "ascii"
        else:
            pairs = _PAIRS.match(data, position)
            codes = pairs[0] if pairs else data[position : position + 2]
            text.append(_pairs(codes) if state == "kanji" else _supplementary(codes))
            position += len(codes)
    return "".join(text)


def decode_euc_jp(data: bytes) -> str:
    """The text of EUC-JP."""
    text: list[str] = []
    for found in _EUC.finditer(data):
        ascii_run, pairs, kana, supplementary = found.groups()
        if ascii_run:
            text.append(ascii_run.decode("ascii"))
        elif pairs:
            text.append(_pairs(bytes(byte & 0x7F for byte in pairs)))
        elif kana:
            text.append(chr(kana[0] - 0xA1 + 0xFF61))
        else:
            text.append(_sign(supplementary, "euc_jp") if supplementary else _REPLACED)
    return "".join(text)


def decode_shift_jis(data: bytes) -> str:
    """The text of windows-31j, which is what everybody means by Shift_JIS."""
    try:
        return data.decode("cp932").translate(_NO_SJIS)
    except UnicodeDecodeError:
        text: list[str] = []
        for found in _SJIS.finditer(data):
            plain, pair, kana = found.groups()
            if plain or kana:
                text.append(found[0].decode("cp932"))
            else:
                text.append(_sign(pair, "cp932") if pair else _REPLACED)
        return "".join(text)


def _supplementary(run: bytes) -> str:
    """Two-byte codes of JIS X 0212, the supplementary kanji."""
    return "".join(
        _sign(b"\x8f" + bytes(byte | 0x80 for byte in run[i : i + 2]), "euc_jp") for i in range(0, len(run), 2)
    )


def _pairs(run: bytes) -> str:
    """Two-byte codes of JIS X 0208, broken ones too; the index of one goes around as a byte does in Go."""
    table = _jis_x_0208()
    text: list[str] = []
    for i in range(0, len(run) - 1, 2):
        index = ((run[i] - _FIRST) & 0xFF) * _CELLS + ((run[i + 1] - _FIRST) & 0xFF)
        text.append(table[index] if index < len(table) else _REPLACED)
    return "".join(text) + _REPLACED * (len(run) % 2)


def _sign(code: bytes, codec: str) -> str:
    """The one character of ``code``."""
    try:
        return code.decode(codec)
    except UnicodeDecodeError:
        return _REPLACED


@cache
def _jis_x_0208() -> list[str]:
    """The characters in order: Shift_JIS has the same table, shifted, and Python has that with the vendors' rows."""
    table = []
    for index in range(_ROWS * _CELLS):
        row, cell = divmod(index, _CELLS)
        lead = row // 2 + (0x81 if row < 62 else 0xC1)
        trail = cell + (0x9F if row % 2 else 0x40 if cell < 63 else 0x41)
        sign = _sign(bytes((lead, trail)), "cp932")
        table.append(_REPLACED if "\ue000" <= sign <= "\uf8ff" else sign)
    return table
