"""Text as the programs of a Windows desktop save it: UTF-8 with a mark in front, UTF-16, Shift_JIS."""

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))

_NO_TEXT = re.compile("[\0\x80\xa0\uf8f0-\uf8f3]")  # what bytes that stand for nothing are read as


class NotText(ValueError):
    """It is text in none of these; the message says how to save it."""


def decoded(raw: bytes) -> str:
    """The text of ``raw``; raises NotText."""
    marked = next((encoding for mark, encoding in _MARKS if raw.startswith(mark)), None)
    for encoding in [marked] if marked else ["utf-8", _without_mark(raw), "cp932"]:
        if encoding is None:
            continue
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _NO_TEXT.search(text):
            return text
    raise NotText(
        "文字として読めません。メモ帳なら「名前を付けて保存」で、文字コード(エンコード)に「UTF-8」を選んで保存し直します"
    )


def _without_mark(raw: bytes) -> str | None:
    """UTF-16 shows by its zeros: every other byte of what is written in ASCII."""
    sample = raw[:1000]
    zeros = [sample[place::2].count(0) for place in (0, 1)]
    if max(zeros) * 8 < len(sample):
        return None
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
