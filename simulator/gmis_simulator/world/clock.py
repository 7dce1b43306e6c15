"""The only source of time in a world."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone

from gmis_api.language import _

JST = timezone(timedelta(hours=9), "JST")  # Japan has no summer time

FIRST, END = datetime(1970, 1, 1, tzinfo=JST), datetime(3000, 1, 1, tzinfo=JST)
"""Between these a world lives: twice the longest span of `parse_duration` later the calendar still goes on."""

ticks = time.monotonic
"""Real seconds from any beginning, by which clocks run and unused worlds are told."""


class ClockError(ValueError):
    """The clock cannot be moved as asked."""


def check_lives(moment: datetime) -> datetime:
    """``moment`` (aware) itself; raises ClockError when no world lives then: before `FIRST`, or from `END` on."""
    if not FIRST <= moment < END:
        raise ClockError(
            _(
                "a world lives in the years {first} to {last}, by Japan's time, not at {moment}",
                first=FIRST.year,
                last=END.year - 1,
                moment=moment,
            )
        )
    return moment


class Clock:
    """Runs with real time from ``start``, or stands still there; can be moved forward, never back, nor past `END`.

    ``start``: an aware moment; the present when None; raises ClockError when no world lives then.
    ``standing``: time passes only by `advance` and `set`.
    """

    def __init__(
        self, start: datetime | None = None, *, standing: bool = False, ticks: Callable[[], float] = ticks
    ) -> None:
        self._ticks = ticks
        self._origin = check_lives(start or datetime.now(JST)).astimezone(JST)
        self._since = ticks()
        self.standing = standing

    def now(self) -> datetime:
        """World time, aware, in Japan's zone."""
        if self.standing:
            return self._origin
        return self._origin + timedelta(seconds=self._ticks() - self._since)

    def advance(self, by: timedelta) -> datetime:
        """Move forward; raises ClockError for a negative step, and for one past `END`."""
        if by < timedelta(0):
            raise ClockError(_("the clock only moves forward, not by {span}: make a new world instead", span=by))
        self.later(by)
        self._origin += by
        return self.now()

    def later(self, by: timedelta) -> datetime:
        """The moment that is ``by`` from now; raises ClockError when no world lives then."""
        if by >= END - self.now():
            raise ClockError(
                _("a world lives until the end of {year}, and {span} from now is later", year=END.year - 1, span=by)
            )
        return self.now() + by

    def check(self, moment: datetime) -> None:
        """Raises ClockError when ``moment`` (aware) lies in the world's past, or past `END`."""
        check_lives(moment)
        if moment < self.now():
            raise ClockError(
                _("the clock only moves forward, not back to {moment}: make a new world instead", moment=moment)
            )

    def reach(self, moment: datetime) -> datetime:
        """Move forward to ``moment`` (aware), unless it has come already."""
        return self.advance(max(moment - self.now(), timedelta(0)))
