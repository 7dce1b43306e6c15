"""Worlds that nobody uses go away."""

import asyncio

import pytest

from gmis_simulator.server.expiry import Expiry
from gmis_simulator.world.world import World
from gmis_simulator.world.worlds import Worlds
from tests.rigs.app import no_inbox
from tests.rigs.running import run


def test_only_a_world_that_was_not_asked_for_long_enough_is_unused() -> None:
    now = [0.0]
    worlds = Worlds(ticks=lambda: now[0])
    for name in ("used", "unused"):
        worlds.add(World(name, f"http://simulator.test/{name}"))
    now[0] = 3600.0
    worlds.get("used")
    assert worlds.unused_for(3600) == []
    now[0] = 3601.0
    assert [world.name for world in worlds.unused_for(3600)] == ["unused"]


def test_an_unused_world_goes_away_and_its_log_says_so() -> None:
    async def scenario() -> None:
        worlds = Worlds()
        async with no_inbox(worlds) as mail:
            world = World("unused", "http://simulator.test/unused")
            worlds.add(world)
            gone = asyncio.Event()
            world.events.subscribe(lambda _: gone.set())
            expiry = Expiry(worlds, mail, hours=0.0001)
            expiry.start()
            await gone.wait()
            (event,) = world.events.after()
            assert (event.kind, event.data) == ("world.deleted", {"name": "unused", "by": "unused"})
            assert len(worlds) == 0
            await expiry.stop()

    run(scenario())


def test_without_a_limit_none_goes_away() -> None:
    async def scenario() -> None:
        worlds = Worlds(ticks=iter([0.0, 1e9]).__next__)
        worlds.add(World("kept", "http://simulator.test/kept"))
        async with no_inbox(worlds) as mail:
            expiry = Expiry(worlds, mail, hours=None)
            expiry.start()
            await expiry.stop()
            assert len(worlds) == 1

    run(scenario())


def test_where_one_world_cannot_be_removed_the_next_one_is(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario() -> None:
        worlds = Worlds()
        async with no_inbox(worlds) as mail:
            broken, other, later = (
                World(name, f"http://simulator.test/{name}") for name in ("broken", "other", "later")
            )
            worlds.add(broken)
            worlds.add(other)
            forget = mail.clockwork.forget

            async def fail_once(world: World) -> None:
                if world is broken:
                    raise RuntimeError("stuck")
                await forget(world)

            monkeypatch.setattr(mail.clockwork, "forget", fail_once)
            gone = asyncio.Event()
            later.events.subscribe(lambda _: gone.set())
            other.events.subscribe(lambda _: worlds.add(later))
            expiry = Expiry(worlds, mail, hours=0.00001)
            expiry.start()
            await gone.wait()
            assert [event.kind for event in broken.events.after()] == ["world.deleted", "mistake"]
            assert broken.events.after()[1].data == {
                "doing": "removing an unused world",
                "error": "RuntimeError: stuck",
            }
            await expiry.stop()

    run(scenario())


def test_a_world_that_somebody_deletes_meanwhile_is_no_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scenario() -> None:
        worlds = Worlds()
        async with no_inbox(worlds) as mail:
            one, two = (World(name, f"http://simulator.test/{name}") for name in ("one", "two"))
            worlds.add(one)
            worlds.add(two)
            done = asyncio.Event()

            async def forget(_: World) -> None:
                worlds.remove("two")  # by hand, while the other one goes
                done.set()

            monkeypatch.setattr(mail.clockwork, "forget", forget)
            expiry = Expiry(worlds, mail, hours=0.00001)
            expiry.start()
            await done.wait()
            await expiry.stop()
            assert [event.kind for event in one.events.after()] == ["world.deleted"]
            assert two.events.after() == []

    run(scenario())


def test_a_world_stays_for_as_many_hours_as_were_asked_for_and_no_longer() -> None:
    async def scenario() -> None:
        now = [0.0]
        worlds = Worlds(ticks=lambda: now[0])
        worlds.add(World("unused", "http://simulator.test/unused"))
        async with no_inbox(worlds) as mail:
            expiry = Expiry(worlds, mail, hours=24)
            now[0] = 23.9 * 3600
            await expiry.remove_unused(24)
            assert len(worlds) == 1
            now[0] = 24.1 * 3600
            await expiry.remove_unused(24)
            assert len(worlds) == 0

    run(scenario())
