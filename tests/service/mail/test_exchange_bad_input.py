"""What no decent client sends, over a real socket."""

import json

import pytest

from gmis_simulator.mail.exchange import MAX_BYTES
from gmis_simulator.world.world import World
from tests.rigs.line import RECIPIENT, connected
from tests.rigs.mail_system import mail_system
from tests.rigs.running import run
from tests.rigs.worlds import events, world_with


async def kept(content: bytes, world: World, greeting: bytes = b"EHLO mail.stranger.example") -> bytes:
    """``content`` as it lies in the inbox after it was sent."""
    async with mail_system(world) as whole, connected(whole, greeting) as line:
        assert (await line.send(content)).startswith("250")
        (stored,) = await whole.in_folder("inbox")
    json.dumps([event.as_json() for event in world.events.after()], ensure_ascii=False).encode()  # can be shown
    return stored


def test_a_message_that_is_announced_too_large_is_refused_before_it_is_sent() -> None:
    async def scenario() -> None:
        async with mail_system(world_with()) as whole, connected(whole) as line:
            said = await line.say(f"MAIL FROM:<someone@stranger.example> SIZE={MAX_BYTES + 1}".encode())
            assert said.startswith("552")
            assert (await line.send(b"Subject: small\r\n\r\nbody")).startswith("250")

    run(scenario())


def test_a_message_that_turns_out_too_large_is_refused_and_the_next_one_is_taken() -> None:
    async def scenario() -> None:
        async with mail_system(world_with()) as whole, connected(whole) as line:
            too_large = b"Subject: large\r\n\r\n" + (b"x" * 998 + b"\r\n") * (MAX_BYTES // 1000 + 1)
            assert (await line.send(too_large)).startswith("552")
            assert (await line.send(b"Subject: small\r\n\r\nbody")).startswith("250")
            assert len(await whole.in_folder("inbox")) == 1

    run(scenario())


def test_of_five_hundred_recipients_a_hundred_are_taken_and_the_others_told_to_be_sent_again() -> None:
    async def scenario(world: World) -> None:
        for number in range(500):
            world.put_mailbox(f"n{number}@demo.example", "plain")
        async with mail_system(world) as whole, connected(whole) as line:
            await line.say(b"MAIL FROM:<someone@stranger.example>")
            said = [await line.say(f"RCPT TO:<n{number}@demo.example>".encode()) for number in range(500)]
            assert [each[:3] for each in said] == ["250"] * 100 + ["452"] * 400
            assert (await line.say(b"DATA")).startswith("354")
            assert (await line.say(b"Subject: all\r\n\r\nbody\r\n.")).startswith("250")
        assert [each["to"] for each in events(world, "mail.delivered")] == [f"n{n}@demo.example" for n in range(100)]

    run(scenario(world_with()))


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        (b"no header at all", b"\r\n\r\nno header at all"),
        (b"Subject: one\r\nno header\r\n\r\nbody", b"Subject: one\r\n\r\nno header\r\n\r\nbody"),
        (b"Subject: \xff\xfe\x80\r\n\r\n\xff\xfe\x80", b"Subject: \xff\xfe\x80\r\n\r\n\xff\xfe\x80"),
        (b"Subject: bare\n\nline\nends\rhere\n.\n", b"Subject: bare\n\nline\nends\rhere\n.\n"),
        (b"Subject: dots\r\n\r\n..body", b"Subject: dots\r\n\r\n.body"),
    ],
    ids=["no headers", "a line that is no header", "8-bit garbage", "bare line ends", "dots"],
)
def test_a_malformed_message_is_kept(sent: bytes, stored: bytes) -> None:
    assert run(kept(sent, world_with())).endswith(stored + b"\r\n")


def test_a_name_in_ehlo_cannot_smuggle_a_header_in() -> None:
    stored = run(kept(b"Subject: one\r\n\r\nbody", world_with(), b"EHLO a.example\rX-Tags: junk\rBcc: x@demo.example"))
    assert b"\nX-Tags: junk" not in stored
    assert b"\nBcc: x@" not in stored


@pytest.mark.parametrize(
    "greeting", [b"EHLO \xff\xfe", b"EHLO [127.0.0.1]", b"HELO a_b..c", b"EHLO " + b"a." * 200], ids=repr
)
def test_a_name_in_ehlo_that_is_none_does_no_harm(greeting: bytes) -> None:
    assert b"Subject: one" in run(kept(b"Subject: one\r\n\r\nbody", world_with(), greeting))


@pytest.mark.parametrize(
    "line",
    [
        b"RCPT TO:<a\rb@demo.example>",
        b"RCPT TO:<a\r\nb@demo.example>",
        b'RCPT TO:<"a b"@demo.example>',
        b"RCPT TO:<a b@demo.example>",
        b"RCPT TO:<\xff@demo.example>",
        b"RCPT TO:<>",
        b"RCPT TO:info",
        b"MAIL FROM:<a\rb@stranger.example>",
        "MAIL FROM:<見本@stranger.example>".encode(),
        b"WHOAMI",
        b"\xff\xfe",
        b"",
        b"XCLIENT",
        b"XCLIENT ADDR=nonsense",
        b"XCLIENT NAME=mail.stranger.example",
    ],
    ids=repr,
)
def test_what_is_no_command_or_no_address_is_refused_for_good_and_the_line_stays_open(line: bytes) -> None:
    async def scenario() -> None:
        async with mail_system(world_with()) as whole, connected(whole) as connection:
            if line.startswith(b"RCPT"):
                assert (await connection.say(b"MAIL FROM:<someone@stranger.example>")).startswith("250")
            assert (await connection.say(line)).startswith("501" if line.startswith(b"XCLIENT") else "5")
            if line.count(b"\r\n"):
                assert (await connection.hear()).startswith("5")
            assert (await connection.say(b"RSET")).startswith("250")
            assert (await connection.send(b"Subject: small\r\n\r\nbody")).startswith("250")

    run(scenario())


def test_after_xclient_the_client_introduces_itself_anew_and_is_checked_by_that_address() -> None:
    async def scenario(world: World) -> None:
        async with mail_system(world) as whole, connected(whole) as line:
            assert (await line.say(b"XCLIENT ADDR=192.0.2.25")).startswith("220")
            assert (await line.say(b"MAIL FROM:<someone@stranger.example>")).startswith("503")
            assert (await line.say(b"EHLO mailer.demo.example")).startswith("250")
            assert (await line.say(b"MAIL FROM:<bounce@mailer.demo.example>")).startswith("250")
            assert (await line.say(RECIPIENT)).startswith("250")
            assert (await line.say(b"DATA")).startswith("354")
            assert (await line.say(b"Subject: one\r\n\r\nbody\r\n.")).startswith("250")
            (stored,) = await whole.in_folder("inbox")
        assert b"Received: from mailer.demo.example ([192.0.2.25])" in stored
        assert b"spf=pass" in stored

    run(scenario(world_with()))
