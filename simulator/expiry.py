"""Worlds go away: by hand, or when nobody has used them for a while."""

import asyncio
import contextlib
from typing import Literal

from simulator.mail.system import MailSystem
from simulator.world.world import World
from simulator.world.worlds import Worlds

_LOOKS = 60.0  # seconds between two looks, at most


async def remove_world(worlds: Worlds, mail: MailSystem, world: World, *, by: Literal["hand", "unused"]) -> None:
    """The world, its letters and its messages in the inbox are gone; who follows its events hears of it."""
    worlds.remove(world.name)
    world.events.append("world.deleted", name=world.name, by=by)
    await mail.clockwork.forget(world)
    await mail.filing.forget([each for mailbox in world.mailboxes.all() for each in mailbox.delivered])


class Expiry:
    """Removes worlds that nobody has used for ``hours`` by the real clock; None: they stay until they are deleted."""

    def __init__(self, worlds: Worlds, mail: MailSystem, hours: float | None) -> None:
        self._worlds, self._mail, self._hours = worlds, mail, hours
        self._looking: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Look from now on."""
        if self._hours is not None:
            self._looking = asyncio.create_task(self._look(self._hours * 3600))

    async def stop(self) -> None:
        """Look no more."""
        if self._looking:
            self._looking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._looking

    async def _look(self, seconds: float) -> None:
        while True:
            await asyncio.sleep(min(seconds / 4, _LOOKS))
            for world in self._worlds.unused_for(seconds):
                await remove_world(self._worlds, self._mail, world, by="unused")
