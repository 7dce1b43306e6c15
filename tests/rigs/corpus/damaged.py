"""Transfer encodings and texts that are broken, empty or guessed."""

from collections.abc import Iterator

from tests.rigs.corpus.encodings import encoded
from tests.rigs.corpus.japanese_bytes import euc, jis
from tests.rigs.corpus.letter import Mail, letter, multipart, part, typed

_UTF8 = "text/plain; charset=utf-8"
_LONG = "診療時間の変更についてお知らせいたします。次回の予約日をご確認のうえ、ご来院ください。" * 3
_FILE = "Content-Disposition: attachment; filename=a.bin\n"


def mails() -> Iterator[Mail]:
    """Base64, quoted-printable, names of encodings, charset parameters, bytes of no charset, broken bytes."""
    yield from _base64()
    yield from _quoted()
    yield from _names()
    yield from _charset_parameters()
    yield from _guessed()
    yield from _broken_bytes()


def _base64() -> Iterator[Mail]:
    for name, body in {
        "no-padding": "6Ki655mCYQ\n",
        "more-padding": "6Ki655mC====\n",
        "padding-middle": "6Ki6\n55mC\nYQ==\nYg==\n",
        "garbage": "6Ki6!!55mC**\n",
        "garbage-lines": "6Ki6\n--- cut ---\n55mC\n",
        "spaces": " 6Ki6 55mC \n",
        "one-letter": "6\n",
        "five": "6Ki65\n",
        "url-safe": "-_-_\n",
        "one-line": encoded(_LONG.encode(), "base64").replace(b"\r\n", b"").decode() + "\n",
        "footer": "6Ki655mC\n\n-- \nThis list is free.\n",
        "not-at-all": "This is no base64 at all.\n",
        "empty": "",
        "bom": "77u/6Ki655mC\n",
        "8bit": "診療\n",
        "crlf-in": "YQ0KYg0K\n",
        "lf-in": "YQpiCg==\n",
        "nul": "YQBi\n",
        "dash-end": "6Ki655mC\n-\n",
    }.items():
        yield typed(f"base64-{name}", _UTF8, body, "base64")
        file = part("application/octet-stream", body, "base64", _FILE)
        yield multipart(f"base64-file-{name}", part(_UTF8, "x\n"), file)


def _quoted() -> Iterator[Mail]:
    for name, body in {
        "lower": "=e8=a8=ba\n",
        "bad-hex": "a=ZZb=4\n",
        "soft": "a=\nb=  \nc=\t\nd\n",
        "soft-end": "a=\n",
        "equals-end": "a=",
        "trailing-spaces": "a  \nb\t\n",
        "bare": "a = b == c\n",
        "url": "https://corpus.example/?a=1&token=abc&x=3D\n",
        "8bit": "診療=E8=A8=BA\n",
        "crlf-encoded": "a=0D=0Ab\n",
        "lf-encoded": "a=0Ab\n",
        "long": "x" * 3000 + "=\ny\n",
        "soft-lf": "a=\r\nb",
        "control": "a\x01b=00c\n",
        "split-character": "=E8=A8=\n=BA\n",
        "underscore": "a_b\n",
        "blank": "\n\n",
        "dot": "=\n.a\n=2E\n",
    }.items():
        yield typed(f"quoted-{name}", _UTF8, body, "quoted-printable")
        file = part("application/octet-stream", body, "quoted-printable", _FILE)
        yield multipart(f"quoted-file-{name}", part(_UTF8, "x\n"), file)


def _names() -> Iterator[Mail]:
    for name, encoding in {
        "upper": "BASE64",
        "spaces": "  base64  ",
        "quoted": '"base64"',
        "comment": "base64 (x)",
        "semicolon": "base64;",
        "b": "b",
        "q": "quoted_printable",
        "qp": "qp",
        "8-bit": "8-bit",
        "x": "x-unknown",
        "binary": "binary",
        "utf": "utf-8",
        "word": "=?utf-8?Q?base64?=",
        "seven": "7BIT",
    }.items():
        yield typed(f"encoding-{name}", _UTF8, "6Ki655mC\n", encoding)
    twice = "Content-Transfer-Encoding: base64\nContent-Transfer-Encoding: 7bit\n"
    yield letter("encoding-twice", f"Content-Type: {_UTF8}\n{twice}", "6Ki655mC\n")
    yield letter("encoding-folded", f"Content-Type: {_UTF8}\nContent-Transfer-Encoding:\n base64\n", "6Ki655mC\n")
    content_type = 'multipart/mixed; boundary="b1"'
    yield typed("encoding-of-multipart", content_type, "--b1\n\n=E8=A8=BA\n--b1--\n", "quoted-printable")
    yield typed("encoding-of-multipart-base64", content_type, "--b1\n\nx\n--b1--\n", "base64")


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


def _broken_bytes() -> Iterator[Mail]:
    for name, charset, raw in (
        ("utf8-overlong", "utf-8", b"a\xc0\xafb\xe0\x80\xafc"),
        ("utf8-surrogate", "utf-8", b"a\xed\xa0\x80b"),
        ("utf8-cut-4", "utf-8", b"a\xf0\x9f\x98 b"),
        ("utf8-above", "utf-8", b"a\xf4\x90\x80\x80b\xf8\x88\x80\x80\x80c"),
        ("utf8-lone", "utf-8", b"a\x80\xbf\xffb"),
        ("utf8-bom", "utf-8", b"\xef\xbb\xbfa"),
        ("sjis-lone-lead", "shift_jis", b"a\x82\r\nb\x82"),
        ("sjis-bad-trail", "shift_jis", b"a\x82\x20b\x82\xffc"),
        ("sjis-private", "shift_jis", b"a\xf0\x40\xf9\xfcb"),
        ("sjis-backslash", "shift_jis", b"\x5c\x7e\x80\xa0\xfd\xff"),
        ("sjis-unassigned", "shift_jis", b"a\x85\x40b\xef\x40c"),
        ("euc-lone", "euc-jp", b"a\xa4 b\xa4"),
        ("euc-three", "euc-jp", b"a\x8f\xb0\xa1b\x8f\xff"),
        ("euc-bad", "euc-jp", b"a\xa9\xa1b\xff\x80"),
        ("jis-8bit", "iso-2022-jp", b"a\x82\xa0b"),
        ("jis-no-end", "iso-2022-jp", b"\x1b$B?GNE"),
        ("jis-odd", "iso-2022-jp", b"\x1b$B?GN\x1b(Bx"),
        ("jis-bad-escape", "iso-2022-jp", b"\x1b$Zab\x1b(Bx"),
        ("jis-roman", "iso-2022-jp", b"\x1b(J\\~\x1b(Bx"),
        ("jis-1978", "iso-2022-jp", b"\x1b$@?GNE\x1b(Bx"),
        ("jis-0212", "iso-2022-jp", b"\x1b$(D0!\x1b(Bx"),
        ("jis-kana", "iso-2022-jp", b"\x1b(I18\x1b(Bx"),
        ("jis-empty", "iso-2022-jp", b"\x1b$B\x1b(Bx"),
        ("jis-lone-escape", "iso-2022-jp", b"a\x1bb\x1b"),
        ("jis-kana-so", "iso-2022-jp", b"a\x0e18\x0fb"),
        ("jis-unassigned", "iso-2022-jp", b"\x1b$B)!\x7e~\x1b(Bx"),
        ("big5-bad", "big5", b"a\x81\x40b\xff"),
        ("gb-bad", "gb18030", b"a\x81\x30\x81b\xff"),
        ("kr-bad", "euc-kr", b"a\xb0 b\xff"),
        ("latin-controls", "iso-8859-1", b"a\x80\x81\x9fb"),
        ("cp1252-holes", "windows-1252", b"a\x81\x8d\x9db"),
        ("ascii-escape", "us-ascii", b"a\x1b[1mb"),
    ):
        yield typed(f"broken-{name}", f"text/plain; charset={charset}", raw + b"\r\n")
