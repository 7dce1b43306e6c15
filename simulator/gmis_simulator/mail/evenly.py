"""An answer that tells nobody whether a mail is under way: it comes when the mail is out, or as late without one."""

import asyncio
import contextlib
import math
import secrets
import time
from collections import deque
from collections.abc import Callable

from gmis_simulator.mail.clockwork import Clockwork
from gmis_simulator.mail.without_sending import written_to_nobody
from gmis_simulator.world.letter import Letter
from gmis_simulator.world.world import World

_LONGEST = 0.25  # seconds; a mail that takes longer goes on behind the answer
_AT_FIRST = 0.015  # seconds, before any mail has been sent
_STEP = 0.005  # seconds; what is finer would tell more than it hides
_COARSE = 0.0015  # seconds; a loop wakes up to one millisecond late
_AFTERMATH = 0.002  # seconds; what is behind a mail, such as connections put away
_REMEMBERED = 64  # mails


class Evenly:
    """Knows how long the last mails took; what a mail costs is then over before the next request of the same user."""

    def __init__(self, clockwork: Clockwork) -> None:
        self._clockwork = clockwork
        self._took = deque([_AT_FIRST], maxlen=_REMEMBERED)

    async def ask(self, world: World, ask: Callable[[], Letter | None]) -> None:
        """Call ``ask``, and return when the letter that it puts on the agenda of ``world`` is out.

        Without a letter, that takes as long as one of the last ones did [assumed].
        """
        loop = asyncio.get_running_loop()
        began = loop.time()
        letter = ask()
        if not self._clockwork.follows(world):
            return
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._clockwork.settle(world), _LONGEST)
        if letter:
            self._took.append(math.ceil((loop.time() - began + _AFTERMATH) / _STEP) * _STEP)
        until = began + (self._took[-1] if letter else secrets.choice(self._took))
        if letter is None:
            await asyncio.sleep((until - loop.time()) / 2)
            written_to_nobody(world.settings)  # a machine that idled until now would be slower
        await asyncio.sleep(until - loop.time() - _COARSE)
        # The loop's own waits end where its milliseconds do, which depends on when they began: that must not show.
        await asyncio.to_thread(time.sleep, max(until - loop.time(), 0))
