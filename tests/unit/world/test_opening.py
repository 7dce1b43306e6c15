from datetime import UTC, datetime

import pytest

from gmis_simulator.world.clock import JST
from gmis_simulator.world.opening import closed_at_night, in_maintenance


@pytest.mark.parametrize(
    ("hour", "minute", "second", "closed"),
    [
        (1, 59, 59, False),
        (2, 0, 0, True),
        (4, 59, 59, True),
        (5, 0, 0, False),
        (14, 0, 0, False),
    ],
)
def test_the_night_begins_and_ends_on_the_stroke(hour: int, minute: int, second: int, closed: bool) -> None:
    assert closed_at_night([2, 5], datetime(2026, 1, 5, hour, minute, second, tzinfo=JST)) is closed


@pytest.mark.parametrize(
    ("now", "closed"),
    [
        (datetime(2026, 1, 5, 23, 59, 59, tzinfo=JST), False),
        (datetime(2026, 1, 6, 0, 0, tzinfo=JST), True),
        (datetime(2026, 1, 6, 22, 59, 59, tzinfo=JST), True),
        (datetime(2026, 1, 6, 23, 0, tzinfo=JST), False),
    ],
)
def test_hours_may_begin_at_midnight_and_end_at_eleven(now: datetime, closed: bool) -> None:
    assert closed_at_night([0, 23], now) is closed


def test_without_hours_it_is_always_open() -> None:
    sunday = datetime(2026, 1, 4, 2, 0, tzinfo=JST)
    assert not closed_at_night([], sunday)
    assert not in_maintenance([], sunday)


@pytest.mark.parametrize(
    ("now", "closed"),
    [
        (datetime(2026, 1, 4, 16, 59, 59, tzinfo=UTC), False),
        (datetime(2026, 1, 4, 17, 0, tzinfo=UTC), True),
        (datetime(2026, 7, 4, 17, 0, tzinfo=UTC), True),  # summer: Japan's clocks stay
        (datetime(2026, 7, 4, 16, 59, 59, tzinfo=UTC), False),
        (datetime(2026, 7, 4, 20, 0, tzinfo=UTC), False),
    ],
)
def test_the_hours_are_japans_all_the_year(now: datetime, closed: bool) -> None:
    assert closed_at_night([2, 5], now) is closed


def test_maintenance_is_on_the_first_and_third_of_five_sundays() -> None:
    days = [day for day in range(1, 32) if in_maintenance([0, 4], datetime(2026, 3, day, 1, 0, tzinfo=JST))]
    assert days == [1, 15]  # Sundays are 1, 8, 15, 22, 29


def test_maintenance_is_on_the_first_and_third_of_four_sundays() -> None:
    days = [day for day in range(1, 29) if in_maintenance([0, 4], datetime(2026, 2, day, 1, 0, tzinfo=JST))]
    assert days == [1, 15]


def test_a_month_may_begin_on_monday() -> None:
    days = [day for day in range(1, 31) if in_maintenance([0, 4], datetime(2026, 6, day, 1, 0, tzinfo=JST))]
    assert days == [7, 21]


@pytest.mark.parametrize(
    ("now", "down"),
    [
        (datetime(2026, 1, 3, 23, 59, 59, tzinfo=JST), False),
        (datetime(2026, 1, 4, 0, 0, tzinfo=JST), True),
        (datetime(2026, 1, 4, 3, 59, 59, tzinfo=JST), True),
        (datetime(2026, 1, 4, 4, 0, tzinfo=JST), False),
        (datetime(2026, 1, 3, 15, 0, tzinfo=UTC), True),  # Saturday there, Sunday in Japan
        (datetime(2026, 1, 4, 15, 0, tzinfo=UTC), False),  # Sunday there, Monday in Japan
    ],
)
def test_maintenance_begins_and_ends_on_the_stroke(now: datetime, down: bool) -> None:
    assert in_maintenance([0, 4], now) is down
