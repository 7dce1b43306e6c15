"""What somebody writes in the webmail comes as it was written."""

import pytest

from gmis_simulator.mail.message import Message
from gmis_simulator.mail.note_mail import send_from_clinic
from gmis_simulator.world.office import Note
from tests.rigs.worlds import world_with


def mail(subject: str, text: str) -> Message:
    letter = send_from_clinic(world_with(), "info@demo.example", Note("desk@clinic.example", subject, text))
    assert letter.raw
    return Message(letter.raw)


@pytest.mark.parametrize(
    "subject", ["件名", "Re: 件名", "=?utf-8?q?x?=", "=?", "a, b <c@d.example>", "あ" * 200, "x" * 200]
)
def test_a_subject_is_shown_as_it_was_typed(subject: str) -> None:
    assert mail(subject, "x").header("Subject") == subject


@pytest.mark.parametrize("text", ["一行目\r\n二行目\r\n", "一行目\n二行目\n", "一行目\r二行目\r"])
def test_a_text_has_the_lines_that_were_typed(text: str) -> None:
    sent = mail("件名", text)
    assert sent.texts() == [("plain", "一行目\r\n二行目\r\n")]
    assert b"\n" not in sent.raw.replace(b"\r\n", b"")
