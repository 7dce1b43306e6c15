from datetime import datetime, timedelta

import pytest

from gmis_simulator.world.clock import JST
from gmis_simulator.world.reset_link import LinkState
from gmis_simulator.world.settings import Settings
from gmis_simulator.world.world import World

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=JST)
SECOND = timedelta(seconds=1)


def make_world(settings: Settings | None = None) -> World:
    return World("demo", "http://127.0.0.1:8000/demo", settings=settings, now=NOW, seed=1)


def told(world: World) -> list[tuple[str, dict[str, object]]]:
    """Every event so far."""
    return [(event.kind, event.data) for event in world.events.after()]


def test_a_new_link_is_alive_and_knows_whose_it_is_and_where_it_leads() -> None:
    world = make_world()
    link = world.links.issue("ex000000", "/gmis/")
    assert (link.number, link.username, link.issued_at, link.start_url) == (1, "ex000000", NOW, "/gmis/")
    assert (link.spent, link.revoked) == (False, False)
    assert world.links.state(link.token) is LinkState.ALIVE
    assert list(world.links) == [link]
    assert told(world) == [("link.issued", {"link": 1, "username": "ex000000"})]


def test_links_are_counted_from_one_and_no_two_have_one_token() -> None:
    world = make_world()
    links = [world.links.issue("ex000000", None) for _ in range(3)]
    assert [link.number for link in links] == [1, 2, 3]
    assert len({link.token for link in links}) == 3


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_looking_at_a_link_any_number_of_times_never_changes_it(method: str) -> None:
    world = make_world()
    link = world.links.issue("ex000000", None)
    assert [world.links.open(link.token, method) for _ in range(3)] == [LinkState.ALIVE] * 3
    seen = {"link": 1, "username": "ex000000", "state": "alive", "method": method}
    assert told(world)[1:] == [("link.opened", seen)] * 3
    assert not link.spent


def test_the_first_confirmation_spends_a_link_and_a_second_one_is_refused() -> None:
    world = make_world()
    link = world.links.issue("ex000000", None)
    assert world.links.spend(link.token) == (LinkState.ALIVE, link)
    assert link.spent
    assert world.links.open(link.token, "GET") is LinkState.SPENT
    assert world.links.spend(link.token) == (LinkState.SPENT, None)
    assert told(world)[1:] == [
        ("link.confirmed", {"link": 1, "username": "ex000000", "state": "alive"}),
        ("link.opened", {"link": 1, "username": "ex000000", "state": "spent", "method": "GET"}),
        ("link.refused", {"link": 1, "username": "ex000000", "state": "spent"}),
    ]


@pytest.mark.parametrize("hours", [1, 24])
def test_a_link_lives_for_its_hours_and_not_a_second_longer(hours: int) -> None:
    world = make_world(Settings(link_lifetime_hours=hours))
    link = world.links.issue("ex000000", None)
    world.clock.advance(timedelta(hours=hours))
    assert world.links.state(link.token) is LinkState.ALIVE
    world.clock.advance(SECOND)
    assert world.links.state(link.token) is LinkState.EXPIRED
    assert world.links.spend(link.token) == (LinkState.EXPIRED, None)
    assert not link.spent


def test_a_spent_link_is_an_expired_one_once_its_time_is_over() -> None:
    world = make_world()
    link = world.links.issue("ex000000", None)
    world.links.spend(link.token)
    world.clock.advance(timedelta(hours=24) + SECOND)
    assert world.links.state(link.token) is LinkState.EXPIRED


def test_a_token_changed_by_a_character_is_nobodys() -> None:
    world = make_world()
    token = world.links.issue("ex000000", None).token
    assert world.links.open(token[:-1], "GET") is LinkState.UNKNOWN
    assert world.links.spend(token + "A") == (LinkState.UNKNOWN, None)
    assert told(world)[1:] == [
        ("link.opened", {"state": "unknown", "method": "GET"}),
        ("link.refused", {"state": "unknown"}),
    ]


def test_a_newer_link_revokes_the_older_ones_of_its_user_alone() -> None:
    world = make_world()
    others, oldest, older = (world.links.issue(username, None) for username in ("ex000001", "ex000000", "ex000000"))
    newest = world.links.issue("ex000000", None)
    states = [world.links.state(link.token) for link in (others, oldest, older, newest)]
    assert states == [LinkState.ALIVE, LinkState.REVOKED, LinkState.REVOKED, LinkState.ALIVE]
    assert world.links.spend(older.token) == (LinkState.REVOKED, None)


def test_a_spent_link_stays_a_spent_one_when_a_newer_one_comes() -> None:
    world = make_world()
    older = world.links.issue("ex000000", None)
    world.links.spend(older.token)
    world.links.issue("ex000000", None)
    assert world.links.state(older.token) is LinkState.SPENT


def test_a_revoked_link_stays_a_revoked_one_when_its_time_is_over() -> None:
    world = make_world()
    older = world.links.issue("ex000000", None)
    world.links.issue("ex000000", None)
    world.clock.advance(timedelta(days=2))
    assert world.links.state(older.token) is LinkState.REVOKED


def test_where_older_links_are_not_revoked_all_of_them_live() -> None:
    world = make_world(Settings(older_links_revoked=False))
    older, newer = (world.links.issue("ex000000", None) for _ in range(2))
    assert world.links.spend(newer.token)[0] is LinkState.ALIVE
    assert world.links.spend(older.token)[0] is LinkState.ALIVE


def test_no_event_holds_the_token() -> None:
    world = make_world()
    token = world.links.issue("ex000000", "/gmis/").token
    world.links.open(token, "GET")
    world.links.spend(token)
    world.links.spend(token)
    assert token not in str(world.events.after())
