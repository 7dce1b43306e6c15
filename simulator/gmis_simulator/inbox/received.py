"""What Mailpit writes at the top of a message that it receives, because the SMTP envelope is not kept elsewhere."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from gmis_simulator.inbox.addresses import Address, parse_list, unquoted
from gmis_simulator.inbox.headers import strict_header
from gmis_simulator.inbox.store import new_id
from gmis_simulator.mime.header import Header

_CHARSET = re.compile(r"=\?([^?\s]+)\?[bBqQ]\?")
_KNOWN = ("utf-8", "iso-8859-1", "us-ascii")


@dataclass(frozen=True)
class Arrival:
    """How a message came: `sender` is "" for a bounce, `client` is the name said in EHLO, `at` is in local time.

    What came by HTTP has no `client` and no `ip`.
    """

    sender: str
    recipients: list[str]
    at: datetime
    client: str = ""
    ip: str = ""


def as_received(content: bytes, arrival: Arrival) -> bytes:
    """The message as it is stored: with Return-Path, with Message-ID and Bcc where they were missing.

    What came by SMTP has Received, too. Raises MalformedHeaderError when its header block cannot be read.
    """
    sender, recipients = arrival.sender, arrival.recipients
    if arrival.ip:
        content = _received(arrival) + content
    raw = content.replace(b"\r\r\n", b"\r\n")
    header = strict_header(raw)
    changed: dict[str, str] = {}
    if header.get("Return-Path").strip("<>") != sender:
        changed["Return-Path"] = f"<{sender}>"
    if not header.get("Message-ID").strip("<>"):
        changed["Message-ID"] = f"<{new_id()}@mailpit>"
    shown = {
        unquoted(address["Address"]).lower()
        for name in ("To", "Cc", "Bcc")
        for address in _found_by_mailpit(header.get(name))
    }
    # A recipient in quotation marks is hidden to Mailpit even when To names it.
    hidden = [recipient for recipient in recipients if recipient.lower() not in shown]
    if hidden:
        # Mailpit forgets them when there is a Bcc header already.
        bcc = header.get("Bcc")
        changed["Bcc"] = f", {bcc}" if _found_by_mailpit(bcc) else ", ".join(hidden)
    return _with_headers(raw, header, changed)


def _found_by_mailpit(value: str) -> list[Address]:
    """The mailboxes that it sees as mail arrives: none in a list where a name is encoded in a charset but these."""
    words = _CHARSET.findall(value)
    return parse_list(value, commas=False) if all(word.lower() in _KNOWN for word in words) else []


def _received(arrival: Arrival) -> bytes:
    at = f"{format_datetime(arrival.at)} ({arrival.at.tzname()})"
    lines = (
        f"Received: from {arrival.client} (unknown [{arrival.ip}])",
        "        by localhost (embedded inbox) with SMTP",
        f"        for <{arrival.recipients[0]}>; {at}",
    )
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8", "surrogateescape")


def _with_headers(raw: bytes, header: Header, changed: dict[str, str]) -> bytes:
    """Each in the place of the first of its name, or in front, the last one first."""
    front: list[bytes] = []
    edits: list[tuple[int, int, bytes]] = []
    for name, value in changed.items():
        line = f"{name}: {value}\r\n".encode("utf-8", "surrogateescape")
        there = header.first(name)
        if there and there.value and name != "Message-ID":
            edits.append((there.start, there.end, line))
        else:
            front.insert(0, line)
    for start, end, line in sorted(edits, reverse=True):
        raw = raw[:start] + line + raw[end:]
    return b"".join((*front, raw))
