"""What Mailpit writes at the top of a message that it receives, because the SMTP envelope is not kept elsewhere."""

import re
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime

from gmis_simulator.inbox.addresses import parse_list, unquoted
from gmis_simulator.inbox.headers import Headers
from gmis_simulator.inbox.store import new_id


@dataclass(frozen=True)
class Arrival:
    """How a message came: `sender` is "" for a bounce, `client` is the name said in EHLO, `at` is in local time."""

    sender: str
    recipients: list[str]
    client: str
    ip: str
    at: datetime


def as_received(content: bytes, arrival: Arrival) -> bytes:
    """The message as it is stored when it came by SMTP: as `as_stored`, and with Received."""
    return as_stored(_received(arrival) + content, arrival.sender, arrival.recipients)


def as_stored(content: bytes, sender: str, recipients: list[str]) -> bytes:
    """The message with Return-Path, and with Message-ID and Bcc where they were missing.

    Raises MalformedHeaderError when its header block cannot be read.
    """
    raw = content.replace(b"\r\r\n", b"\r\n")
    headers = Headers(raw)
    if headers.raw("Return-Path").strip("<>") != sender:
        raw = _with_header(raw, headers, "Return-Path", f"<{sender}>")
    if not headers.raw("Message-ID").strip("<>"):
        raw = f"Message-ID: <{new_id()}@mailpit>\r\n".encode() + raw
    shown = {
        unquoted(address["Address"]).lower()
        for name in ("To", "Cc", "Bcc")
        for address in parse_list(headers.raw(name))
    }
    # A recipient in quotation marks is hidden to Mailpit even when To names it.
    hidden = [recipient for recipient in recipients if recipient.lower() not in shown]
    if hidden:
        # Mailpit forgets them when there is a Bcc header already.
        bcc = headers.raw("Bcc")
        raw = _with_header(raw, headers, "Bcc", f", {bcc}" if parse_list(bcc) else ", ".join(hidden))
    return raw


def _received(arrival: Arrival) -> bytes:
    at = f"{format_datetime(arrival.at)} ({arrival.at.tzname()})"
    lines = (
        f"Received: from {arrival.client} (unknown [{arrival.ip}])",
        "        by localhost (embedded inbox) with SMTP",
        f"        for <{arrival.recipients[0]}>; {at}",
    )
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8", "surrogateescape")


def _with_header(raw: bytes, headers: Headers, name: str, value: str) -> bytes:
    line = f"{name}: {value}\r\n".encode("utf-8", "surrogateescape")
    if not headers.raw(name):
        return line + raw
    there = re.compile(rb"^" + name.encode() + rb":[^\n]*\n(?:[ \t][^\n]*\n)*", re.IGNORECASE | re.MULTILINE)
    return there.sub(lambda _: line, raw, count=1)
