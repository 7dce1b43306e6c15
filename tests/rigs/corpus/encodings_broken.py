"""Base64 and quoted-printable that are broken, and transfer encodings that are none."""

from collections.abc import Iterator

from tests.rigs.corpus.encodings import encoded
from tests.rigs.corpus.letter import Mail, letter, multipart, part, typed

_UTF8 = "text/plain; charset=utf-8"
_LONG = "診療時間の変更についてお知らせいたします。次回の予約日をご確認のうえ、ご来院ください。" * 3
_FILE = "Content-Disposition: attachment; filename=a.bin\n"


def mails() -> Iterator[Mail]:
    """Base64, quoted-printable, names of encodings."""
    yield from _base64()
    yield from _quoted()
    yield from _names()


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
