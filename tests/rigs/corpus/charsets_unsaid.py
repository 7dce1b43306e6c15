"""Charsets that are named oddly, or not at all, and are guessed."""

from collections.abc import Iterator

from tests.rigs.corpus.japanese_bytes import euc, jis
from tests.rigs.corpus.letter import Mail, letter, typed

_LONG = "診療時間の変更についてお知らせいたします。次回の予約日をご確認のうえ、ご来院ください。" * 3


def mails() -> Iterator[Mail]:
    """Parameters, metas, bytes without a charset."""
    yield from _charset_parameters()
    yield from _guessed()


def _charset_parameters() -> Iterator[Mail]:
    sjis = "診療".encode("cp932") + b"\r\n"
    for name, parameter in {
        "single-quotes": "charset='shift_jis'",
        "open-quote": 'charset="shift_jis',
        "spaces": 'charset = "shift_jis"',
        "upper": "CHARSET=SHIFT_JIS",
        "inner-space": 'charset=" shift_jis "',
        "twice": "charset=shift_jis; charset=utf-8",
        "semicolons": "; charset=shift_jis;",
        "2231": "charset*=us-ascii''shift_jis",
        "cont": 'charset*0="shift_"; charset*1=jis',
        "comment": "charset=shift_jis (x)",
        "comma": "charset=shift_jis,",
        "trailing": "charset=shift_jis x",
        "empty": "charset=",
        "empty-quoted": 'charset=""',
        "no-value": "charset",
        "colon": "charset:shift_jis",
        "x-mac": "charset=x-mac-japanese",
        "8bit": "charset=診",
        "url": 'charset="https://x"',
        "backslash": 'charset="shift\\_jis"',
    }.items():
        yield typed(f"charset-{name}", f"text/plain; {parameter}", sjis)
    yield typed("charset-no-semicolon", "text/plain charset=shift_jis", sjis)
    for name, meta in {
        "html5": '<meta charset="euc-jp">',
        "wrong": '<meta charset="utf-8">',
        "unknown": '<meta charset="x-y">',
    }.items():
        page = f"<html><head>{meta}</head><body>".encode() + euc("診療①のご案内") + b"</body></html>\r\n"
        yield typed(f"charset-meta-{name}", "text/html", page)
        yield typed(f"charset-meta-{name}-header", "text/html; charset=euc-jp", page)
        yield typed(f"charset-meta-{name}-long", "text/html", page.replace(b"</body>", euc(_LONG) + b"</body>"))


def _guessed() -> Iterator[Mail]:
    for name, raw in {
        "utf8": _LONG.encode(),
        "sjis": _LONG.encode("cp932"),
        "euc": euc(_LONG),
        "jis": jis(_LONG),
        "jis-vendor": jis(_LONG + "①㈱"),
        "sjis-vendor": ("①㈱髙" + _LONG).encode("cp932"),
        "latin": ("Führung à 5 £ · " * 9).encode("latin-1"),
        "ascii": b"plain text " * 20,
        "gb": ("门诊通知" * 40).encode("gb18030"),
        "big5": ("門診通知" * 40).encode("big5"),
        "kr": ("진료 안내" * 40).encode("euc_kr"),
        "koi8": ("Приём врача " * 20).encode("koi8-r"),
        "utf16": ("診療" * 40).encode("utf-16"),
        "cp1251": ("Приём врача " * 20).encode("cp1251"),
        "kana": ("ｱｲｳ" * 40).encode("cp932"),
    }.items():
        for length, body in {"long": raw, "short": raw[:60]}.items():
            yield letter(f"guess-{name}-{length}", body=body + b"\r\n")
            yield typed(f"guess-typed-{name}-{length}", "text/plain", body + b"\r\n")
            if length == "long":
                yield typed(f"guess-unknown-{name}", "text/plain; charset=x-none", body + b"\r\n")
                yield typed(f"guess-html-{name}", "text/html", b"<p>" + body + b"</p>\r\n")
                yield typed(f"guess-ascii-{name}", "text/plain; charset=us-ascii", body + b"\r\n")
