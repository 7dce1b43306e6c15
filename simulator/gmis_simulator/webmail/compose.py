"""メールを作成: a mail that the clinic writes itself, to the address-change office for example."""

import re

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from gmis_simulator.mail.note_mail import send_from_clinic
from gmis_simulator.web.form import fields
from gmis_simulator.web.page import page, world_of
from gmis_simulator.webmail.mailbox_page import for_mailbox, frame, mail_of
from gmis_simulator.world.mailbox import Mailbox
from gmis_simulator.world.office import Note
from gmis_simulator.world.one_line import is_one_line

_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_LONGEST_SUBJECT, _LONGEST_TEXT = 200, 5_000  # characters, which fit into a form however they are written


@for_mailbox
async def compose(request: Request, mailbox: Mailbox) -> Response:
    """The form, filled in for an answer; posted, the mail is sent, or what is wrong stands beside the field."""
    if request.method == "GET":
        asked = request.query_params
        forwarded = asked.get("forward", "")
        note = Note(asked.get("to", ""), asked.get("subject", ""), "")
        if forwarded in mailbox.delivered:
            note = await _forwarding(request, mailbox, forwarded)
        return _form(request, mailbox, note, {})
    to, subject, text, press = await fields(request, "to", "subject", "text", "press")
    note = Note(to.strip(), subject, text)
    if wrong := _wrong(note):
        return _form(request, mailbox, note, wrong)
    if world_of(request).presses.is_first(press):  # a double click sends it once [assumed]
        send_from_clinic(world_of(request), mailbox.address, note)
    return page(request, "webmail/sent.html", **frame(request, mailbox, "compose"), note=note)


async def _forwarding(request: Request, mailbox: Mailbox, message_id: str) -> Note:
    """転送: the message as its owner sends it on, under their own name."""
    found = await mail_of(request).reader.read(mailbox.address, message_id)
    if found is None:
        raise HTTPException(404)
    said = f"---------- 転送メッセージ ----------\n差出人: {found['From']['Name']} <{found['From']['Address']}>\n"
    text = f"\n\n{said}件名: {found['Subject']}\n\n{found['Text']}".replace("\r\n", "\n")
    return Note("", f"Fwd: {found['Subject']}"[:_LONGEST_SUBJECT], text[:_LONGEST_TEXT])


def _wrong(note: Note) -> dict[str, str]:
    wrong = {}
    if not _ADDRESS.fullmatch(note.to):
        wrong["to"] = "メールアドレスを半角で1つ入力してください。"
    if len(note.subject) > _LONGEST_SUBJECT or not is_one_line(note.subject):
        wrong["subject"] = f"件名は改行なしで{_LONGEST_SUBJECT}文字以内で入力してください。"
    if not note.text.strip() or len(note.text) > _LONGEST_TEXT:
        wrong["text"] = f"本文を{_LONGEST_TEXT}文字以内で入力してください。"
    return wrong


def _form(request: Request, mailbox: Mailbox, note: Note, wrong: dict[str, str]) -> Response:
    status, press = 422 if wrong else 200, world_of(request).presses.of_next_page()
    around = frame(request, mailbox, "compose")
    return page(request, "webmail/compose.html", status, **around, note=note, wrong=wrong, press=press)
