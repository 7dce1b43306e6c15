"""The only source of time in a world."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone

JST = timezone(timedelta(hours=9), "JST")  # Japan has no summer time

ticks = time.monotonic
"""Real seconds from any beginning, by which clocks run and unused worlds are told."""


class ClockError(ValueError):
    """The clock cannot be moved as asked."""


class Clock:
    """Runs with real time from ``start``, or stands still there; can be moved forward, never back.

    ``start``: an aware moment; the present when None. ``standing``: time passes only by `advance` and `set`.
    """

    def __init__(
        self, start: datetime | None = None, *, standing: bool = False, ticks: Callable[[], float] = ticks
    ) -> None:
        self._ticks = ticks
        self._origin = (start or datetime.now(JST)).astimezone(JST)
        self._since = ticks()
        self.standing = standing

    def now(self) -> datetime:
        """World time, aware, in Japan's zone."""
        if self.standing:
            return self._origin
        return self._origin + timedelta(seconds=self._ticks() - self._since)

    def advance(self, by: timedelta) -> datetime:
        """Move forward; raises ClockError for a negative step."""
        if by < timedelta(0):
            raise ClockError(f"the clock only moves forward, not by {by}: make a new world instead")
        self._origin += by
        return self.now()

    def check(self, moment: datetime) -> None:
        """Raises ClockError when ``moment`` (aware) lies in the world's past."""
        if moment < self.now():
            raise ClockError(f"the clock only moves forward, not back to {moment}: make a new world instead")

    def reach(self, moment: datetime) -> datetime:
        """Move forward to ``moment`` (aware), unless it has come already."""
        return self.advance(max(moment - self.now(), timedelta(0)))
