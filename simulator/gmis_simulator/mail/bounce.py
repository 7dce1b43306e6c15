"""A delivery status notification (RFC 3464): the mail could not be delivered, and this is why."""

import re
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import SMTP
from email.utils import format_datetime

from gmis_simulator.world.letter import Letter
from gmis_simulator.world.world import World

_LONGEST_HEADERS = 64 * 1024  # bytes of a mail's headers that go back
_STATUS = re.compile(r"\s*([245]\.\d{1,3}\.\d{1,3})\b")


def bounce(world: World, letter: Letter, raw: bytes, code: int, reply: str, *, remote: str) -> bytes:
    """The notice to ``letter.sender``; ``code`` and ``reply`` are the last answer of ``remote``, code 0: none."""
    now = world.clock.now()
    daemon = f"MAILER-DAEMON@{letter.host.name}"
    report = MIMEMultipart("report", boundary=f"=_{world.tokens.name()}", report_type="delivery-status")
    report["From"] = f"Mail Delivery System <{daemon}>"
    report["To"] = letter.sender
    report["Subject"] = "Undelivered Mail Returned to Sender"
    report["Date"] = format_datetime(now)
    report["Message-ID"] = f"<{world.tokens.name()}@{letter.host.name}>"
    report["Auto-Submitted"] = "auto-replied"
    said = f"{code} {reply}" if code else reply
    report.attach(
        MIMEText(
            f"{letter.recipient} にメールを届けられませんでした。\n\n{said}\n\n"
            f"Your message could not be delivered to {letter.recipient}.\n",
            "plain",
            "utf-8",
        )
    )
    report.attach(_status(world, letter, code, said, remote))
    headers = Message()
    headers["Content-Type"] = "text/rfc822-headers"
    headers.set_payload(_ascii(_headers_of(raw).decode("utf-8", "replace")))
    report.attach(headers)
    return report.as_bytes(policy=SMTP.clone(max_line_length=None))


def _status(world: World, letter: Letter, code: int, said: str, remote: str) -> Message:
    whole, recipient = Message(), Message()
    whole["Reporting-MTA"] = f"dns; {letter.host.name}"
    whole["Arrival-Date"] = format_datetime(letter.queued_at)
    recipient["Final-Recipient"] = f"rfc822; {_ascii(letter.recipient)}"
    recipient["Action"] = "failed"
    match = _STATUS.match(said.removeprefix(f"{code} "))
    recipient["Status"] = match[1] if match and code >= 500 else "5.0.0" if code >= 500 else "4.4.7"
    recipient["Remote-MTA"] = f"dns; {remote}"
    if code:
        recipient["Diagnostic-Code"] = f"smtp; {_ascii(' '.join(said.split()))}"
    recipient["Last-Attempt-Date"] = format_datetime(world.clock.now())
    part = Message()
    part["Content-Type"] = "message/delivery-status"
    part.set_payload([whole, recipient])
    return part


def _ascii(text: str) -> str:
    return text.encode("ascii", "replace").decode("ascii")


def _headers_of(raw: bytes) -> bytes:
    return raw[:_LONGEST_HEADERS].replace(b"\r\n", b"\n").partition(b"\n\n")[0] + b"\n"
