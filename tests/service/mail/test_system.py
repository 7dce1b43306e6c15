"""Whatever is put on the agenda of a registered world is done, without anybody who asks for it."""

import asyncio
from typing import get_args

from gmis_simulator.world.events import Event
from gmis_simulator.world.letter import Send
from gmis_simulator.world.snapshot import State
from gmis_simulator.world.world import World
from gmis_simulator.world.worlds import Worlds
from tests.rigs.mail_system import mail_system
from tests.rigs.running import run
from tests.rigs.worlds import events, world_with


def delivered(world: World) -> asyncio.Event:
    """Set once a mail is delivered in ``world``."""
    arrived = asyncio.Event()

    def look(event: Event) -> None:
        if event.kind == "mail.delivered":
            arrived.set()

    world.events.subscribe(look)
    return arrived


def test_a_letter_goes_out_by_itself_whether_its_world_was_there_first_or_not() -> None:
    async def scenario(first: World, later: World) -> None:
        first.resets.request("ex000000")  # before anything runs
        async with mail_system(first) as whole:
            await delivered(first).wait()
            arrived = delivered(later)
            later.resets.request("ex000000")  # before it is registered
            whole.worlds.add(later)
            await arrived.wait()
            arrived.clear()
            later.resets.request("ex000000")
            await arrived.wait()
        assert len(events(first, "mail.delivered")) == 1
        assert len(events(later, "mail.delivered")) == 2

    run(scenario(world_with(), world_with(name="later")))


def test_a_mail_system_that_has_stopped_follows_no_world() -> None:
    async def scenario(world: World, later: World) -> None:
        async with mail_system(world) as whole:
            pass
        for each in (world, later):
            each.resets.request("ex000000")
        whole.worlds.add(later)
        await asyncio.sleep(0)
        for each in (world, later):
            assert [event.kind for event in each.events.after()][-1] == "mail.queued"
            assert each.agenda.next_due() is not None

    run(scenario(world_with(), world_with(name="later")))


def test_worlds_are_registered_where_nothing_runs() -> None:
    worlds = Worlds()
    world = world_with()
    worlds.add(world)
    world.resets.request("ex000000")
    assert world.agenda.next_due() == world.clock.now()


def test_every_job_that_can_be_done_can_wait_in_a_snapshot() -> None:
    async def scenario() -> set[type]:
        async with mail_system() as whole:
            return set(whole.system.clockwork.jobs)

    (job,) = get_args(State.model_fields["agenda"].annotation)
    waiting = {kind.__name__ for kind in get_args(job.model_fields["job"].annotation)}
    assert {kind.__name__ if kind is not Send else "_Send" for kind in run(scenario())} == waiting
