"""What old servers and careless scripts send, through the exchange into the inbox: filed as it is, or refused."""

import pytest

from tests.rigs.line import RECIPIENT, connected
from tests.rigs.mail_system import mail_system
from tests.rigs.running import run
from tests.rigs.treated import through
from tests.rigs.worlds import events, world_with


@pytest.mark.parametrize(
    "first", [b"From a@ward.example Tue Nov 24 10:00:00 2026\r\n", b">From a@ward.example x\r\n"], ids=repr
)
@pytest.mark.parametrize("persona", ["plain", "isp"])
def test_the_first_line_of_an_mbox_is_left_out(persona: str, first: bytes) -> None:
    message, _, world = through(persona, first + b"From: a@ward.example\r\nSubject: mbox\r\n\r\nb\r\n")
    mark = "[meiwaku] " if persona == "isp" else ""
    assert (message["Subject"], message["Text"]) == (f"{mark}mbox", "b\r\n")
    assert message["From"]["Address"] == "a@ward.example"
    assert [each["subject"] for each in events(world, "mail.delivered")] == ["mbox"]


@pytest.mark.parametrize("persona", ["plain", "isp", "outlook", "hospital-gateway"])
def test_a_blank_before_the_colon_makes_no_other_header(persona: str) -> None:
    raw = (
        "From : a@ward.example\r\nSubject : 件名\r\nContent-Type : text/plain; charset=utf-8\r\n"
        "Message-ID : <1@ward.example>\r\n\r\n本文\r\n"
    )
    message, _, world = through(persona, raw.encode())
    mark = "[meiwaku] " if persona == "isp" else ""
    assert (message["Subject"], message["Text"]) == (f"{mark}件名", "本文\r\n")
    assert (message["From"]["Address"], message["MessageID"]) == ("a@ward.example", "1@ward.example")
    (delivered,) = events(world, "mail.delivered")
    assert (delivered["subject"], delivered["message_id"]) == ("件名", "<1@ward.example>")


@pytest.mark.parametrize("length", [999, 5_000, 200_000])
@pytest.mark.parametrize("persona", ["plain", "outlook", "hospital-gateway"])
def test_no_line_of_a_text_is_too_long(persona: str, length: int) -> None:
    raw = b"From: a@ward.example\r\nSubject: long\r\n\r\n" + b"x" * length + b"\r\n.\r\n..\r\nend\r\n"
    _, stored, _ = through(persona, raw)
    assert stored.endswith(raw)


@pytest.mark.parametrize("length", [999, 30_000])
def test_no_line_of_a_header_is_too_long(length: int) -> None:
    message, _, world = through("plain", b"Subject: " + b"x" * length + b"\r\n\r\nbody\r\n")
    assert message["Subject"] == "x" * length
    assert [each["subject"] for each in events(world, "mail.delivered")] == ["x" * length]


@pytest.mark.parametrize("body", [b"one\rtwo\r\n", b"one\ntwo\r\n", b"\r\r\n", b"\x00\x01\x7f\xff\r\n"], ids=repr)
@pytest.mark.parametrize("persona", ["plain", "outlook", "isp"])
def test_a_text_keeps_its_line_ends_and_its_bytes(persona: str, body: bytes) -> None:
    _, stored, _ = through(persona, b"From: a@ward.example\r\nSubject: ends\r\n\r\n" + body)
    assert stored.endswith(b"\r\n\r\n" + body.replace(b"\r\r\n", b"\r\n"))  # so Mailpit mends it


def test_two_dots_in_a_row_as_carriers_once_gave_them_out_are_an_address() -> None:
    async def scenario() -> list[bytes]:
        async with mail_system(world_with()) as whole, connected(whole) as line:
            for said in (b"MAIL FROM:<hana..sato@carrier.example>", RECIPIENT):
                assert (await line.say(said)).startswith("250")
            assert (await line.say(b"DATA")).startswith("354")
            answer = await line.say(b"From: hana..sato@carrier.example\r\nSubject: dots\r\n\r\nbody\r\n.")
            assert answer.startswith("250")
            return await whole.in_folder("inbox")

    (stored,) = run(scenario())
    assert b"\r\nFrom: hana..sato@carrier.example\r\n" in stored
    assert b"hana..sato@carrier.example" in stored.partition(b"From: ")[0]  # it is the return path


@pytest.mark.parametrize(
    "sender",
    [
        "root",
        "a@b.",
        "a@.b",
        "a@b..c",
        "@b.example",
        "a@",
        "a b@c.example",
        "受付@病院.example",
        "a@病院.example",
        "a@[1.2.3]",
    ],
)
def test_a_sender_to_whom_nothing_could_be_returned_is_refused_for_good_before_the_mail(sender: str) -> None:
    async def scenario() -> str:
        async with mail_system(world_with()) as whole, connected(whole) as line:
            answer = await line.say(f"MAIL FROM:<{sender}>".encode())
            assert (await line.send(b"Subject: another\r\n\r\nbody")).startswith("250")
            return answer

    assert run(scenario()).startswith("553 5.1.7")


def test_addresses_beyond_ascii_are_not_offered_so_that_nobody_sends_one() -> None:
    async def scenario() -> tuple[bool, bool]:
        async with mail_system(world_with()) as whole, whole.smtp() as client:
            await client.ehlo()
            return client.supports_extension("smtputf8"), client.supports_extension("8bitmime")

    assert run(scenario()) == (False, True)


def test_of_a_mail_that_is_more_than_is_read_the_verdict_says_so_and_it_is_filed_whole() -> None:
    raw = (
        b"Subject: many\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n"
        + b"--B\r\n\r\nx\r\n" * 1_001
        + b"--B--\r\n"
    )
    _, stored, world = through("outlook", raw)
    assert stored.endswith(raw)
    (verdict,) = events(world, "mail.verdict")
    assert [each.partition(":")[0] for each in verdict["not_read"]] == ["parts"]
