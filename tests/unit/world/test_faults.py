from datetime import datetime, timedelta

import pytest

from gmis_simulator.world.clock import JST
from gmis_simulator.world.faults import EndFault, Fault
from gmis_simulator.world.world import World

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=JST)
SECOND = timedelta(seconds=1)


def make_world() -> World:
    return World("demo", "http://127.0.0.1:8000/demo", now=NOW, seed=1)


def told(world: World) -> list[tuple[str, dict[str, object]]]:
    """Every event so far."""
    return [(event.kind, event.data) for event in world.events.after()]


def test_a_fault_is_on_at_once_and_everywhere_and_stays_on_unless_told_otherwise() -> None:
    world = make_world()
    fault = world.faults.add("status-503")
    assert world.faults.active == [fault]
    assert (fault.number, fault.kind, fault.where, fault.since) == (1, "status-503", "", NOW)
    assert (fault.times, fault.until, fault.seconds, fault.hits) == (None, None, None, 0)
    for hits in (1, 2, 3):
        assert world.faults.hit("status-503", "/s/login/") is fault
        assert fault.hits == hits
    assert world.agenda.next_due() is None
    assert told(world)[:2] == [
        ("fault.added", {"number": 1, "fault": "status-503", "where": ""}),
        ("fault.hit", {"number": 1, "fault": "status-503", "where": "/s/login/"}),
    ]


def test_a_fault_of_one_kind_is_none_of_another() -> None:
    world = make_world()
    world.faults.add("status-503")
    assert world.faults.hit("status-500", "/s/login/") is None
    assert len(told(world)) == 1


def test_faults_are_counted_from_one_also_where_those_before_are_gone() -> None:
    world = make_world()
    for number in (1, 2, 3):
        assert world.faults.add("latency").number == number
        assert world.faults.end(number, "hand")


@pytest.mark.parametrize("times", [1, 3])
def test_after_so_many_hits_a_fault_ends_by_itself(times: int) -> None:
    world = make_world()
    fault = world.faults.add("latency", times=times)
    for left in reversed(range(times)):
        assert world.faults.hit("latency", "/") is fault
        assert fault.times == left
    assert world.faults.hit("latency", "/") is None
    assert world.faults.active == []
    assert told(world)[-1] == ("fault.ended", {"number": 1, "fault": "latency", "where": "", "by": "times"})


def test_a_fault_that_comes_later_is_not_on_before() -> None:
    world = make_world()
    fault = world.faults.add("latency", after=timedelta(minutes=5))
    assert fault.since == NOW + timedelta(minutes=5)
    world.clock.advance(timedelta(minutes=5) - SECOND)
    assert world.faults.hit("latency", "/") is None
    world.clock.advance(SECOND)
    assert world.faults.hit("latency", "/") is fault


def test_a_fault_that_lasts_for_a_while_is_over_when_that_is_and_its_end_is_on_the_agenda() -> None:
    world = make_world()
    fault = world.faults.add("latency", after=timedelta(minutes=5), lasts=timedelta(minutes=10))
    assert fault.until == NOW + timedelta(minutes=15)
    assert world.agenda.waiting() == [(NOW + timedelta(minutes=15), EndFault(1))]
    world.clock.advance(timedelta(minutes=15) - SECOND)
    assert world.faults.hit("latency", "/") is fault
    world.clock.advance(SECOND)
    assert world.faults.hit("latency", "/") is None


def test_a_fault_that_lasts_no_time_at_all_is_never_hit() -> None:
    world = make_world()
    fault = world.faults.add("latency", lasts=timedelta(0))
    assert fault.until == NOW
    assert world.faults.hit("latency", "/") is None


@pytest.mark.parametrize(
    ("kind", "given", "seconds"),
    [
        ("latency", None, 3.0),
        ("latency", 0.5, 0.5),
        ("latency", 0.0, 0.0),
        ("drip", None, 3.0),
        ("truncated", None, None),
    ],
)
def test_how_long_it_waits_is_told_or_is_the_kinds(kind: str, given: float | None, seconds: float | None) -> None:
    assert make_world().faults.add(kind, seconds=given).seconds == seconds


@pytest.mark.parametrize(
    ("kind", "where", "place", "fits"),
    [
        # a page by what its path begins with
        ("status-503", "", "/s/login/", True),
        ("status-503", "/s/login/", "/s/login/ForgotPassword", True),
        ("status-503", "/s/login/", "/s/login", False),
        ("status-503", "/s/login/", "/gmis/s/login/", False),
        ("status-503", "/s/login/", "/S/LOGIN/", False),
        # a mail by the whole address of its recipient, whose capitals do not matter
        ("smtp-4xx", "", "info@demo.example", True),
        ("smtp-4xx", "Info@demo.example", "iNFO@demo.example", True),
        ("smtp-4xx", "info@demo", "info@demo.example", False),
        ("smtp-4xx", "other@demo.example", "info@demo.example", False),
    ],
)
def test_a_fault_is_where_it_was_put(kind: str, where: str, place: str, fits: bool) -> None:
    world = make_world()
    world.faults.add(kind, where=where)
    assert (world.faults.hit(kind, place) is not None) is fits
    assert [event.data["where"] for event in world.events.after()[1:]] == [place] * fits


def test_of_several_that_are_on_the_first_is_hit_and_one_that_is_not_on_hides_none() -> None:
    world = make_world()
    later = world.faults.add("latency", after=timedelta(minutes=1))
    elsewhere = world.faults.add("latency", where="/gmis/")
    first, second = world.faults.add("latency", times=1), world.faults.add("latency")
    assert [world.faults.hit("latency", "/s/") for _ in range(3)] == [first, second, second]
    assert world.faults.active == [later, elsewhere, second]


def test_a_fault_is_ended_by_its_number_and_the_others_stay() -> None:
    world = make_world()
    first, second, third = (world.faults.add("drip", where=f"/{name}") for name in "abc")
    assert world.faults.end(2, "hand") is True
    assert world.faults.active == [first, third]
    assert told(world)[-1] == ("fault.ended", {"number": 2, "fault": "drip", "where": "/b", "by": "hand"})
    assert second not in world.faults.active


def test_what_is_not_on_cannot_be_ended() -> None:
    world = make_world()
    world.faults.add("drip")
    assert world.faults.end(2, "time") is False
    assert world.faults.end(1, "time") is True
    assert world.faults.end(1, "time") is False
    assert len(told(world)) == 2


def test_events_name_a_fault_by_its_number_kind_and_place() -> None:
    assert Fault(7, "drip", "/s/", NOW).named() == {"number": 7, "fault": "drip", "where": "/s/"}
