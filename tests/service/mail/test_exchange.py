from datetime import timedelta

import aiosmtplib
import pytest

from gmis_simulator.world.hosts import OFFICE, Host
from gmis_simulator.world.world import World
from tests.rigs.front import Front
from tests.rigs.mail_system import mail_system
from tests.rigs.running import run
from tests.rigs.worlds import NOON, events, world_with

RAW = (
    b"From: helpdesk@gmis.mhlw.go.jp\r\nTo: info@demo.example\r\nSubject: test\r\nMessage-ID: <1@stranger.example>\r\n"
    b"\r\n.body\r\n"
)


def test_a_message_is_filed_tagged_and_handed_on_unchanged_below_our_own_headers() -> None:
    async def scenario(world: World) -> None:
        async with mail_system(world) as whole:
            assert await whole.send(RAW, "INFO@demo.example") == "250 2.0.0 Ok"
            (stored,) = await whole.in_folder("inbox")
            (noted,) = await whole.system.reader.messages("info@demo.example", "inbox")
        assert stored.endswith(RAW)
        ours = stored.removesuffix(RAW)
        assert b"X-Tags: inbox\r\nDelivered-To: info@demo.example\r\nReceived: from mail.stranger.example" in ours
        assert b"Authentication-Results: mx.demo.example;\r\n spf=none" in ours
        mailbox = world.mailboxes.get("info@demo.example")
        assert mailbox
        assert list(mailbox.delivered) == [noted["ID"]]
        assert [event.kind for event in world.events.after()] == ["mail.verdict", "mail.delivered"]

    run(scenario(world_with()))


@pytest.mark.parametrize("recipient", ["other@demo.example", "info@nowhere.example", "info@demo.invalid"])
def test_a_recipient_whom_no_world_knows_is_refused_at_rcpt(recipient: str) -> None:
    async def scenario() -> None:
        async with mail_system(world_with()) as whole:
            assert await whole.send(RAW, recipient) == f"550 5.1.1 <{recipient}>: no such mailbox in any world"

    run(scenario())


def test_a_worlds_own_mail_never_goes_to_the_world_that_its_recipients_domain_names() -> None:
    async def scenario(ours: World, theirs: World) -> None:
        ours.put_mailbox("someone@theirs.example", "plain")  # so that the domain is known in ours
        async with mail_system(ours, theirs) as whole:
            said = await whole.send(
                RAW, "info@theirs.example", sender="", host=Host("smtp.demo.example", "198.51.100.25")
            )
            assert said == "550 5.1.1 <info@theirs.example>: no such mailbox in any world"
            await whole.send(RAW, "someone@theirs.example", sender="", host=Host("smtp.demo.example", "198.51.100.25"))
        assert [each["to"] for each in events(ours, "mail.delivered")] == ["someone@theirs.example"]
        assert events(theirs, "mail.delivered") == []

    run(scenario(world_with(), world_with(name="theirs")))


def test_while_the_inbox_is_down_the_sender_is_told_to_try_again() -> None:
    async def scenario(world: World) -> None:
        async with mail_system(world) as whole:
            host, port = whole.inbox.smtp
            await whole.inbox.stop()
            answer = await whole.send(RAW)
            assert answer.startswith("451 4.3.0 the inbox did not take the message: ")
            assert f"no mail server answers at {host}:{port}" in answer

            await whole.inbox.start(http_port=int(whole.inbox.url.rpartition(":")[2]), smtp_port=port)
            assert await whole.send(RAW) == "250 2.0.0 Ok"
            assert len(await whole.in_folder("inbox")) == 1
        assert [event.kind for event in world.events.after()] == ["mail.verdict", "mail.verdict", "mail.delivered"]

    run(scenario(world_with()))


@pytest.mark.parametrize("address", ["helpdesk@gmis.mhlw.go.jp", OFFICE])
def test_an_address_of_the_far_side_is_found_in_the_world_of_the_sender(address: str) -> None:
    async def scenario(world: World, other: World) -> None:
        async with mail_system(other, world) as whole:
            assert await whole.send(RAW, address, sender="info@demo.example") == "250 2.0.0 Ok"
        assert len(events(world, "mail.delivered")) == 1
        assert events(other, "mail.delivered") == []

    run(scenario(world_with(), world_with(name="other")))


@pytest.mark.parametrize("address", ["helpdesk@gmis.mhlw.go.jp", OFFICE])
def test_an_address_of_the_far_side_is_found_by_the_name_in_ehlo_where_the_sender_tells_nothing(address: str) -> None:
    async def scenario(world: World, other: World) -> None:
        async with mail_system(other, world) as whole:
            said = await whole.send(RAW, address, sender="", host=Host("smtp.demo.example", "198.51.100.25"))
            assert said == "250 2.0.0 Ok"
            lost = await whole.send(RAW, address, sender="")
            assert lost == f"550 5.1.1 <{address}>: no such mailbox in any world"
        assert len(events(world, "mail.delivered")) == 1
        assert events(other, "mail.delivered") == []

    run(scenario(world_with(), world_with(name="other")))


def test_of_two_recipients_each_has_the_message_once_although_the_inbox_failed_in_between() -> None:
    async def scenario(world: World) -> None:
        world.put_mailbox("two@demo.example", "plain")
        both = ["info@demo.example", "two@demo.example"]
        async with mail_system(world, front=Front("pass", "refuse")) as whole, whole.smtp() as client:
            with pytest.raises(aiosmtplib.SMTPDataError, match="the inbox did not take the message"):
                await client.sendmail("someone@stranger.example", both, RAW)
            assert len(events(world, "mail.delivered")) == 1
            await client.sendmail("someone@stranger.example", both, RAW)
            for address in both:
                assert len(await whole.in_folder("inbox", address)) == 1

    run(scenario(world_with()))


def test_where_one_of_two_recipients_rejects_the_message_only_that_one_bounces() -> None:
    async def scenario(world: World) -> None:
        world.put_mailbox("strict@demo.example", "docomo-strong")
        world.put_mailbox("sender@demo.example", "plain")
        async with mail_system(world) as whole, whole.smtp() as client:
            await client.sendmail("sender@demo.example", ["strict@demo.example", "info@demo.example"], RAW)
            await whole.system.clockwork.settle(world)
            assert len(await whole.in_folder("inbox")) == 1
            assert await whole.in_folder("inbox", "strict@demo.example") == []
            (notice,) = await whole.in_folder("inbox", "sender@demo.example")
        assert b"Final-Recipient: rfc822; strict@demo.example" in notice
        assert b"info@demo.example could not" not in notice

    run(scenario(world_with()))


@pytest.mark.parametrize(("part", "step"), [("refuse", "RCPT"), ("judge", "DATA")])
def test_where_a_mailbox_fails_the_sender_is_told_to_try_again_and_the_mail_is_not_lost(
    monkeypatch: pytest.MonkeyPatch, part: str, step: str
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("no idea")

    async def scenario(world: World) -> None:
        mailbox = world.mailboxes.get("info@demo.example")
        assert mailbox
        async with mail_system(world) as whole:
            with monkeypatch.context() as broken:
                broken.setattr(mailbox, part, fail)
                assert await whole.send(RAW) == "451 4.3.0 a mistake of the simulator: try again later"
                await whole.ask_for_reset(world)
            assert events(world, "mistake") == [{"doing": step, "error": "RuntimeError: no idea"}] * 2
            assert [each["code"] for each in events(world, "mail.deferred")] == [451]
            await whole.system.clockwork.move(world, NOON + timedelta(minutes=1))
            assert len(await whole.in_folder("inbox")) == 1

    run(scenario(world_with()))


def test_where_the_staff_fails_the_mail_is_filed_once_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(world: World) -> None:
        monkeypatch.setattr(world.office, "receive", lambda *_: 1 / 0)
        async with mail_system(world) as whole:
            assert await whole.send(RAW, OFFICE, sender="info@demo.example") == "250 2.0.0 Ok"
        assert [event.kind for event in world.events.after()] == ["mail.verdict", "mail.delivered", "mistake"]
        (mistake,) = events(world, "mistake")
        assert mistake == {"doing": "reading by staff", "error": "ZeroDivisionError: division by zero"}

    run(scenario(world_with()))


def test_where_a_bounce_fails_the_other_recipients_have_the_mail_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario(world: World) -> None:
        world.put_mailbox("strict@demo.example", "docomo-strong")
        monkeypatch.setattr(world.letters, "add", lambda *_: 1 / 0)
        async with mail_system(world) as whole, whole.smtp() as client:
            await client.sendmail("sender@demo.example", ["strict@demo.example", "info@demo.example"], RAW)
            assert len(await whole.in_folder("inbox")) == 1
        assert [each["doing"] for each in events(world, "mistake")] == ["bounce"]

    run(scenario(world_with()))


def test_a_message_that_was_rejected_is_rejected_again_however_often_it_comes() -> None:
    async def scenario() -> list[str]:
        async with mail_system(world_with("docomo-strong")) as whole:
            return [await whole.send(RAW) for _ in range(3)]

    assert [reply[:3] for reply in run(scenario())] == ["550", "550", "550"]
