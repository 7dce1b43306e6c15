"""What kind of file some bytes are, by how they begin: the signatures of the WHATWG's MIME Sniffing Standard."""

import re

_SIGNATURES = (
    (re.compile(rb"\s*<(?:!doctype html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|!--)[ >]",
                re.IGNORECASE), "text/html; charset=utf-8"),
    (re.compile(rb"\s*<\?xml"), "text/xml; charset=utf-8"),
    (re.compile(rb"%PDF-"), "application/pdf"),
    (re.compile(rb"%!PS-Adobe-"), "application/postscript"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"RIFF....WEBPVP", re.DOTALL), "image/webp"),
    (re.compile(rb"BM"), "image/bmp"),
    (re.compile(rb"PK\x03\x04"), "application/zip"),
    (re.compile(rb"\x1f\x8b\x08"), "application/x-gzip"),
)  # fmt: skip
_BINARY = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
_HEAD = 512  # bytes; no more are looked at


def sniff(content: bytes) -> str:
    """The value of a Content-Type header for `content`; text when nothing tells against it."""
    head = content[:_HEAD]
    for signature, kind in _SIGNATURES:
        if signature.match(head):
            return kind
    return "application/octet-stream" if _BINARY.search(head) else "text/plain; charset=utf-8"
