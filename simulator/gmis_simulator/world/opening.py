"""When G-MIS is open: hours of the night, and hours of the first and third Sunday of a month, by Japan's time.

Hours are two full hours, from and to, of one day; the second one is open again. Empty: never closed.
"""

from collections.abc import Sequence
from datetime import datetime

from gmis_simulator.world.clock import JST

_SUNDAY = 6
_DAYS_OF_A_WEEK = 7


def closed_at_night(hours: Sequence[int], now: datetime) -> bool:
    """Whether ``now`` (aware) lies in those ``hours`` of any day."""
    return _within(hours, now.astimezone(JST))


def in_maintenance(hours: Sequence[int], now: datetime) -> bool:
    """Whether ``now`` (aware) lies in those ``hours`` of a first or third Sunday."""
    here = now.astimezone(JST)
    return _first_or_third_sunday(here) and _within(hours, here)


def _within(hours: Sequence[int], here: datetime) -> bool:
    return bool(hours) and hours[0] <= here.hour < hours[1]


def _first_or_third_sunday(here: datetime) -> bool:
    return here.weekday() == _SUNDAY and (here.day - 1) // _DAYS_OF_A_WEEK in (0, 2)
