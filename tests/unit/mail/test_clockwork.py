import asyncio
from datetime import timedelta

import pytest

from gmis_simulator.mail.clockwork import Clockwork
from gmis_simulator.world.clock import ClockError
from gmis_simulator.world.world import World
from tests.rigs.running import run
from tests.rigs.worlds import NOON

pytestmark = pytest.mark.usefixtures("english")


class Note(str):
    """A job: a word that is written down as an event."""


async def note(world: World, job: Note) -> None:
    world.events.append("noted", word=str(job))


def a_world(seed: int | None = None) -> World:
    return World("demo", "http://127.0.0.1:8000/demo", now=NOON, seed=seed)


def noted(world: World) -> list[tuple[float, str]]:
    """Minutes after noon, and word."""
    return [((each.at - NOON).total_seconds() / 60, each.data["word"]) for each in world.events.after()]


def test_moving_the_clock_does_what_is_due_in_order_and_at_its_own_time() -> None:
    world = a_world()
    for minutes, word in ((10, "c"), (0, "a"), (5, "b"), (10, "d"), (11, "too late")):
        world.agenda.add(NOON + timedelta(minutes=minutes), Note(word))
    run(Clockwork({Note: note}).move(world, NOON + timedelta(minutes=10)))
    assert noted(world) == [(0, "a"), (5, "b"), (10, "c"), (10, "d")]
    assert world.clock.now() == NOON + timedelta(minutes=10)


def test_what_a_job_puts_on_the_agenda_is_done_on_the_same_way() -> None:
    async def again(world: World, job: Note) -> None:
        await note(world, job)
        world.agenda.add(world.clock.now() + timedelta(hours=1), job)

    world = a_world()
    world.agenda.add(NOON, Note("tick"))
    run(Clockwork({Note: again}).move(world, NOON + timedelta(hours=3)))
    assert noted(world) == [(0, "tick"), (60, "tick"), (120, "tick"), (180, "tick")]


def test_the_clock_is_not_moved_back() -> None:
    world = a_world()
    with pytest.raises(ClockError):
        run(Clockwork().move(world, NOON - timedelta(seconds=1)))
    assert world.clock.now() == NOON


@pytest.mark.parametrize(("seed", "at_once"), [(1, 1), (None, 8)])
def test_a_seeded_world_does_its_jobs_one_at_a_time(seed: int | None, at_once: int) -> None:
    under_way: list[Note] = []
    most = 0

    async def count(world: World, job: Note) -> None:
        nonlocal most
        under_way.append(job)
        most = max(most, len(under_way))
        for _ in range(20):  # let the others have their turn
            await asyncio.sleep(0)
        under_way.remove(job)
        await note(world, job)

    world = a_world(seed)
    for number in range(20):
        world.agenda.add(NOON, Note(number))
    run(Clockwork({Note: count}).settle(world))
    assert most == at_once
    assert [word for _, word in noted(world)] == [str(number) for number in range(20)]


async def fail(_: World, job: Note) -> None:
    raise RuntimeError(f"cannot do\n {job}")


def test_a_job_that_fails_is_noted_logged_and_done_with_and_the_others_go_on(caplog: pytest.LogCaptureFixture) -> None:
    class Fine(Note):
        pass

    async def scenario() -> None:
        world, clockwork = a_world(seed=1), Clockwork({Note: fail, Fine: note})
        for job in (Note("one"), Fine("two"), Note("three")):
            world.agenda.add(NOON, job)
        await clockwork.settle(world)
        await clockwork.settle(world)
        seen = [(event.kind, event.data) for event in world.events.after()]
        assert seen == [
            ("mistake", {"doing": "Note", "error": "RuntimeError: cannot do one"}),
            ("noted", {"word": "two"}),
            ("mistake", {"doing": "Note", "error": "RuntimeError: cannot do three"}),
        ]

    run(scenario())
    first, _ = caplog.records
    assert (first.name, first.getMessage()) == ("gmis_simulator.mail.clockwork", "Note failed in world demo")
    assert first.exc_info
    assert first.exc_info[0] is RuntimeError


def test_a_job_that_nobody_does_is_a_mistake() -> None:
    world = a_world()
    world.agenda.add(NOON, Note("one"))
    run(Clockwork().settle(world))
    assert [(event.kind, event.data["doing"]) for event in world.events.after()] == [("mistake", "Note")]


def test_a_failed_job_does_not_keep_the_clock_from_moving() -> None:
    world = a_world()
    world.agenda.add(NOON + timedelta(minutes=5), Note("one"))
    run(Clockwork({Note: fail}).move(world, NOON + timedelta(minutes=10)))
    (event,) = world.events.after()
    assert (event.kind, event.at) == ("mistake", NOON + timedelta(minutes=5))
    assert world.clock.now() == NOON + timedelta(minutes=10)


def test_forgetting_a_world_cancels_what_is_under_way_and_leaves_the_others_alone() -> None:
    async def scenario() -> None:
        never, begun = asyncio.Event(), asyncio.Event()
        ended: list[str] = []

        async def wait(world: World, _: Note) -> None:
            begun.set()
            try:
                await never.wait()
            finally:
                ended.append(world.name)

        one, other = a_world(), World("other", "http://127.0.0.1:8000/other", now=NOON)
        clockwork = Clockwork({Note: wait})
        for world in (one, other):
            world.agenda.add(NOON, Note("endless"))
            clockwork.follow(world)
        await begun.wait()
        await clockwork.forget(one)
        await clockwork.settle(one)
        assert ended == ["demo"]
        await clockwork.forget_all()
        assert ended == ["demo", "other"]

    run(scenario())


def test_on_a_running_clock_jobs_are_done_by_themselves() -> None:
    async def scenario() -> None:
        done = asyncio.Event()

        async def ring(_: World, __: Note) -> None:
            done.set()

        world, clockwork = World("demo", "http://127.0.0.1:8000/demo"), Clockwork({Note: ring})
        clockwork.follow(world)
        world.agenda.add(world.clock.now() + timedelta(milliseconds=1), Note("alarm"))
        await done.wait()
        await clockwork.forget_all()

    run(scenario())


def test_a_followed_world_needs_nobody_who_settles() -> None:
    async def scenario() -> None:
        done = asyncio.Event()

        async def twice(world: World, job: Note) -> None:
            await note(world, job)
            if job == "one":
                world.agenda.add(world.clock.now(), Note("two"))
                world.agenda.add(world.clock.now() + timedelta(hours=1), Note("not due"))
            else:
                done.set()

        world, clockwork = a_world(), Clockwork({Note: twice})
        world.agenda.add(NOON, Note("one"))  # before it is followed
        clockwork.follow(world)
        await done.wait()
        assert noted(world) == [(0, "one"), (0, "two")]
        await clockwork.forget_all()

    run(scenario())


def test_whoever_puts_something_on_the_agenda_ends_first_what_they_do() -> None:
    async def scenario() -> None:
        world, clockwork = a_world(seed=1), Clockwork({Note: note})
        clockwork.follow(world)
        world.agenda.add(NOON, Note("second"))
        world.agenda.add(NOON, Note("third"))
        world.events.append("noted", word="first")
        await clockwork.settle(world)
        assert [word for _, word in noted(world)] == ["first", "second", "third"]
        await clockwork.forget_all()

    run(scenario())


def test_a_world_that_is_forgotten_is_followed_no_more_and_one_of_its_name_is() -> None:
    async def scenario() -> None:
        gone, another, clockwork = a_world(), a_world(), Clockwork({Note: note})
        clockwork.follow(gone)
        gone.agenda.add(NOON, Note("too late"))
        await clockwork.forget(gone)
        gone.agenda.add(NOON, Note("far too late"))
        clockwork.follow(another)
        another.agenda.add(NOON, Note("one"))
        await clockwork.settle(another)
        assert noted(gone) == []
        assert noted(another) == [(0, "one")]
        await clockwork.forget_all()

    run(scenario())
