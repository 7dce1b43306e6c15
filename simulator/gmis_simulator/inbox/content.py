"""What a stored message says: its raw bytes read once, when it arrives."""

import re
from dataclasses import dataclass
from datetime import datetime

from gmis_simulator.inbox.addresses import Address, parse_list
from gmis_simulator.inbox.bodies import Bodies, read_bodies
from gmis_simulator.inbox.headers import strict, text_of
from gmis_simulator.inbox.html_text import html_to_line, snippet, tree_for_lines
from gmis_simulator.inbox.html_tree import Node
from gmis_simulator.inbox.tags import tags_of_arrival
from gmis_simulator.inbox.unsubscribe import ListUnsubscribe, read_list_unsubscribe
from gmis_simulator.mime.budget import Budget
from gmis_simulator.mime.dates import parse_date
from gmis_simulator.mime.entity import read_entity
from gmis_simulator.mime.header import Header

_PUNCTUATION = re.compile(r"\ufeff|\r?\n|[\t><\",;()]")


@dataclass(frozen=True)
class Content:
    """The readable side of one message. `date` is None when the Date header is missing or nonsense.

    `not_read`: what was more than is read of a message, in a sentence each.
    """

    message_id: str
    sender: Address
    to: list[Address]
    cc: list[Address]
    bcc: list[Address]
    reply_to: list[Address]
    return_path: str
    subject: str
    date: datetime | None
    tags: list[str]
    list_unsubscribe: ListUnsubscribe
    bodies: Bodies
    snippet: str
    search_text: str
    not_read: tuple[str, ...] = ()


def read_content(raw: bytes, *notes: str) -> Content:
    """Read the message `raw`. Raises MalformedHeaderError when its header block cannot be read; nothing else.

    `notes`: what else of it is not read.
    """
    budget = Budget()
    root = read_entity(raw, budget)
    header = strict(root.header)
    bodies = read_bodies(raw, root, budget)
    tree = tree_for_lines(bodies.html) if bodies.html.strip() else None
    senders = parse_list(header.get("From"))
    sender = senders[0] if senders else Address(Name=text_of(header, "From"), Address="")
    return Content(
        message_id=text_of(header, "Message-ID").strip("<>"),
        sender=sender,
        to=parse_list(header.get("To")),
        cc=parse_list(header.get("Cc")),
        bcc=parse_list(header.get("Bcc")),
        reply_to=parse_list(header.get("Reply-To")),
        return_path=text_of(header, "Return-Path").strip("<>") or sender["Address"],
        subject=text_of(header, "Subject"),
        date=parse_date(text_of(header, "Date")),
        tags=tags_of_arrival(header),
        list_unsubscribe=read_list_unsubscribe(header),
        bodies=bodies,
        snippet=snippet(bodies.text, tree),
        search_text=_search_text(header, bodies, tree),
        not_read=(*notes, *budget.notes),
    )


def clean(text: str) -> str:
    """`text` in lower case, without the punctuation of addresses, its spaces single: so queries and texts meet."""
    return " ".join(_PUNCTUATION.sub(" ", text).split()).lower()


def _search_text(header: Header, bodies: Bodies, tree: Node | None) -> str:
    names = ("From", "Subject", "To", "Cc", "Bcc", "Reply-To", "Return-Path")
    body = html_to_line(tree, links=True) if tree else ""
    files = [part.file_name for part in bodies.attachments]
    return clean(" ".join([*(text_of(header, name) for name in names), body or bodies.text, *files]))
