"""A service on an event loop of its own, in a thread, for whoever runs no loop."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, TypeVar


class Service(Protocol):
    """Anything that is started and stopped on the loop it runs on."""

    async def start(self) -> None:
        """Return once it answers."""

    async def stop(self) -> None:
        """End what start began."""


S = TypeVar("S", bound=Service)


@contextmanager
def in_thread(service: S) -> Iterator[S]:
    """``service``, started, for as long as the block runs; what its start raises is raised here."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name=type(service).__name__, daemon=True)
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(service.start(), loop).result()
        try:
            yield service
        finally:
            asyncio.run_coroutine_threadsafe(service.stop(), loop).result()
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
