"""What a stored message says: its raw bytes read once, when it arrives."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

from gmis_simulator.inbox.addresses import Address, parse_list
from gmis_simulator.inbox.bodies import Bodies, read_bodies
from gmis_simulator.inbox.headers import Headers
from gmis_simulator.inbox.html_text import html_to_line, snippet
from gmis_simulator.inbox.unsubscribe import ListUnsubscribe, read_list_unsubscribe

_PUNCTUATION = re.compile(r"\ufeff|\r?\n|[\t><\",;()]")


@dataclass(frozen=True)
class Content:
    """The readable side of one message. `date` is None when the Date header is missing or nonsense."""

    message_id: str
    sender: Address
    to: list[Address]
    cc: list[Address]
    bcc: list[Address]
    reply_to: list[Address]
    return_path: str
    subject: str
    date: datetime | None
    x_tags: list[str]
    list_unsubscribe: ListUnsubscribe
    bodies: Bodies
    snippet: str
    search_text: str


def read_content(raw: bytes) -> Content:
    """Read the message `raw`. Raises MalformedHeaderError when its header block cannot be read; nothing else."""
    headers = Headers(raw)
    bodies = read_bodies(raw)
    senders = parse_list(headers.raw("From"))
    sender = senders[0] if senders else Address(Name=headers.text("From"), Address="")
    x_tags = headers.text("X-Tags").strip()
    return Content(
        message_id=headers.text("Message-ID").strip("<>"),
        sender=sender,
        to=parse_list(headers.raw("To")),
        cc=parse_list(headers.raw("Cc")),
        bcc=parse_list(headers.raw("Bcc")),
        reply_to=parse_list(headers.raw("Reply-To")),
        return_path=headers.text("Return-Path").strip("<>") or sender["Address"],
        subject=headers.text("Subject"),
        date=_date(headers.text("Date")),
        x_tags=x_tags.split(",") if x_tags else [],
        list_unsubscribe=read_list_unsubscribe(headers),
        bodies=bodies,
        snippet=snippet(bodies.text, bodies.html),
        search_text=_search_text(headers, bodies),
    )


def clean(text: str) -> str:
    """`text` in lower case, without the punctuation of addresses, its spaces single: so queries and texts meet."""
    return " ".join(_PUNCTUATION.sub(" ", text).split()).lower()


def _date(value: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(value)
    except (TypeError, ValueError, IndexError):
        return None
    return date.astimezone() if date.tzinfo is None else date


def _search_text(headers: Headers, bodies: Bodies) -> str:
    names = ("From", "Subject", "To", "Cc", "Bcc", "Reply-To", "Return-Path")
    body = html_to_line(bodies.html, links=True) if bodies.html else ""
    files = [part.file_name for part in bodies.attachments]
    return clean(" ".join([*map(headers.text, names), body or bodies.text, *files]))
