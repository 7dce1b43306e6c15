from datetime import datetime, timedelta

import pytest

from gmis_simulator.world.clock import JST
from gmis_simulator.world.settings import Settings
from gmis_simulator.world.world import World

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=JST)
SECOND = timedelta(seconds=1)


def make_world(settings: Settings | None = None) -> World:
    return World("demo", "http://127.0.0.1:8000/demo", settings=settings, now=NOW, seed=1)


def told(world: World) -> list[tuple[str, dict[str, object]]]:
    """Every event so far."""
    return [(event.kind, event.data) for event in world.events.after()]


def test_a_session_is_found_by_its_id_and_the_log_says_what_opened_it() -> None:
    world = make_world()
    session = world.sessions.start("ex000000", by="password")
    assert (session.username, session.last_seen) == ("ex000000", NOW)
    assert (session.must_change, session.start_url) == (False, None)
    assert world.sessions.get(session.id) is session
    assert list(world.sessions) == [session]
    assert told(world) == [("session.started", {"username": "ex000000", "by": "password"})]


def test_one_of_a_reset_link_must_change_the_password_and_knows_where_it_was_going() -> None:
    session = make_world().sessions.start("ex000000", by="reset-link", must_change=True, start_url="/gmis/")
    assert (session.must_change, session.start_url) == (True, "/gmis/")


@pytest.mark.parametrize("session_id", [None, "", "other"])
def test_no_session_is_found_by_an_id_that_is_none(session_id: str | None) -> None:
    world = make_world()
    world.sessions.start("ex000000", by="password")
    assert world.sessions.get(session_id) is None
    assert len(told(world)) == 1


def test_no_two_sessions_have_one_id() -> None:
    world = make_world()
    assert len({world.sessions.start("ex000000", by="password").id for _ in range(20)}) == 20


@pytest.mark.parametrize("minutes", [1, 120])
def test_a_session_ends_when_it_was_idle_for_longer_than_its_minutes(minutes: int) -> None:
    world = make_world(Settings(session_idle_minutes=minutes))
    session = world.sessions.start("ex000000", by="password")
    world.clock.advance(timedelta(minutes=minutes))
    assert world.sessions.get(session.id) is session
    world.clock.advance(timedelta(minutes=minutes) + SECOND)
    assert world.sessions.get(session.id) is None
    assert list(world.sessions) == []
    assert told(world)[1:] == [("session.ended", {"username": "ex000000", "reason": "idle"})]


def test_whoever_comes_back_in_time_stays_logged_in_for_as_long_as_ever() -> None:
    world = make_world()
    session = world.sessions.start("ex000000", by="password")
    for _ in range(3):
        assert session.last_seen == world.clock.now()
        world.clock.advance(timedelta(minutes=119))
        assert world.sessions.get(session.id) is session


def test_a_session_that_is_ended_is_gone_and_the_log_says_why() -> None:
    world = make_world()
    session, other = (world.sessions.start(username, by="password") for username in ("ex000000", "ex000001"))
    world.sessions.end(session, "logout")
    assert world.sessions.get(session.id) is None
    assert list(world.sessions) == [other]
    assert told(world)[2:] == [("session.ended", {"username": "ex000000", "reason": "logout"})]


def test_a_session_may_be_ended_twice() -> None:
    world = make_world()
    session = world.sessions.start("ex000000", by="password")
    for _ in range(2):
        world.sessions.end(session, "logout")
    assert list(world.sessions) == []


def test_a_password_change_ends_what_its_holder_has_open_elsewhere_and_nobody_elses() -> None:
    world = make_world()
    first, kept, last, others = (
        world.sessions.start(username, by="password") for username in ("ex000000", "ex000000", "ex000000", "ex000001")
    )
    world.sessions.end_others(kept)
    assert list(world.sessions) == [kept, others]
    ended = ("session.ended", {"username": "ex000000", "reason": "password-changed"})
    assert told(world)[4:] == [ended, ended]
    assert first not in world.sessions
    assert last not in world.sessions


def test_where_the_settings_say_so_the_others_stay() -> None:
    world = make_world(Settings(change_ends_other_sessions=False))
    sessions = [world.sessions.start("ex000000", by="password") for _ in range(2)]
    world.sessions.end_others(sessions[0])
    assert list(world.sessions) == sessions
