"""Text as the programs of a Japanese desktop save it: UTF-8 with a mark in front, UTF-16, Shift_JIS, EUC, JIS."""

import codecs
import re
from collections.abc import Iterator

from gmis_api.language import _

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_JIS = (b"\x1b$B", b"\x1b$@")  # all of ISO-2022-JP is ASCII too, so it is known by how it begins
_CHARSETS = ("utf-8", "euc_jp", "cp932")  # in this order: what passes for an earlier one hardly ever is a later one
_NO_TEXT = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f\x80\xa0\uf8f0-\uf8f3]")  # what bytes that mean nothing are read as


class NotText(ValueError):
    """It is text in none of these; the message says how to save it."""


def decoded(raw: bytes, *, cut: bool = False) -> str:
    """The text of ``raw``; raises NotText. ``cut``: it is the beginning of more, and its last sign may not be whole."""
    for charset, plain in _possible(raw):
        try:
            text = codecs.getincrementaldecoder(charset)("strict").decode(plain, final=not cut)
        except UnicodeDecodeError:
            continue
        if not _NO_TEXT.search(text):
            return text
    raise NotText(
        _("it cannot be read as text: save it as UTF-8 (in Notepad by Save as, where the encoding is chosen)")
    )


def _possible(raw: bytes) -> Iterator[tuple[str, bytes]]:
    for mark, charset in _MARKS:
        if raw.startswith(mark):
            yield charset, raw.removeprefix(mark)
            return
    if unmarked := _utf_16(raw):
        yield unmarked, raw
        return
    if any(escape in raw for escape in _JIS):
        yield "iso2022_jp_ext", raw
    yield from ((charset, raw) for charset in _CHARSETS)


def _utf_16(raw: bytes) -> str | None:
    """UTF-16 without a mark shows by its zeros: every other byte of what is written in ASCII."""
    sample = raw[:1000]
    zeros = [sample[place::2].count(0) for place in (0, 1)]
    if max(zeros) * 8 < len(sample) or not any(zeros):
        return None
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
