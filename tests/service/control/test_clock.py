import pytest

from pytest_gmis.client.control import ControlError
from pytest_gmis.plugin.fixtures import NewWorld

START = "2026-01-15T09:00:00+09:00"


def test_a_clock_given_a_time_stands_still_there_and_is_moved_by_spans_and_to_moments(new_world: NewWorld) -> None:
    world = new_world(now=START)
    world.advance("1d30m")
    assert world.now() == "2026-01-16T09:30:00+09:00"
    world.set_clock("2026-01-16T00:31:00Z")
    assert world.now() == "2026-01-16T09:31:00+09:00"
    assert len(world.events("clock.moved")) == 2


@pytest.mark.parametrize("span", ["-1h", "soon", ""])
def test_a_span_that_is_none_is_refused_and_the_clock_stays(new_world: NewWorld, span: str) -> None:
    world = new_world(now=START)
    with pytest.raises(ControlError, match="is no span of time") as caught:
        world.advance(span)
    assert caught.value.status == 422
    assert world.now() == START
    world.expect_no_event("clock.moved")


def test_a_clock_is_never_set_back(new_world: NewWorld) -> None:
    world = new_world(now=START)
    with pytest.raises(ControlError, match="only moves forward"):
        world.set_clock("2026-01-15T08:59:59+09:00")
    assert world.now() == START


def test_a_clock_does_not_pass_the_end_of_the_calendar(new_world: NewWorld) -> None:
    world = new_world(now="9999-01-01T00:00:00+09:00")
    with pytest.raises(ControlError, match="out of range"):
        world.advance("365d")
    assert world.now() == "9999-01-01T00:00:00+09:00"
