"""Japanese text in ISO-2022-JP and EUC-JP as mail programs write it: with vendor characters, which codecs lack."""

_TO_KANJI, _TO_KANA, _TO_ASCII = b"\x1b$B", b"\x1b(I", b"\x1b(B"


def jis(text: str) -> bytes:
    """ISO-2022-JP, with rows 13 and 89 to 92 (①㈱Ⅳ髙﨑), and half-width kana by their own escape; ends in ASCII."""
    written, mode = b"", _TO_ASCII
    for character in text:
        code = _cell(character)
        wanted = {1: _TO_ASCII, 2: _TO_KANJI}[len(code)] if code[0] < 0x80 else _TO_KANA
        written += (wanted if wanted != mode else b"") + bytes(byte & 0x7F for byte in code)
        mode = wanted
    return written + (_TO_ASCII if mode != _TO_ASCII else b"")


def euc(text: str) -> bytes:
    """EUC-JP with the same rows; half-width kana behind 0x8E."""
    codes = [_cell(character) for character in text]
    return b"".join(
        code
        if len(code) == 1 and code[0] < 0x80
        else b"\x8e" + code
        if len(code) == 1
        else bytes(b | 0x80 for b in code)
        for code in codes
    )


def _cell(character: str) -> bytes:
    """One byte as in Shift_JIS, or the two of its row and cell, each from 0x21."""
    code = _NEC.get(character) or character.encode("cp932")
    if len(code) == 1:
        return code
    lead, trail = code
    row = (lead - (0x70 if lead < 0xA0 else 0xB0)) * 2 - (trail < 0x9F)
    cell = trail - (0x7E if trail >= 0x9F else 0x20 if trail >= 0x80 else 0x1F)
    return bytes([row, cell])


# Python writes these with IBM's codes, which lie outside of the 94 rows; NEC's lie within.
_NEC = {
    code.decode("cp932", "ignore"): code
    for lead in (0xED, 0xEE)
    for trail in range(0x40, 0xFD)
    if len((code := bytes([lead, trail])).decode("cp932", "ignore")) == 1
}
