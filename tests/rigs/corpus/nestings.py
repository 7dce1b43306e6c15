"""Multiparts within multiparts, parts in every order, and types that are rare or none."""

from collections.abc import Iterator
from itertools import product

from tests.rigs.corpus.letter import Mail, letter, multipart, nested, part, typed

_PLAIN = part("text/plain; charset=utf-8", "本文 plain\n")
_HTML = part("text/html; charset=utf-8", "<p>本文 <b>html</b></p>\n")
_IMAGE = part("image/png; name=i.png", "aW1n\n", "base64", "Content-ID: <i@corpus>\nContent-Disposition: inline\n")
_FILE = part("application/pdf; name=f.pdf", "cGRm\n", "base64", "Content-Disposition: attachment\n")
_KINDS = ("mixed", "alternative", "related", "report", "signed")


def mails() -> Iterator[Mail]:
    """Nestings, orders, types."""
    yield from _nestings()
    yield from _orders()
    yield from _unusual()


def _nestings() -> Iterator[Mail]:
    for outer, inner in product(_KINDS, _KINDS):
        yield multipart(f"nest-{outer}-{inner}", _within(inner, _PLAIN, _HTML), _IMAGE, _FILE, kind=outer)
    deep = _within(
        "mixed", _within("related", _within("alternative", _PLAIN, _HTML, boundary="b4"), _IMAGE, boundary="b3")
    )
    yield multipart("nest-four", deep, _FILE)
    same = _within("alternative", _PLAIN, _HTML, boundary="b1")
    yield multipart("nest-same-boundary", same, _FILE)
    prefix = _within("alternative", _PLAIN, _HTML, boundary="b1x")
    yield multipart("nest-prefix-boundary", prefix, _FILE)


def _within(kind: str, *parts: bytes, boundary: str = "b2") -> bytes:
    content_type, body = nested(*parts, kind=kind, boundary=boundary)
    return part(content_type, body)


def _orders() -> Iterator[Mail]:
    for name, parts in {
        "html-first": (_HTML, _PLAIN),
        "two-plain": (_PLAIN, _PLAIN),
        "two-html": (_HTML, _HTML),
        "plain-file-plain": (_PLAIN, _FILE, _PLAIN),
        "file-first": (_FILE, _PLAIN),
        "file-only": (_FILE,),
        "image-only": (_IMAGE,),
        "html-image": (_HTML, _IMAGE),
        "none": (),
        "empty": (b"",),
        "empty-typed": (part("text/plain", ""),),
        "empty-html": (part("text/html", ""), _PLAIN),
        "blank": (part("", "\n\n"),),
    }.items():
        for kind in ("mixed", "alternative"):
            yield multipart(f"order-{kind}-{name}", *parts, kind=kind)


def _unusual() -> Iterator[Mail]:
    inner = "From: a@corpus.example\nSubject: inner\n\ninner body\n"
    for name, content_type, encoding in (
        ("rfc822", "message/rfc822", ""),
        ("rfc822-base64", "message/rfc822", "base64"),
        ("partial", 'message/partial; id="a"; number=1; total=2', ""),
        ("external", 'message/external-body; access-type=URL; URL="https://corpus.example/"', ""),
        ("delivery-status", "message/delivery-status", ""),
        ("headers", "text/rfc822-headers", ""),
        ("digest-part", "", ""),
    ):
        body = "RnJvbTogYUB4LmV4YW1wbGUNCg0KYg0K\n" if encoding else inner
        yield multipart(f"message-{name}", _PLAIN, part(content_type, body, encoding), kind="mixed")
        yield letter(f"message-whole-{name}", f"Content-Type: {content_type}\n" if content_type else "", body)
    yield multipart("message-digest", part("", inner), part("", inner), kind="digest")
    for name, content_type in {
        "text": "text", "image": "image; name=a.png", "application": "application", "nonsense": "nonsense",
        "slash": "/", "text-slash": "text/", "slash-plain": "/plain", "three": "text/plain/x", "semicolon": ";",
        "charset-only": "; charset=utf-8", "space": "text / plain", "quoted": '"text/plain"', "8bit": "text/診",
        "star": "*/*", "x": "x-unknown/x-unknown", "calendar": "text/calendar; method=REQUEST", "xml": "text/xml",
        "enriched": "text/enriched", "upper": "TEXT/PLAIN; CHARSET=UTF-8", "markdown": "text/markdown", "empty": " ",
        "amp": "text/x-amp-html; charset=utf-8", "xhtml": "application/xhtml+xml", "comma": "text/plain, charset=utf-8",
        "css": "text/css", "json": "application/json", "octet": "application/octet-stream", "audio": "audio/mpeg",
    }.items():  # fmt: skip
        yield typed(f"type-whole-{name}", content_type, "診療 <b>x</b>\n")
        yield multipart(f"type-part-{name}", _PLAIN, part(content_type, "診療 <b>x</b>\n"))
