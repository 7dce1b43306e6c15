"""The MIME tree of a message, down to its leaves with their decoded content."""

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import compat32
from email.utils import collapse_rfc2231_value

from gmis_simulator.inbox import charsets
from gmis_simulator.inbox.headers import decode_words

_DEEPEST = 50  # containers in containers; what lies deeper is read as one text
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
_TRAILING_SPACE = re.compile(rb"[ \t]+(?=\r?\n|$)")
_META_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Part:
    """One leaf. `part_id` is its dotted path, "0" for the root; `content` is decoded, and UTF-8 if it is text.

    `content_type` is "" for a leaf inside a container that has no Content-Type.
    """

    part_id: str
    content_type: str
    disposition: str
    file_name: str
    content_id: str
    content: bytes


def read_parts(raw: bytes) -> tuple[str, list[Part]]:
    """The root's content type, and all leaves in document order. Never raises: what is malformed is read as text."""
    root, body = _parse(raw)
    boundary = _parameter(root, "boundary", "Content-Type")
    if root.get_content_maintype() == "multipart" and boundary:
        return root.get_content_type(), list(_leaves(body, boundary, ""))
    kind = root.get_content_type()
    return kind, [_part(root, body, "0", "text/plain" if kind.startswith("multipart/") else kind, "us-ascii")]


def _leaves(body: bytes, boundary: str, prefix: str) -> Iterator[Part]:
    for number, raw in enumerate(_split(body, boundary), 1):
        message, inner = _parse(raw)
        part_id = f"{prefix}{number}"
        inner_boundary = _parameter(message, "boundary", "Content-Type")
        kind = message.get_content_type() if message["Content-Type"] is not None else ""
        if kind.startswith("multipart/") and inner_boundary and prefix.count(".") < _DEEPEST:
            yield from _leaves(inner, inner_boundary, f"{part_id}.")
        else:
            yield _part(message, inner, part_id, kind, "")


def _split(body: bytes, boundary: str) -> list[bytes]:
    """The parts between the boundary lines; the line break before one belongs to it. The last need not be closed."""
    mark = re.escape(boundary.encode("utf-8", "surrogateescape"))
    line = re.compile(rb"(?:\r?\n|\A)--" + mark + rb"(--)?[ \t]*(?:\r?\n|\Z)")
    parts: list[bytes] = []
    found = line.search(body)
    while found and not found[1]:
        # The line break that ends this boundary line may begin the next one: an empty part.
        start = found.end()
        found = line.search(body, max(start - 2, found.start() + 1))
        parts.append(body[start : found.start()] if found else body[start:])
    return parts


def _parse(raw: bytes) -> tuple[Message, bytes]:
    # compat32 is the one policy that never raises on a malformed header.
    message = BytesHeaderParser(policy=compat32).parsebytes(raw)
    encoding = str(message.get("Content-Transfer-Encoding", "")).strip().lower()
    del message["Content-Transfer-Encoding"]  # so that the payload comes as it was sent
    body = message.get_payload(decode=True)
    assert isinstance(body, bytes)
    if message.get_content_maintype() == "multipart":
        return message, body
    if encoding == "quoted-printable":
        return message, binascii.a2b_qp(_TRAILING_SPACE.sub(b"", body))
    if encoding == "base64":
        digits = _NOT_BASE64.sub(b"", body)
        # One digit too many is no byte: Mailpit then shows nothing at all.
        return message, b"" if len(digits) % 4 == 1 else base64.b64decode(digits + b"=" * (-len(digits) % 4))
    return message, body


def _part(message: Message, body: bytes, part_id: str, kind: str, unnamed_charset: str) -> Part:
    if kind.startswith("text/"):
        charset = _parameter(message, "charset", "Content-Type")
        if not charset and message["Content-Type"] is None:
            charset = unnamed_charset
        body = _text(body, charset, kind).encode("utf-8", "replace")
    name = _parameter(message, "filename", "Content-Disposition") or _parameter(message, "name", "Content-Type")
    return Part(
        part_id=part_id,
        content_type=kind,
        disposition=message.get_content_disposition() or "",
        file_name=decode_words(name),
        content_id=str(message.get("Content-ID", "")).strip().strip("<>"),
        content=body,
    )


def _text(content: bytes, charset: str, kind: str) -> str:
    if not charset and kind == "text/html" and (meta := _META_CHARSET.search(content)):
        charset = meta[1].decode()
    try:
        return charsets.decode(content, charset) if charset else charsets.guess(content)
    except LookupError:
        return content.decode("utf-8", "replace")


def _parameter(message: Message, name: str, header: str) -> str:
    try:
        value = message.get_param(name, "", header)
        return collapse_rfc2231_value(value) if value else ""
    except (TypeError, ValueError, LookupError):
        # The standard library stumbles over some malformed parameters; the header then has none.
        return ""
