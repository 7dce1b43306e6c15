"""A stored message, and the shapes in which Mailpit's API answers it."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from gmis_simulator.inbox.addresses import Address
from gmis_simulator.inbox.content import Content, read_content
from gmis_simulator.inbox.parts import Part

Json = dict[str, Any]


@dataclass
class Message:
    """One message of the inbox: `front`, with all its headers, and the `rest`, which is as it came and is not copied.

    `created` is when it arrived, in local time; `read_already`: what was read then.
    """

    id: str
    front: bytes
    rest: memoryview
    created: datetime
    read_already: Content | None = None
    read: bool = False

    @property
    def raw(self) -> bytes:
        """All of it."""
        return b"".join((self.front, self.rest)) if self.rest else self.front

    @property
    def size(self) -> int:
        """In bytes."""
        return len(self.front) + len(self.rest)

    @cached_property
    def content(self) -> Content:
        """What it says."""
        return self.read_already or read_content(self.raw)

    @cached_property
    def haystacks(self) -> dict[str, str]:
        """What searches look through."""
        content = self.content
        return {
            "to": _searchable(content.to),
            "from": _searchable(content.sender),
            "cc": _searchable(content.cc),
            "bcc": _searchable(content.bcc),
            "reply-to": _searchable(content.reply_to),
            "subject": ascii_lower(content.subject),
            "message-id": ascii_lower(content.message_id),
            "text": content.search_text,
        }

    @property
    def created_ms(self) -> int:
        """When it arrived, in milliseconds since 1970: the precision that lists and searches have."""
        return int(self.created.timestamp() * 1000)

    def listed(self, tags: list[str]) -> Json:
        """The message in GET /api/v1/messages, where Mailpit answers null for an empty list of recipients."""
        content = self.content
        return self._summary(self._created_ms(), tags) | {
            "To": content.to or None,
            "Cc": content.cc or None,
            "Bcc": content.bcc or None,
        }

    def found(self, tags: list[str]) -> Json:
        """The message in GET /api/v1/search, where an empty Reply-To is null too."""
        return self.listed(tags) | {"ReplyTo": self.content.reply_to or None}

    def announced(self, tags: list[str]) -> Json:
        """The message as the `new` event carries it: empty lists instead of nulls, and the full time."""
        return self._summary(self.created, tags)

    def detail(self, tags: list[str]) -> Json:
        """The message in GET /api/v1/message/{ID}."""
        content = self.content
        bodies = content.bodies
        return {
            "ID": self.id,
            "MessageID": content.message_id,
            "From": content.sender,
            "To": content.to,
            "Cc": content.cc,
            "Bcc": content.bcc,
            "ReplyTo": content.reply_to,
            "ReturnPath": content.return_path,
            "Subject": content.subject,
            "ListUnsubscribe": content.list_unsubscribe,
            "Date": rfc3339(content.date or self._created_ms()),
            "Tags": tags,
            "Username": "",
            "Text": bodies.text,
            "HTML": bodies.html,
            "Size": self.size,
            "Inline": [_attachment(part) for part in [*bodies.inlines, *bodies.others] if _is_named(part)],
            "Attachments": [_attachment(part) for part in bodies.attachments if _is_named(part)],
        } | ({"NotRead": list(content.not_read)} if content.not_read else {})

    def _created_ms(self) -> datetime:
        return self.created.replace(microsecond=self.created.microsecond // 1000 * 1000)

    def _summary(self, created: datetime, tags: list[str]) -> Json:
        content = self.content
        return {
            "ID": self.id,
            "MessageID": content.message_id,
            "Read": self.read,
            "From": content.sender,
            "To": content.to,
            "Cc": content.cc,
            "Bcc": content.bcc,
            "ReplyTo": content.reply_to,
            "Subject": content.subject,
            "Created": rfc3339(created),
            "Username": "",
            "Tags": tags,
            "Size": self.size,
            "Attachments": len(content.bodies.attachments),
            "Snippet": content.snippet,
        }


def rfc3339(time: datetime) -> str:
    """`time` as Go writes it: no zeros at the end of the second's fraction, and Z for UTC."""
    text = time.replace(tzinfo=None, microsecond=0).isoformat()
    fraction = f".{time.microsecond:06}".rstrip("0").rstrip(".")
    zone = "Z" if time.utcoffset() == UTC.utcoffset(None) else time.strftime("%z")
    return f"{text}{fraction}{zone if zone == 'Z' else zone[:3] + ':' + zone[3:5]}"


def ascii_lower(text: str) -> str:
    """`text` with only A to Z lowered: SQLite's LIKE, which Mailpit searches with, knows no other case."""
    return text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")


def _searchable(addresses: Address | list[Address]) -> str:
    # Mailpit searches the JSON itself, so "to:address" finds every message that has a recipient.
    text = json.dumps(addresses or {}, ensure_ascii=False, separators=(",", ":"))
    for sign, escape in (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026")):
        text = text.replace(sign, escape)
    return ascii_lower(text)


def _is_named(part: Part) -> bool:
    return bool(part.file_name or part.content_id)


def _attachment(part: Part) -> Json:
    return {
        "PartID": part.part_id,
        "FileName": part.file_name or part.content_id,
        "ContentType": part.content_type,
        "ContentID": part.content_id,
        "Size": len(part.content),
        "Checksums": part.checksums,
    }
