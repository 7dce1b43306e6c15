from datetime import UTC, datetime, timedelta

import pytest

from gmis_simulator.world.clock import JST, Clock, ClockError

pytestmark = pytest.mark.usefixtures("english")

NEW_YEAR = datetime(2026, 1, 5, 9, 0, tzinfo=JST)


def test_a_standing_clock_stands_until_it_is_moved() -> None:
    clock = Clock(NEW_YEAR, standing=True)
    assert clock.now() == NEW_YEAR == clock.now()
    clock.advance(timedelta(hours=24))
    assert clock.now() == NEW_YEAR + timedelta(days=1)


def test_a_running_clock_runs_with_the_ticks_it_is_given() -> None:
    seconds = [100.0]
    clock = Clock(NEW_YEAR, ticks=lambda: seconds[0])
    seconds[0] = 130.5
    assert clock.now() == NEW_YEAR + timedelta(seconds=30.5)
    clock.reach(NEW_YEAR + timedelta(hours=1))
    seconds[0] = 131.5
    assert clock.now() == NEW_YEAR + timedelta(hours=1, seconds=1)


def test_world_time_is_given_in_japans_zone() -> None:
    assert Clock(datetime(2026, 1, 5, 0, 0, tzinfo=UTC), standing=True).now().isoformat() == "2026-01-05T09:00:00+09:00"


def test_a_clock_never_goes_back() -> None:
    clock = Clock(NEW_YEAR, standing=True)
    with pytest.raises(ClockError, match="only moves forward"):
        clock.check(NEW_YEAR - timedelta(seconds=1))
    assert clock.reach(NEW_YEAR - timedelta(seconds=1)) == NEW_YEAR
    assert clock.now() == NEW_YEAR


def test_the_present_is_no_past_and_neither_is_the_future() -> None:
    clock = Clock(NEW_YEAR, standing=True)
    clock.check(NEW_YEAR)
    clock.check(NEW_YEAR + timedelta(days=1))
    assert clock.now() == NEW_YEAR


def test_a_step_back_is_refused_and_a_step_of_nothing_is_not() -> None:
    clock = Clock(NEW_YEAR, standing=True)
    with pytest.raises(ClockError, match="only moves forward, not by -1 day, 23:59:59: make a new world instead"):
        clock.advance(timedelta(seconds=-1))
    assert clock.advance(timedelta(0)) == NEW_YEAR
