"""Worlds go away when nobody has used them for a while."""

import asyncio
import contextlib
import logging

from gmis_api.language import N_
from gmis_simulator.control.removal import remove_world
from gmis_simulator.mail.system import MailSystem
from gmis_simulator.serving.mistake import mistakes_noted
from gmis_simulator.world.worlds import NoSuchWorld, Worlds

_LOG = logging.getLogger(__name__)
_LOOKS = 60.0  # seconds between two looks, at most


class Expiry:
    """Removes worlds that nobody has used for ``hours`` by the real clock; None: they stay until they are deleted."""

    def __init__(self, worlds: Worlds, mail: MailSystem, hours: float | None) -> None:
        self._worlds, self._mail, self._hours = worlds, mail, hours
        self._looking: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Look from now on."""
        if self._hours is not None:
            self._looking = asyncio.create_task(self._look(self._hours))

    async def stop(self) -> None:
        """Look no more."""
        if self._looking:
            self._looking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._looking

    async def _look(self, hours: float) -> None:
        while True:
            await asyncio.sleep(min(hours * 3600 / 4, _LOOKS))
            await self.remove_unused(hours)

    async def remove_unused(self, hours: float) -> None:
        """Remove the worlds that nobody has used for so long by now."""
        for world in self._worlds.unused_for(hours * 3600):
            with mistakes_noted(_LOG, world, N_("removing an unused world")), contextlib.suppress(NoSuchWorld):
                await remove_world(self._worlds, self._mail, world, by="unused")  # unless somebody did meanwhile
