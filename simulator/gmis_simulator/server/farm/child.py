"""A process of ours that is to be there until it is stopped: one that ends by itself is started again."""

import asyncio
import contextlib
import logging
import shutil
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import IO

from gmis_api.language import _

_LOG = logging.getLogger(__name__)
_STARTS = 30.0  # seconds that a start may take
_ENDS = 5.0  # seconds that an end may take, before it is made one
_ENDED = 0.5  # seconds until it is known that a process has ended that says nothing any more
_LONGEST_PAUSE = 30.0

Ready = Callable[[asyncio.subprocess.Process], Awaitable[bool]]


class DidNotStart(Exception):
    """A process ended before it answered, or never did; the message says which."""


class Child:
    """``name``: what people call it. ``ready``: returns once it answers; false where it will not.

    It ends with whoever started it, even where that one is killed, if the system can see to it (Linux).
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        ready: Ready,
        *,
        environment: Mapping[str, str] | None = None,
        inherited: Sequence[int] = (),
        stderr: IO[bytes] | None = None,
    ) -> None:
        setpriv = shutil.which("setpriv")
        self._command = [setpriv, "--pdeathsig", "TERM", *command] if setpriv else list(command)
        self._name, self._ready, self._environment = name, ready, environment
        self._inherited, self._stderr = inherited, stderr
        self._process: asyncio.subprocess.Process | None = None
        self._watching: asyncio.Task[None] | None = None
        self._why = ""

    async def start(self) -> None:
        """Start it, return once it answers, and watch it from then on; raises DidNotStart, and then nothing is left."""
        if not await self._begin():
            why = f" ({self._why})" if self._why else ""
            raise DidNotStart(_("{name} does not start", name=self._name) + why)
        self._watching = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        """End it and wait until it is gone. Safe to call twice."""
        if self._watching:
            self._watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watching
        await self._end()

    async def _begin(self) -> bool:
        try:
            self._process = await asyncio.create_subprocess_exec(
                *self._command, stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=self._stderr,
                env=self._environment, pass_fds=self._inherited,
                start_new_session=True,  # Ctrl-C is for whoever started it to handle
            )  # fmt: skip
            ready = await asyncio.wait_for(self._ready(self._process), _STARTS)
        except OSError as error:  # TimeoutError is one
            self._why, ready = error.strerror or "", False
        except asyncio.CancelledError:
            await self._end()
            raise
        if not ready:
            await self._end(after=_ENDED)
        return ready

    async def _watch(self) -> None:
        pause = 0.0
        while True:
            assert self._process
            status = await self._process.wait()
            _LOG.warning("%s", _("{name} has ended ({status}) and is started again", name=self._name, status=status))
            await asyncio.sleep(pause)
            pause = 0.0 if await self._begin() else min(_LONGEST_PAUSE, 2 * pause + 0.5)

    async def _end(self, after: float = 0) -> None:
        """``after`` so many seconds in which it may end by itself: of one that has, asyncio hears a moment later."""
        if not self._process:
            return
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._process.wait(), after)
        if self._process.returncode is not None:
            return
        with contextlib.suppress(ProcessLookupError):
            self._process.terminate()
        try:
            await asyncio.wait_for(self._process.wait(), _ENDS)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()
