"""How late the event loop is: what every request waits before anything is done for it."""

import asyncio
import contextlib
from collections.abc import Callable

_LOOKS = 0.25  # seconds between two looks


class Lag:
    """Tells ``observe`` four times a second by how many seconds the loop woke up late."""

    def __init__(self, observe: Callable[[float], None]) -> None:
        self._observe = observe
        self._looking: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Look from now on; call it on the loop."""
        self._looking = asyncio.create_task(self._look())

    async def stop(self) -> None:
        """Look no more."""
        if self._looking:
            self._looking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._looking

    async def _look(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + _LOOKS
            await asyncio.sleep(_LOOKS)
            self._observe(max(loop.time() - due, 0))
