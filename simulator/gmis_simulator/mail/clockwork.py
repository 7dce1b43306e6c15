"""Does what is due by each world's clock, in order."""

import asyncio
import functools
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from gmis_simulator.serving.mistake import mistakes_noted
from gmis_simulator.world.in_hand import take_in_hand
from gmis_simulator.world.world import World

Do = Callable[[World, Any], Awaitable[None]]

_LOG = logging.getLogger(__name__)
_AT_ONCE = 8  # jobs of one world; a seeded world does them one at a time, so that its events come in the same order


class Clockwork:
    """``jobs``: what does the jobs of each type; those of the worlds that it follows it does by itself, once due.

    A job that raises what nobody expected is noted as a mistake, and is done with: the others go on.
    """

    def __init__(self, jobs: dict[type, Do] | None = None) -> None:
        self.jobs: dict[type, Do] = jobs or {}
        self._running: dict[str, set[asyncio.Task[None]]] = defaultdict(set)
        self._lanes: dict[str, asyncio.Semaphore] = {}
        self._alarms: dict[str, asyncio.Handle] = {}
        self._followed: dict[str, Callable[[], None]] = {}  # what ends that

    def follow(self, world: World) -> None:
        """Do what is due in ``world``, now and whenever a job is put on its agenda; call it on the loop."""
        self._followed[world.name] = world.agenda.subscribe(functools.partial(self._wake, world))
        self._wake(world)

    def follows(self, world: World) -> bool:
        """Whether it does what is due there by itself."""
        return world.name in self._followed

    @property
    def under_way(self) -> int:
        """How many jobs have begun, or wait for their turn, in all worlds."""
        return sum(map(len, self._running.values()))

    def _wake(self, world: World) -> None:
        # not at once: whoever puts something on the agenda first ends what they do, such as answering a request
        self._set_alarm(world, asyncio.get_running_loop().call_soon(self._start_due, world))

    def _start_due(self, world: World) -> None:
        for job in world.agenda.take_due(world.clock.now()):
            task = asyncio.create_task(self._do(world, job))
            self._running[world.name].add(task)
            task.add_done_callback(self._running[world.name].discard)
        due = world.agenda.next_due()
        if due is None or world.clock.standing:  # one that stands still is moved by hand
            self._set_alarm(world, None)
        else:
            seconds = (due - world.clock.now()).total_seconds()
            loop = asyncio.get_running_loop()
            self._set_alarm(world, loop.call_later(max(seconds, 0), self._start_due, world))

    def _set_alarm(self, world: World, alarm: asyncio.Handle | None) -> None:
        if before := self._alarms.pop(world.name, None):
            before.cancel()
        if alarm:
            self._alarms[world.name] = alarm

    async def settle(self, world: World) -> None:
        """Return when nothing of ``world`` is under way, nor due by its clock."""
        self._start_due(world)
        while running := self._running.get(world.name):
            await asyncio.wait(set(running))
            self._start_due(world)

    def is_idle(self, world: World) -> bool:
        """Whether nothing of ``world`` is under way, nor due by its clock."""
        due = world.agenda.next_due()
        return not self._running.get(world.name) and (due is None or due > world.clock.now())

    async def move(self, world: World, moment: datetime) -> None:
        """Move the clock forward to ``moment``; what becomes due on the way is done at its own time, in order.

        Raises ClockError when ``moment`` lies in the past.
        """
        world.clock.check(moment)
        await self.settle(world)
        while (due := world.agenda.next_due()) and due <= moment:
            world.clock.reach(due)
            await self.settle(world)
        world.clock.reach(moment)
        await self.settle(world)

    async def forget(self, world: World) -> None:
        """Do nothing more for ``world``, which is going away."""
        await self._forget(world.name)

    async def forget_all(self) -> None:
        """Do nothing more; what is not done is lost with the process."""
        for name in {*self._running, *self._alarms, *self._followed}:
            await self._forget(name)

    async def _forget(self, name: str) -> None:
        if unfollow := self._followed.pop(name, None):
            unfollow()
        self._lanes.pop(name, None)
        if alarm := self._alarms.pop(name, None):
            alarm.cancel()
        tasks = list(self._running.pop(name, ()))
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _do(self, world: World, job: object) -> None:
        take_in_hand(world)
        lanes = self._lanes.setdefault(world.name, asyncio.Semaphore(_AT_ONCE if world.seed is None else 1))
        async with lanes:
            with mistakes_noted(_LOG, world, type(job).__name__):
                await self.jobs[type(job)](world, job)
