from email import message_from_bytes
from email.message import Message
from email.policy import default
from typing import cast

import pytest

from gmis_simulator.mail.bounce import bounce
from gmis_simulator.mail.compose import reset_mail
from gmis_simulator.world.hosts import mailer_of
from gmis_simulator.world.letter import Letter
from gmis_simulator.world.world import World
from tests.rigs.mail_system import mail_system
from tests.rigs.running import run
from tests.rigs.worlds import events, world_with


def a_letter(world: World) -> tuple[Letter, bytes]:
    letter = world.resets.request("ex000000")
    assert letter
    assert letter.link
    return letter, reset_mail(world, letter)


def notice(code: int, reply: str) -> tuple[Message, bytes, str]:
    """The notice, its bytes, and the token that nobody but the recipient may see."""
    world = world_with()
    letter, raw = a_letter(world)
    notice = bounce(world, letter, raw, code, reply, remote="mx.demo.example")
    assert letter.link
    return message_from_bytes(notice, policy=default), notice, letter.link.token


def fields(notice: Message) -> tuple[Message, Message]:
    """Those of the message and those of its one recipient."""
    _, status, _ = cast("list[Message]", notice.get_payload())
    assert status.get_content_type() == "message/delivery-status"
    whole, recipient = cast("list[Message]", status.get_payload())
    return whole, recipient


def test_it_is_a_delivery_report_from_the_sending_host_to_the_return_path() -> None:
    parsed, raw, _ = notice(550, "5.1.1 <info@demo.example>: User unknown")
    assert parsed.get_content_type() == "multipart/report"
    assert parsed.get_param("report-type") == "delivery-status"
    assert parsed["To"] == "bounce@mailer.demo.example"
    assert "MAILER-DAEMON@mailer.demo.example" in parsed["From"]
    assert parsed["Auto-Submitted"] == "auto-replied"
    kinds = [part.get_content_type() for part in cast("list[Message]", parsed.get_payload())]
    assert kinds == ["text/plain", "message/delivery-status", "text/rfc822-headers"]
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_its_fields_say_to_whom_what_happened_and_who_said_so() -> None:
    parsed, _, _ = notice(550, "5.1.1 <info@demo.example>: User unknown")
    whole, recipient = fields(parsed)
    assert whole["Reporting-MTA"] == "dns; mailer.demo.example"
    assert "15 Jan 2026 12:00:00 +0900" in whole["Arrival-Date"]
    assert recipient["Final-Recipient"] == "rfc822; info@demo.example"
    assert recipient["Action"] == "failed"
    assert recipient["Status"] == "5.1.1"
    assert recipient["Remote-MTA"] == "dns; mx.demo.example"
    assert recipient["Diagnostic-Code"] == "smtp; 550 5.1.1 <info@demo.example>: User unknown"


@pytest.mark.parametrize(
    ("code", "reply", "status", "diagnostic"),
    [
        (554, "no", "5.0.0", "smtp; 554 no"),
        (552, "5.3.4\ntoo\r\nlarge", "5.3.4", "smtp; 552 5.3.4 too large"),
        (451, "4.3.0 later", "4.4.7", "smtp; 451 4.3.0 later"),
        (0, "no mail server answers", "4.4.7", None),
    ],
)
def test_status_and_diagnostic_code_follow_the_last_answer(
    code: int, reply: str, status: str, diagnostic: str | None
) -> None:
    _, recipient = fields(notice(code, reply)[0])
    assert (recipient["Status"], recipient["Diagnostic-Code"]) == (status, diagnostic)


def test_it_returns_the_headers_but_neither_the_body_nor_the_reset_token() -> None:
    parsed, raw, token = notice(550, "5.1.1 no")
    text, _, headers = (part.get_payload(decode=True) for part in cast("list[Message]", parsed.get_payload()))
    assert isinstance(headers, bytes)
    assert isinstance(text, bytes)
    returned = message_from_bytes(headers, policy=default)
    assert str(returned["Subject"]) == "【厚生労働省G-MIS事務局】パスワード再設定のご案内"
    assert returned["To"] == "info@demo.example"
    assert not cast("str", returned.get_payload()).strip()
    assert "info@demo.example にメールを届けられませんでした" in text.decode()
    assert token.encode() not in raw + text + headers


@pytest.mark.parametrize(
    "garbage", [b"", b"\r\n\r\n", b"no header", b"Subject: \xff\xfe\r\n\r\n\xff", b"A: b"], ids=repr
)
def test_a_malformed_message_can_be_returned_too(garbage: bytes) -> None:
    world = world_with()
    letter, _ = a_letter(world)
    raw = bounce(world, letter, garbage, 550, "5.6.0 見本\x00", remote="mx.demo.example")
    assert len(cast("list[Message]", message_from_bytes(raw).get_payload())) == 3


def test_the_notice_of_a_reset_mail_lands_at_the_help_desk_under_the_null_sender_and_nobody_answers() -> None:
    async def scenario(world: World) -> None:
        async with mail_system(world) as whole:
            await whole.ask_for_reset(world)
            (stored,) = await whole.in_folder("inbox", "bounce@mailer.demo.example")
        assert b"Return-Path: <MAILER-DAEMON" not in stored
        queued = [event for event in events(world, "mail.queued") if event.get("purpose") == "bounce"]
        assert [(each["sender"], each["to"]) for each in queued] == [("", "bounce@mailer.demo.example")]
        assert [each["sender"] for each in events(world, "mail.unanswered")] == [""]

    run(scenario(world_with("dead")))


def test_a_notice_that_cannot_be_delivered_is_not_returned() -> None:
    async def scenario(world: World) -> None:
        letter = world.letters.add(
            "bounce", "", "gone@demo.example", mailer_of("demo"), b"Subject: one\r\n\r\n", world.clock.now()
        )
        async with mail_system(world) as whole:
            await whole.system.clockwork.settle(world)
        assert letter.state == "bounced"
        assert [each["returned_to"] for each in events(world, "mail.bounced")] == [None]
        assert len(list(world.letters)) == 1

    run(scenario(world_with()))
