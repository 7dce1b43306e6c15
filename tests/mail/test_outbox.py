import asyncio
from collections.abc import Callable
from datetime import timedelta

from simulator.mail.outbox import Outbox
from simulator.world.institution import Institution
from simulator.world.letter import LetterState
from simulator.world.world import World
from tests.mail.conftest import NextHop
from tests.running import run

Kinds = Callable[[World], list[str]]


def test_a_4xx_defers_the_letter_on_the_worlds_clock_until_it_is_accepted(standing_world: World, kinds: Kinds) -> None:
    async def scenario() -> None:
        hop = NextHop("450 4.2.0 greylisted", "451 4.3.0 later")
        async with hop.listening() as port:
            outbox = Outbox("127.0.0.1", port)
            standing_world.resets.request("ex000000")
            await outbox.settle(standing_world)
            await outbox.settle(standing_world)
            assert hop.tries == 1  # not again before it is due

            standing_world.clock.advance(timedelta(minutes=1))
            await outbox.settle(standing_world)
            assert (hop.tries, hop.accepted) == (2, [])
            standing_world.clock.advance(timedelta(minutes=4, seconds=59))
            await outbox.settle(standing_world)
            assert hop.tries == 2
            standing_world.clock.advance(timedelta(seconds=1))
            await outbox.settle(standing_world)
        assert len(hop.accepted) == 1

    run(scenario())
    assert kinds(standing_world) == ["mail.queued", "mail.deferred", "mail.deferred"]
    assert [letter.state for letter in standing_world.letters] == [LetterState.DELIVERED]


def test_a_letter_waits_while_the_next_hop_is_down_and_goes_out_when_it_is_back(
    standing_world: World, kinds: Kinds
) -> None:
    async def scenario() -> None:
        hop = NextHop()
        async with hop.listening() as port:
            pass
        outbox = Outbox("127.0.0.1", port)
        standing_world.resets.request("ex000000")
        await outbox.settle(standing_world)
        deferred = standing_world.events.after()[-1]
        assert (deferred.kind, deferred.data["code"]) == ("mail.deferred", 0)
        assert f"no mail server answers at 127.0.0.1:{port}" in deferred.data["reply"]

        async with hop.listening(port):
            standing_world.clock.advance(timedelta(minutes=1))
            await outbox.settle(standing_world)
        assert len(hop.accepted) == 1

    run(scenario())
    assert kinds(standing_world) == ["mail.queued", "mail.deferred"]


def test_every_try_carries_the_same_message(standing_world: World) -> None:
    async def scenario() -> None:
        seen: list[bytes] = []
        hop = NextHop("451 4.3.0 later")
        async with hop.listening() as port:
            outbox = Outbox("127.0.0.1", port)
            letter = standing_world.resets.request("ex000000")
            assert letter
            await outbox.settle(standing_world)
            seen.append(letter.raw or b"")
            standing_world.clock.advance(timedelta(minutes=1))
            await outbox.settle(standing_world)
        assert hop.accepted == seen

    run(scenario())


def test_a_5xx_bounces_the_letter_for_good(standing_world: World, kinds: Kinds) -> None:
    async def scenario() -> None:
        hop = NextHop("550 5.1.1 no such user")
        async with hop.listening() as port:
            outbox = Outbox("127.0.0.1", port)
            standing_world.resets.request("ex000000")
            await outbox.settle(standing_world)
            standing_world.clock.advance(timedelta(days=2))
            await outbox.settle(standing_world)
        assert hop.tries == 1

    run(scenario())
    assert kinds(standing_world) == ["mail.queued", "mail.bounced"]
    assert standing_world.events.after()[-1].data["reply"] == "5.1.1 no such user"


def test_a_letter_is_given_up_after_a_day(standing_world: World, kinds: Kinds) -> None:
    async def scenario() -> None:
        hop = NextHop(*["451 4.3.0 later"] * 100)
        async with hop.listening() as port:
            outbox = Outbox("127.0.0.1", port)
            standing_world.resets.request("ex000000")
            for _ in range(30):
                await outbox.settle(standing_world)
                standing_world.clock.advance(timedelta(hours=1))
        assert hop.tries == 25  # at once, then at every full hour, the 24th included

    run(scenario())
    assert kinds(standing_world)[-1] == "mail.bounced"
    assert standing_world.events.after()[-1].data["gave_up_after_hours"] == 24


def test_on_a_running_clock_a_deferred_letter_is_tried_again_by_itself() -> None:
    world = World("demo", "http://127.0.0.1:8000/demo")
    world.put_institution(Institution("ex000000", "見本クリニック", "info@demo.example", "First-1x"))

    async def scenario() -> None:
        loop = asyncio.get_running_loop()
        hop = NextHop("451 4.3.0 later")
        async with hop.listening() as port:
            outbox = Outbox("127.0.0.1", port)
            world.resets.request("ex000000")
            await outbox.settle(world)
            alarm = outbox._alarms["demo"]
            assert 59 < alarm.when() - loop.time() <= 60
            await outbox.forget_all()
            assert alarm.cancelled()

    run(scenario())


def test_a_world_that_goes_away_takes_its_letters_along(standing_world: World) -> None:
    async def scenario() -> None:
        hop = NextHop()
        async with hop.listening() as port:
            outbox = Outbox("127.0.0.1", port)
            standing_world.resets.request("ex000000")
            outbox.send_due(standing_world)
            await outbox.forget(standing_world)
        assert hop.accepted == []

    run(scenario())
