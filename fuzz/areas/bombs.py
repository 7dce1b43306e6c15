"""Mails that are made to be too much: nestings, headers, parameters, boundaries, encodings, charsets, HTML."""

import base64
import encodings.aliases
from collections.abc import Callable
from random import Random

from fuzz import chance as by

CHARSETS = [
    *sorted({*encodings.aliases.aliases, *encodings.aliases.aliases.values()}),
    "idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "mbcs", "oem", "x" * 999, "", "utf-8\0",
    "七", "../utf-8", "utf-8*", "encodings",
]  # fmt: skip


def bomb(chance: Random) -> bytes:
    """One of them, small or large."""
    size = chance.choice((1, 3, 10, 30, 100, 300, 3000)) if chance.randrange(8) else 20_000
    kind, head, body = chance.choice(_BOMBS)(chance, size)
    lines = b"From: a@corpus.example\r\nSubject: %s\r\n%s" % (_word(chance), head)
    return lines + (b"Content-Type: %s\r\n" % kind if kind else b"") + b"\r\n" + body


Made = tuple[bytes, bytes, bytes]  # Content-Type, other header lines, body


def _nested(chance: Random, size: int) -> Made:
    size = min(size, 3000)
    kind = chance.choice((b"mixed", b"alternative", b"related", b"digest", b"signed", b"x"))
    head = b"".join(
        b'--b%d\r\nContent-Type: multipart/%s; boundary="b%d"\r\n\r\n' % (n, kind, n + 1) for n in range(size)
    )
    ends = b"".join(b"--b%d--\r\n" % n for n in range(size, -1, -1)) if chance.randrange(2) else b""
    return b'multipart/mixed; boundary="b0"', b"", head + ends


def _in_messages(_: Random, size: int) -> Made:
    return b"message/rfc822", b"", b"Content-Type: message/rfc822\r\n\r\n" * size + b"x"


def _parts(_: Random, size: int) -> Made:
    return b"multipart/mixed; boundary=b", b"", b"--b\r\n\r\nx\r\n" * size + b"--b--\r\n"


def _headers(chance: Random, size: int) -> Made:
    line = chance.choice(
        (b"X: y\r\n", b"To: a@b.example\r\n", b"Received: x\r\n", b"X:\r\n y\r\n", b"DKIM-Signature: v=1\r\n")
    )
    return b"", line * size, b"x"


def _folded(chance: Random, size: int) -> Made:
    return b"", chance.choice((b"X: a", b"To: a", b"Subject: =?utf-8?q?a?=")) + b"\r\n b" * size + b"\r\n", b"x"


def _parameters(chance: Random, size: int) -> Made:
    one = chance.choice((b"; a%d=b", b"; charset*%d=x", b"; name*%d*=utf-8''%%ff", b'; a%d="\\"', b";%d"))
    return b"text/plain" + b"".join(one % n for n in range(size)), b"", b"x"


def _boundary(chance: Random, size: int) -> Made:
    mark = chance.choice(
        (b"b" * min(size, 3000), b"", b" ", b"-", b"--", by.octets(chance).translate(None, b'\r\n"\\'), b"b--")
    )
    return b'multipart/mixed; boundary="%s"' % mark, b"", (b"--" + mark + b"\r\n\r\nx\r\n") * min(size, 50)


def _encoded(chance: Random, size: int) -> Made:
    name = chance.choice(
        (b"base64", b"quoted-printable", b"uuencode", b"x-uue", b"binary", b"7bit", b"gzip", b"", b"base64, base64")
    )
    body = chance.choice((b"=" * size, b"=E3" * size, base64.b64encode(chance.randbytes(size)), b"A" * size,
    by.octets(chance) * size,
                          b"begin 644 x\r\n" + b"M" * size))  # fmt: skip
    return b"text/plain; charset=utf-8", b"Content-Transfer-Encoding: %s\r\n" % name, body


def _charset(chance: Random, size: int) -> Made:
    name = by.wire(chance.choice(CHARSETS))
    return (
        b'text/%s; charset="%s"' % (chance.choice((b"plain", b"html")), name),
        b"",
        by.octets(chance) * min(size, 300),
    )


def _html(chance: Random, size: int) -> Made:
    one = chance.choice((
        b"<div>", b"<a href=http://x.example>", b"<", b"<!--", b"</p", b"&", b"&#9;&#x110000;", b"<a " + b"b=c " * 9,
        b"<table><tr><td>",
        b"<style>a{b:url(", b"<script>", b"<svg><math>", b"<a href='", b"http://x.example/", b"&lt", b"<![CDATA[",
        b"\0", b"<select><option>",
    ))  # fmt: skip
    return b"text/html; charset=utf-8", b"", one * size


def _signature(chance: Random, size: int) -> Made:
    tags = (
        "v=1",
        "a=rsa-sha256",
        "d=corpus.example",
        "s=x",
        "h=from:" + "to:" * min(size, 500),
        "b=AAAA",
        "bh=",
        "c=x/y",
        "l=-1",
        "t=9e9",
        "x=١",
        "i=@",
    )
    value = by.wire("; ".join(chance.choice((tag, by.text(chance, tags))) for tag in tags)).translate(None, b"\r\n")
    return b"", b"DKIM-Signature: %s\r\n" % value * chance.choice((1, 1, 5, 50)), b"x"


def _addresses(chance: Random, size: int) -> Made:
    one = chance.choice(
        (
            b"a@b.example,",
            b"(",
            b'"',
            b"<",
            b"a:",
            b";",
            b"@",
            b"=?utf-8?q?,?=",
            b"\\",
            b"a b <c@d.example>,",
            b"@a,@b:",
        )
    )
    return b"", b"To: %s\r\nCc: %s\r\n" % (one * size, one), b"x"


def _word(chance: Random) -> bytes:
    """An encoded word, right or not."""
    name, how = by.wire(chance.choice(CHARSETS)), chance.choice((b"q", b"b", b"Q", b"B", b"x", b""))
    said = chance.choice((b"1", b"=", b"=4", b"=ZZ", b"QUJD", b"Q", b"?", b"", b"_", by.octets(chance))).translate(
        None, b"\r\n"
    )
    return b"=?%s?%s?%s?=" % (name.translate(None, b"\r\n"), how, said) * chance.choice((1, 1, 2, 40))


_BOMBS: tuple[Callable[[Random, int], Made], ...] = (
    _nested, _in_messages, _parts, _headers, _folded, _parameters, _boundary, _encoded, _encoded, _charset, _charset,
    _html, _html,
    _signature, _addresses,
)  # fmt: skip
