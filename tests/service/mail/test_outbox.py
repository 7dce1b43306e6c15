import asyncio
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from gmis_simulator.mail.note_mail import send_from_clinic
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.letter import LetterState
from gmis_simulator.world.office import Note
from gmis_simulator.world.world import World
from tests.rigs.mail_system import mail_system
from tests.rigs.next_hop import NextHop, sending_to
from tests.rigs.running import run
from tests.rigs.worlds import NOON, events, kinds_of_mail, world_with, world_without_personas


def test_a_4xx_defers_the_letter_on_the_worlds_clock_until_it_is_accepted() -> None:
    standing_world = world_without_personas()

    async def scenario() -> None:
        hop = NextHop("450 4.2.0 greylisted", "451 4.3.0 later")
        async with hop.listening() as port, sending_to(port) as clockwork:
            standing_world.resets.request("ex000000")
            await clockwork.settle(standing_world)
            await clockwork.settle(standing_world)
            assert hop.tries == 1  # not again before it is due

            await clockwork.move(standing_world, NOON + timedelta(minutes=1))
            assert (hop.tries, hop.accepted) == (2, [])
            await clockwork.move(standing_world, NOON + timedelta(minutes=5, seconds=59))
            assert hop.tries == 2
            await clockwork.move(standing_world, NOON + timedelta(minutes=6))
        assert len(hop.accepted) == 1

    run(scenario())
    assert kinds_of_mail(standing_world) == ["mail.queued", "mail.deferred", "mail.deferred"]
    assert [letter.state for letter in standing_world.letters] == [LetterState.DELIVERED]


def test_a_letter_waits_while_the_next_hop_is_down_and_goes_out_when_it_is_back() -> None:
    standing_world = world_without_personas()

    async def scenario() -> None:
        hop = NextHop()
        async with hop.listening() as port:
            pass
        async with sending_to(port) as clockwork:
            standing_world.resets.request("ex000000")
            await clockwork.settle(standing_world)
            deferred = standing_world.events.after()[-1]
            assert (deferred.kind, deferred.data["code"]) == ("mail.deferred", 0)
            assert f"no mail server answers at 127.0.0.1:{port}" in deferred.data["reply"]
            async with hop.listening(port):
                await clockwork.move(standing_world, NOON + timedelta(minutes=1))
        assert len(hop.accepted) == 1

    run(scenario())
    assert kinds_of_mail(standing_world) == ["mail.queued", "mail.deferred"]


def test_every_try_carries_the_same_message() -> None:
    standing_world = world_without_personas()

    async def scenario() -> None:
        hop = NextHop("451 4.3.0 later")
        async with hop.listening() as port, sending_to(port) as clockwork:
            letter = standing_world.resets.request("ex000000")
            assert letter
            await clockwork.settle(standing_world)
            seen = letter.raw
            await clockwork.move(standing_world, NOON + timedelta(minutes=1))
        assert hop.accepted == [seen]

    run(scenario())


def test_a_5xx_bounces_the_letter_for_good_and_its_sender_is_told() -> None:
    standing_world = world_without_personas()

    async def scenario() -> None:
        hop = NextHop("550 5.1.1 no such user")
        async with hop.listening() as port, sending_to(port) as clockwork:
            standing_world.resets.request("ex000000")
            await clockwork.move(standing_world, NOON + timedelta(days=2))
        assert (hop.tries, hop.recipients) == (2, ["bounce@mailer.demo.example"])
        assert b"multipart/report" in hop.accepted[0]

    run(scenario())
    assert kinds_of_mail(standing_world) == ["mail.queued", "mail.bounced", "mail.queued"]
    bounced = standing_world.events.after()[-2].data
    assert (bounced["reply"], bounced["returned_to"]) == ("5.1.1 no such user", "bounce@mailer.demo.example")


def test_a_notice_that_bounces_is_not_returned_in_its_turn() -> None:
    standing_world = world_without_personas()

    async def scenario() -> None:
        hop = NextHop("550 5.1.1 no such user", "550 5.1.1 nor such a sender")
        async with hop.listening() as port, sending_to(port) as clockwork:
            standing_world.resets.request("ex000000")
            await clockwork.move(standing_world, NOON + timedelta(days=2))
        assert (hop.tries, hop.accepted) == (2, [])

    run(scenario())
    assert kinds_of_mail(standing_world) == ["mail.queued", "mail.bounced", "mail.queued", "mail.bounced"]
    assert standing_world.events.after()[-1].data["returned_to"] is None


def test_a_letter_is_given_up_after_a_day_at_a_hop_that_always_defers() -> None:
    standing_world = world_without_personas()

    async def scenario() -> None:
        hop = NextHop(*["451 4.3.0 later"] * 28)
        async with hop.listening() as port, sending_to(port) as clockwork:
            standing_world.resets.request("ex000000")
            await clockwork.move(standing_world, NOON + timedelta(hours=26))
        assert hop.recipients == ["bounce@mailer.demo.example"]

    run(scenario())
    # at once, after 1, 5 and 15 minutes, then each hour: the first one past the 24th is the last
    assert kinds_of_mail(standing_world) == ["mail.queued", *["mail.deferred"] * 27, "mail.bounced", "mail.queued"]
    bounced = next(event for event in standing_world.events.after() if event.kind == "mail.bounced")
    assert (bounced.data["gave_up_after_hours"], bounced.at) == (24, NOON + timedelta(hours=24, minutes=21))


def test_on_a_running_clock_a_deferred_letter_is_tried_again_by_itself() -> None:
    world = World("demo", "http://127.0.0.1:8000/demo")
    world.put_institution(Institution("ex000000", "見本クリニック", "info@demo.example", "First-1x"))

    async def scenario() -> None:
        hop = NextHop("451 4.3.0 later")
        async with hop.listening() as port, sending_to(port) as clockwork:
            world.resets.request("ex000000")
            await clockwork.settle(world)
            alarm = clockwork._alarms["demo"]
            assert isinstance(alarm, asyncio.TimerHandle)
            assert 59 < alarm.when() - asyncio.get_running_loop().time() <= 60
            await clockwork.forget_all()
            assert alarm.cancelled()

    run(scenario())


def test_a_world_that_goes_away_takes_its_letters_along() -> None:
    standing_world = world_without_personas()

    async def scenario() -> None:
        hop = NextHop()
        async with hop.listening() as port, sending_to(port) as clockwork:
            standing_world.resets.request("ex000000")
            clockwork.follow(standing_world)
            await asyncio.sleep(0)  # now it is on its way
            await clockwork.forget(standing_world)
            await clockwork.settle(standing_world)
        assert hop.accepted == []

    run(scenario())


@pytest.mark.parametrize("to", ["someone@elsewhere.test", "helpdesk@mhlw.go.jp", "a@[192.0.2.1]", "b@localhost"])
def test_whoever_a_letter_is_for_it_goes_to_the_exchange_and_nowhere_else(
    monkeypatch: pytest.MonkeyPatch, to: str
) -> None:
    reached: set[object] = set()
    connect = asyncio.BaseEventLoop.create_connection

    async def noted(self: Any, factory: Any, host: Any = None, port: Any = None, **more: Any) -> Any:
        reached.add((host, port))
        return await connect(self, factory, host, port, **more)

    monkeypatch.setattr(asyncio.BaseEventLoop, "create_connection", noted)
    world = world_with()

    async def scenario() -> set[object]:
        async with mail_system(world) as whole:
            send_from_clinic(world, "info@demo.example", Note(to, "件名", "本文"))
            await whole.system.clockwork.settle(world)
            inbox = urlsplit(whole.inbox.url)
            return {whole.system.smtp, whole.inbox.smtp, (inbox.hostname, inbox.port)}

    ours = run(scenario())
    assert reached
    assert reached <= ours
    assert events(world, "mail.bounced") or events(world, "mail.unanswered")
