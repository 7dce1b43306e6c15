"""A message put together from its parts, as Mailpit does for what is sent by HTTP."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.base64mime import body_encode, header_encode
from email.utils import encode_rfc2231, format_datetime, quote
from urllib.parse import quote as percent_encoded
from uuid import uuid4

from gmis_simulator.inbox.sniffing import sniff

_PLAIN = re.compile(r"[\t -~]{0,900}")  # what a header may say without being encoded
_READABLE = re.compile(rb"(?:[\t -~]{0,998}\r?\n)*[\t -~]{0,998}")
_KIND = re.compile(r"[!-~]+/[!-~]+(?:;[\t -~]*)?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
_WORD = 11  # characters in one encoded word, which has 45 bytes at the most


@dataclass(frozen=True)
class File:
    """An attachment; inline when it has a `content_id`. `kind` is its Content-Type; "" has it guessed."""

    name: str
    kind: str
    content_id: str
    content: bytes


def compose(headers: list[tuple[str, str]], text: str, html: str, files: list[File], at: datetime) -> bytes:
    """The message. The `headers` are as they shall stand in it, see `encoded` and `mailbox`. Never raises."""
    body = _leaf("text/plain; charset=utf-8", text.encode())
    if html:
        body = _container("alternative", [body, _leaf("text/html; charset=utf-8", html.encode())])
    if inline := [_file(file) for file in files if file.content_id]:
        body = _container("related", [body, *inline])
    if attached := [_file(file) for file in files if not file.content_id]:
        body = _container("mixed", [body, *attached])
    lines = [("MIME-Version", "1.0"), ("Date", format_datetime(at)), *headers]
    return _lines(lines) + body


def encoded(value: str) -> str:
    """`value` for a header: itself, or RFC 2047 words in UTF-8 when it has more in it than ASCII can print."""
    if _PLAIN.fullmatch(value):
        return value
    pieces = [value[start : start + _WORD] for start in range(0, len(value), _WORD)]
    return "\r\n ".join(header_encode(piece.encode(), "utf-8") for piece in pieces)


def mailbox(name: str, address: str) -> str:
    """One mailbox for a header of addresses. As in Mailpit, an address beyond ASCII is encoded and so no longer one."""
    bracketed = encoded(f"<{address}>")
    if not name:
        return bracketed
    return f'"{quote(name)}" {bracketed}' if _PLAIN.fullmatch(name) else f"{encoded(name)} {bracketed}"


def _file(file: File) -> bytes:
    name = _CONTROL.sub(" ", file.name)
    written = f'filename="{quote(name)}"' if _PLAIN.fullmatch(name) else f"filename*={encode_rfc2231(name, 'utf-8')}"
    headers = [("Content-Disposition", f"{'inline' if file.content_id else 'attachment'}; {written}")]
    if file.content_id:
        headers.append(("Content-ID", f"<{percent_encoded(file.content_id, safe='!#$&*+/=?^_`{|}~@.-')}>"))
    kind = file.kind or sniff(file.content)
    return _leaf(kind if _KIND.fullmatch(kind) else "application/octet-stream", file.content, headers)


def _leaf(kind: str, content: bytes, headers: list[tuple[str, str]] | None = None) -> bytes:
    lines = [("Content-Type", kind), *(headers or [])]
    if _READABLE.fullmatch(content):
        return _lines(lines) + b"\r\n" + content
    return (
        _lines([*lines, ("Content-Transfer-Encoding", "base64")]) + b"\r\n" + body_encode(content, eol="\r\n").encode()
    )


def _container(kind: str, parts: list[bytes]) -> bytes:
    boundary = uuid4().hex
    pieces = b"".join(b"--%b\r\n%b\r\n" % (boundary.encode(), part) for part in parts)
    head = _lines([("Content-Type", f'multipart/{kind}; boundary="{boundary}"')])
    return head + b"\r\n" + pieces + f"--{boundary}--\r\n".encode()


def _lines(headers: list[tuple[str, str]]) -> bytes:
    return "".join(f"{name}: {value}\r\n" for name, value in headers).encode()
