from datetime import datetime, timedelta

import pytest

from gmis_simulator.world.clock import JST
from gmis_simulator.world.hosts import Host
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.settings import Settings
from gmis_simulator.world.world import World

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=JST)
SECOND = timedelta(seconds=1)


def make_world(settings: Settings | None = None) -> World:
    """A world that stands still, with one institution."""
    world = World("demo", "http://127.0.0.1:8000/demo", settings=settings, now=NOW, seed=1)
    world.accounts.put(Institution("ex000000", "見本医院", "info@demo.example", "First-1a"))
    return world


def requested(world: World) -> list[dict[str, object]]:
    """What the log says about requests."""
    return [event.data for event in world.events.after() if event.kind == "reset.requested"]


def test_a_request_is_answered_by_a_mail_with_a_link_to_the_registered_address() -> None:
    world = make_world()
    letter = world.resets.request("ex000000", "/gmis/")
    assert letter
    assert letter.institution is world.accounts.holder("ex000000")
    assert letter.recipient == "info@demo.example"
    assert (letter.sender, letter.host) == ("bounce@mailer.demo.example", Host("mailer.demo.example", "192.0.2.25"))
    assert letter.queued_at == letter.due == NOW
    assert letter.link
    assert (letter.link.username, letter.link.start_url) == ("ex000000", "/gmis/")
    assert requested(world) == [{"username": "ex000000", "outcome": "mailed"}]
    assert [event.kind for event in world.events.after()] == ["reset.requested", "link.issued", "mail.queued"]


def test_capitals_do_not_matter_and_the_link_is_for_the_name_as_it_is_registered() -> None:
    world = make_world()
    letter = world.resets.request("EX000000")
    assert letter
    assert letter.link
    assert (letter.link.username, letter.link.start_url) == ("ex000000", None)
    assert requested(world) == [{"username": "EX000000", "outcome": "mailed"}]


def test_an_unknown_name_gets_nothing() -> None:
    world = make_world()
    assert world.resets.request("ex999999") is None
    assert requested(world) == [{"username": "ex999999", "outcome": "unknown"}]
    assert (list(world.letters), list(world.links)) == ([], [])


def test_a_disabled_account_gets_nothing_and_neither_does_one_without_an_address() -> None:
    world = make_world()
    world.accounts.put(Institution("ex000001", "休止医院", "off@demo.example", "First-1a", enabled=False))
    world.accounts.put(Institution("ex000002", "未登録医院", "", "First-1a"))
    assert world.resets.request("ex000001") is None
    assert world.resets.request("ex000002") is None
    assert [each["outcome"] for each in requested(world)] == ["disabled", "no-address"]
    assert (list(world.letters), list(world.links)) == ([], [])


def test_a_locked_account_gets_a_mail_without_a_link() -> None:
    world = make_world()
    world.accounts.holder("ex000000").locked_until = NOW + SECOND
    letter = world.resets.request("ex000000")
    assert letter
    assert letter.link is None
    assert list(world.links) == []
    assert requested(world) == [{"username": "ex000000", "outcome": "locked"}]

    world.clock.advance(SECOND)
    later = world.resets.request("ex000000")
    assert later
    assert later.link


@pytest.mark.parametrize("most", [1, 5])
def test_of_the_requests_of_24_hours_only_so_many_bring_a_mail(most: int) -> None:
    world = make_world(Settings(reset_requests_per_day=most))
    letters = [world.resets.request("ex000000") for _ in range(most + 2)]
    assert [letter is not None for letter in letters] == [True] * most + [False, False]
    assert [each["outcome"] for each in requested(world)] == ["mailed"] * most + ["limit", "limit"]
    assert len(list(world.letters)) == len(list(world.links)) == most


def test_a_request_counts_for_24_hours_and_one_that_brought_nothing_does_not_count() -> None:
    world = make_world(Settings(reset_requests_per_day=1))
    assert world.resets.request("ex000000")
    world.clock.advance(timedelta(hours=24) - SECOND)
    assert world.resets.request("ex000000") is None
    world.clock.advance(SECOND)
    assert world.resets.request("ex000000")
    assert world.accounts.holder("ex000000").requests == [NOW + timedelta(hours=24)]


def test_requests_to_a_locked_account_count_too() -> None:
    world = make_world(Settings(reset_requests_per_day=1))
    world.accounts.holder("ex000000").locked_until = NOW + SECOND
    assert world.resets.request("ex000000")
    assert world.resets.request("ex000000") is None


def test_a_mail_may_have_the_help_desk_for_its_envelopes_sender() -> None:
    world = make_world(Settings(mail_authentication="spf-only"))
    letter = world.resets.request("ex000000")
    assert letter
    assert letter.sender == "helpdesk@gmis.mhlw.go.jp"
