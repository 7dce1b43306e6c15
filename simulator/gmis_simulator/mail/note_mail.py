"""A plain mail in a world: what the office writes, and what somebody writes in the webmail."""

import re
from email.mime.text import MIMEText
from email.utils import format_datetime

from gmis_simulator.mail.signing import sign
from gmis_simulator.mail.writing import as_bytes, encoded
from gmis_simulator.world.hosts import OFFICE, Host, clinic_of, office_of
from gmis_simulator.world.letter import Letter
from gmis_simulator.world.office import Note
from gmis_simulator.world.world import World

_LINE_END = re.compile(r"\r\n?|\n")


def send_from_office(world: World, note: Note, *, answers: str = "") -> Letter:
    """Queue ``note``, signed for the office's domain; ``answers``: the Message-ID of what it answers."""
    raw = _write(world, OFFICE, note, automatic=True, answers=answers)
    signed = sign(world, raw, OFFICE.partition("@")[2], world.clock.now())
    return _queue(world, OFFICE, note.to, office_of(world.name), signed)


def send_from_clinic(world: World, sender: str, note: Note) -> Letter:
    """Queue ``note`` as somebody at ``sender`` wrote it."""
    raw = _write(world, sender, note)
    return _queue(world, sender, note.to, clinic_of(world.name), raw)


def send_automatic(world: World, sender: str, note: Note) -> Letter:
    """Queue ``note`` as a program at ``sender`` wrote it; nothing comes back to it (RFC 3834, 3.3)."""
    raw = _write(world, sender, note, automatic=True)
    return world.letters.add("mail", "", note.to, clinic_of(world.name), raw, world.clock.now())


def _write(world: World, sender: str, note: Note, *, automatic: bool = False, answers: str = "") -> bytes:
    message = MIMEText(_LINE_END.sub("\r\n", note.text), "plain", "utf-8")
    message["From"], message["To"] = sender, note.to
    message["Subject"] = encoded(note.subject, "Subject")
    message["Date"] = format_datetime(world.clock.now())
    message["Message-ID"] = f"<{world.tokens.name()}@{sender.partition('@')[2]}>"
    if answers:
        message["In-Reply-To"] = answers
    if automatic:
        message["Auto-Submitted"] = "auto-generated"
    return as_bytes(message)


def _queue(world: World, sender: str, recipient: str, host: Host, raw: bytes) -> Letter:
    return world.letters.add("mail", sender, recipient, host, raw, world.clock.now())
