"""Charsets, the characters that are drawn for each, and how they are encoded."""

from collections.abc import Callable

from tests.rigs.corpus.japanese_bytes import euc, jis

_KANJI = "診療予約①㈱Ⅳ髙﨑ｱｸﾞ。～"
CHARSETS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "utf-8": (_KANJI + "é€😀か\u3099", str.encode),
    "iso-2022-jp": (_KANJI, jis),
    "shift_jis": (_KANJI, lambda text: text.encode("cp932")),
    "Windows-31J": (_KANJI, lambda text: text.encode("cp932")),
    "euc-jp": (_KANJI, euc),
    "gb18030": ("门诊通知é😀", lambda text: text.encode("gb18030")),
    "big5": ("門診通知", lambda text: text.encode("big5")),
    "euc-kr": ("진료안내", lambda text: text.encode("euc_kr")),
    "windows-1252": ("éà€“”–", lambda text: text.encode("cp1252")),
    "koi8-r": ("приёмЖ", lambda text: text.encode("koi8-r")),
    "us-ascii": ("~", str.encode),
}
