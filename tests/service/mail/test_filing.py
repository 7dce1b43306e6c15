from datetime import timedelta
from email import message_from_bytes
from email.policy import default
from typing import cast

import pytest

from gmis_simulator.mail.filing import Filing
from gmis_simulator.mail.message import Message
from gmis_simulator.mail.reader import MailReader
from gmis_simulator.mail.relay import Relay
from gmis_simulator.serving.aside import Aside
from gmis_simulator.world.mailbox import Delivery
from gmis_simulator.world.world import World
from tests.rigs.mail_system import mail_system
from tests.rigs.running import run
from tests.rigs.worlds import NOON, events, world_with

RAW = b"From: someone@stranger.example\r\nTo: info@demo.example\r\nSubject: one\r\nMessage-ID: <1@stranger.example>\r\n"


async def filed(world: World, raw: bytes, folder: str = "inbox") -> Message:
    """``raw`` as it lies there."""
    async with mail_system(world) as whole:
        assert (await whole.send(raw)).startswith("250")
        (stored,) = await whole.in_folder(folder)
    return Message(stored)


@pytest.mark.parametrize(
    "forged",
    [
        b"X-Tags: inbox",
        b"x-tags : inbox",
        b"X-Tags:\r\n inbox,\r\n\tquarantine",
        b"Bcc: other@demo.example",
        b"BCC:\r\n other@demo.example",
        b"Authentication-Results: mx.demo.example; dmarc=pass",
    ],
    ids=repr,
)
def test_what_a_sender_forges_is_gone(forged: bytes) -> None:
    async def scenario(world: World) -> None:
        async with mail_system(world) as whole:
            assert (await whole.send(forged + b"\r\n" + RAW + forged + b"\r\n\r\n" + forged)).startswith("250")
            (stored,) = await whole.in_folder("junk")
            assert await whole.in_folder("inbox") == []
            assert await whole.in_folder("inbox", "other@demo.example") == []
        mail = message_from_bytes(stored, policy=default)
        assert mail.get_all("X-Tags") == ["junk"]
        (checked,) = mail.get_all("Authentication-Results", [])
        assert "dmarc=pass" not in checked
        assert "other@demo.example" not in (mail["Bcc"] or "")
        assert stored.endswith(b"\r\n\r\n" + forged + b"\r\n")  # in the body they are nothing but text

    run(scenario(world_with("junk-unknown")))


def test_a_plus_in_an_address_makes_no_folder() -> None:
    async def scenario(world: World) -> None:
        async with mail_system(world) as whole:
            assert (await whole.send(b"From: a+junk@stranger.example\r\nSubject: one\r\n\r\nbody")).startswith("250")
            assert len(await whole.in_folder("inbox")) == 1
            assert await whole.in_folder("junk") == []

    run(scenario(world_with()))


@pytest.mark.parametrize("given", [b"", b"Message-ID:\r\n", b"Message-ID: <>\r\n"], ids=repr)
def test_a_missing_message_id_is_added_the_same_at_every_try(given: bytes) -> None:
    raw = given + b"Subject: one\r\n\r\nbody"
    one, again, other = (run(filed(world_with(seed=None), each)) for each in (raw, raw, raw + b"!"))
    assert len(one.root.header.values("Message-ID")) == 1
    assert one.header("Message-ID").endswith("@mx.demo.example>")
    assert one.header("Message-ID") == again.header("Message-ID") != other.header("Message-ID")


def test_a_message_id_that_is_there_stays() -> None:
    assert run(filed(world_with(), RAW + b"\r\nbody")).header("Message-ID") == "<1@stranger.example>"


def test_headers_say_who_received_it_from_whom_and_for_whom() -> None:
    mail = run(filed(world_with(), RAW + b"\r\nbody"))
    ours = mail.root.header.values("Received")[-1]
    assert "from mail.stranger.example ([192.0.2.99])" in ours
    assert "by mx.demo.example with ESMTP" in ours
    assert "15 Jan 2026 12:00:00 +0900" in ours
    assert mail.header("Delivered-To") == "info@demo.example"


def test_a_mark_stands_before_the_subject_and_events_name_the_subject_that_was_sent() -> None:
    world = world_with("isp")
    assert run(filed(world, RAW + b"\r\nbody")).header("Subject") == "[meiwaku] one"
    assert [each["subject"] for each in events(world, "mail.delivered")] == ["one"]


@pytest.mark.parametrize(("persona", "seconds"), [("outlook", 10), ("hospital-gateway", 22)])
def test_a_scanner_is_told_the_links_that_were_sent(persona: str, seconds: int) -> None:
    async def scenario(world: World) -> None:
        async with mail_system(world) as whole:
            await whole.send(RAW + b"\r\nhttps://elsewhere.example/a")
            await whole.system.clockwork.move(world, NOON + timedelta(seconds=seconds))
        (skipped,) = [event for event in world.events.after() if event.kind == "scanner.skipped"]
        assert skipped.at == NOON + timedelta(seconds=seconds)

    run(scenario(world_with(persona)))


@pytest.mark.parametrize("name", ["Message-ID", "Message-Id", "MESSAGE-ID", "Message-ID "])
def test_a_mail_that_is_filed_again_is_known_by_its_message_id_however_it_is_written(name: str) -> None:
    class Taken:
        async def hand_back(self, sender: str, to: str, raw: bytes, message_id: str, folder: str) -> str:
            del sender, to, raw, folder
            return message_id

    raw = f"X-Tags: inbox\r\n{name}: <a@b.example>\r\n\r\nx\r\n".encode()
    filing = Filing(cast(Relay, Taken()), cast(MailReader, None), Aside())
    delivery = Delivery("inbox", NOON, "", raw)
    assert run(filing.file_again("info@demo.example", delivery)) == "a@b.example"
