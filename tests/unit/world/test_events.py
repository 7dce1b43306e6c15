from datetime import datetime, timedelta

from gmis_simulator.world.clock import JST, Clock
from gmis_simulator.world.events import Event, EventLog

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=JST)


def test_events_are_counted_from_one_and_stand_at_their_moment() -> None:
    clock = Clock(NOW, standing=True)
    log = EventLog(clock)
    first = log.append("link.issued", link=1)
    clock.advance(timedelta(minutes=1))
    second = log.append("link.opened")
    assert first == Event(1, NOW, "link.issued", {"link": 1})
    assert second == Event(2, NOW + timedelta(minutes=1), "link.opened", {})


def test_whoever_has_seen_some_asks_for_those_after_them() -> None:
    log = EventLog(Clock(NOW, standing=True))
    events = [log.append("page.answered", status=200) for _ in range(3)]
    assert log.after() == log.after(0) == log.after(-1) == events
    assert log.after(1) == events[1:]
    assert log.after(3) == log.after(4) == []


def test_what_was_handed_out_is_no_longer_the_logs() -> None:
    log = EventLog(Clock(NOW, standing=True))
    log.append("page.answered")
    log.after().clear()
    assert len(log.after()) == 1


def test_whoever_listens_is_told_of_every_further_event_until_that_ends() -> None:
    log = EventLog(Clock(NOW, standing=True))
    log.append("before")
    told: list[Event] = []
    unsubscribe = log.subscribe(told.append)
    during = log.append("during")
    unsubscribe()
    log.append("afterwards")
    assert told == [during]


def test_an_event_from_elsewhere_is_added_as_it_was_and_nobody_is_told() -> None:
    log, told = EventLog(Clock(NOW, standing=True)), list[Event]()
    log.subscribe(told.append)
    before = Event(1, NOW - timedelta(days=1), "world.created", {})
    log.put(before)
    assert log.after() == [before]
    assert told == []
    assert log.append("clock.moved").seq == 2


def test_in_json_a_moment_is_told_to_the_millisecond_with_its_zone() -> None:
    event = Event(7, NOW + timedelta(microseconds=1999), "link.issued", {"link": 1})
    assert event.as_json() == {
        "seq": 7,
        "at": "2026-01-05T09:00:00.001+09:00",
        "kind": "link.issued",
        "data": {"link": 1},
    }
