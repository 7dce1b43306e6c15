"""What mailboxes answer by themselves, and what the far side does with it: nothing."""

import pytest

from gmis_simulator.mail.message import Message
from gmis_simulator.world.world import World
from tests.rigs.mail_system import mail_system
from tests.rigs.running import run
from tests.rigs.worlds import events, world_with

NOTE = b"From: a@stranger.example\r\nSubject: x\r\n\r\nx\r\n"


@pytest.mark.parametrize(
    ("persona", "folder", "subject"),
    [
        ("out-of-office", "inbox", "不在のお知らせ: 【厚生労働省"),
        ("challenge", "quarantine", "【ご確認のお願い】【厚生労働省"),
    ],
)
def test_the_reset_mail_is_answered_once_and_nobody_reads_the_answer(persona: str, folder: str, subject: str) -> None:
    async def scenario(world: World) -> None:
        async with mail_system(world) as whole:
            for _ in range(2):
                await whole.ask_for_reset(world)
            assert len(await whole.in_folder(folder)) == 2
            [raw] = await whole.in_folder("inbox", world.return_path)
        answer = Message(raw)
        assert (answer.sender, answer.header("Auto-Submitted")) == ("info@demo.example", "auto-generated")
        assert answer.header("Subject").startswith(subject)
        assert [each["answer"] for each in events(world, "mail.answered")] == [persona]
        assert [each["to"] for each in events(world, "mail.unanswered")] == [world.return_path]
        assert events(world, "mail.bounced") == []

    run(scenario(world_with(persona)))


@pytest.mark.parametrize("persona", ["out-of-office", "challenge"])
def test_a_bounce_is_never_answered(persona: str) -> None:
    async def scenario(world: World) -> None:
        async with mail_system(world) as whole:
            assert (await whole.send(NOTE, sender="")).startswith("250")
            await whole.system.clockwork.settle(world)
        assert events(world, "mail.answered") == []

    run(scenario(world_with(persona)))


def test_a_sender_is_answered_once_however_their_address_is_written() -> None:
    async def scenario(world: World) -> None:
        async with mail_system(world) as whole:
            for sender in ("A.Sato@stranger.example", "A.Sato@stranger.example", "a.sato@stranger.example"):
                await whole.send(NOTE, sender=sender)
            await whole.system.clockwork.settle(world)
        assert len(events(world, "mail.answered")) == 1

    run(scenario(world_with("out-of-office")))


def test_two_who_are_both_away_do_not_answer_each_other_for_ever() -> None:
    async def scenario(world: World) -> None:
        world.put_mailbox("shin@demo.example", "out-of-office")
        async with mail_system(world) as whole:
            await whole.send(NOTE, sender="shin@demo.example")
            await whole.system.clockwork.settle(world)
        assert len(events(world, "mail.answered")) == 1

    run(scenario(world_with("out-of-office")))


def test_a_known_sender_is_not_asked_and_an_unknown_ones_mail_waits_until_its_owner_releases_it() -> None:
    async def scenario(world: World) -> None:
        mailbox = world.mailboxes.get("info@demo.example")
        assert mailbox
        async with mail_system(world) as whole:
            await whole.ask_for_reset(world)
            assert len(await whole.in_folder("quarantine")) == 1
            assert world.agenda.next_due() is None  # nobody lets it out by itself
            mailbox.lists.safe_senders.append("helpdesk@gmis.mhlw.go.jp")
            await whole.ask_for_reset(world)
            assert len(await whole.in_folder("inbox")) == 1
        assert len(events(world, "mail.answered")) == 1

    run(scenario(world_with("challenge")))
