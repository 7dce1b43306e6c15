import pytest

from pytest_gmis.client.control import ControlError
from pytest_gmis.plugin.fixtures import NewWorld

pytestmark = pytest.mark.usefixtures("english")

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


@pytest.mark.parametrize("span", ["365d", "999999d999999h999999m999999s"])
def test_a_clock_does_not_pass_the_end_of_the_years_in_which_worlds_live(new_world: NewWorld, span: str) -> None:
    world = new_world(now="2999-01-01T00:00:00+09:00")
    with pytest.raises(ControlError, match="a world lives until the end of 2999"):
        world.advance(span)
    with pytest.raises(ControlError, match="a world lives in the years 1970 to 2999"):
        world.set_clock("3000-01-01T00:00:00+09:00")
    assert world.now() == "2999-01-01T00:00:00+09:00"


@pytest.mark.parametrize(
    "now",
    ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00+23:59", "1969-12-31T23:59:59+09:00", "3000-01-01T00:00:00+09:00",
     "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-23:59"],
)  # fmt: skip
def test_a_world_is_not_made_outside_of_those_years(new_world: NewWorld, now: str) -> None:
    with pytest.raises(ControlError, match="now: a world lives in the years 1970 to 2999") as caught:
        new_world(now=now)
    assert caught.value.status == 422


@pytest.mark.parametrize("now", ["1970-01-01T00:00:00+09:00", "1969-12-31T00:01:00-23:59", "2999-12-31T23:59:59+09:00"])
def test_at_the_edges_of_those_years_all_that_lasts_works(new_world: NewWorld, now: str) -> None:
    world, longest = new_world(now=now), "999999d999999h999999m999999s"
    world.put_institution("ex000001", locked=True)
    assert world.add_fault("latency", where="/nowhere", after=longest, lasts=longest).until is not None
    world.put_mailbox(world.institution.registered_address, rules=[{"rule": "delay"}])

    assert world.at("④").link
    assert world.settle() == []
    world.expect_event("mail.verdict", verdict="delay")
    world.expect_no_event("mistake")
