from datetime import datetime, timedelta

import pytest

from gmis_simulator.world.clock import JST
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.reset_link import LinkState
from gmis_simulator.world.settings import Settings
from gmis_simulator.world.walk import NoWay, walk
from gmis_simulator.world.world import World

pytestmark = pytest.mark.usefixtures("english")

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=JST)


def make_world(settings: Settings | None = None) -> World:
    """A world that stands still, with one institution."""
    world = World("demo", "http://127.0.0.1:8000/demo", settings=settings, now=NOW, seed=1)
    world.accounts.put(Institution("ex000000", "見本医院", "info@demo.example", "First-1a"))
    return world


def kinds(world: World) -> list[str]:
    return [event.kind for event in world.events.after()]


@pytest.mark.parametrize("step", ["④", "⑤"])
def test_at_the_link_it_is_in_the_mail_and_nobody_has_touched_it(step: str) -> None:
    world = make_world()
    reached = walk(world, step, "ex000000")
    [letter] = world.letters
    assert reached.session is None
    assert reached.link
    assert reached.link is letter.link
    assert world.links.state(reached.link.token) is LinkState.ALIVE
    assert kinds(world) == ["reset.requested", "link.issued", "mail.queued"]


@pytest.mark.parametrize("step", ["⑥", "⑦"])
def test_at_the_change_the_link_was_opened_and_spent_and_a_session_waits_for_the_password(step: str) -> None:
    world = make_world()
    reached = walk(world, step, "EX000000")
    assert reached.link
    assert reached.session
    assert world.links.state(reached.link.token) is LinkState.SPENT
    assert world.sessions.get(reached.session.id) is reached.session
    assert (reached.session.username, reached.session.must_change) == ("ex000000", True)
    assert kinds(world)[3:] == ["link.opened", "link.confirmed", "session.started"]
    opened, _, started = world.events.after()[3:]
    assert opened.data == {"link": 1, "username": "ex000000", "state": "alive", "method": "GET"}
    assert started.data == {"username": "ex000000", "by": "reset-link"}


def test_afterwards_the_user_is_logged_in_by_password_without_any_link() -> None:
    world = make_world()
    reached = walk(world, "後", "EX000000")
    assert reached.link is None
    assert reached.session
    assert world.sessions.get(reached.session.id) is reached.session
    assert (reached.session.username, reached.session.must_change) == ("ex000000", False)
    assert [(event.kind, event.data) for event in world.events.after()] == [
        ("session.started", {"username": "ex000000", "by": "password"})
    ]


@pytest.mark.parametrize("step", ["④", "⑥"])
@pytest.mark.parametrize(
    ("username", "outcome"), [("ex999999", "unknown"), ("ex000001", "disabled"), ("ex000002", "no-address")]
)
def test_who_gets_no_mail_comes_to_no_link_and_is_told_how_the_request_ended(
    step: str, username: str, outcome: str
) -> None:
    world = make_world()
    world.accounts.put(Institution("ex000001", "休止医院", "off@demo.example", "First-1a", enabled=False))
    world.accounts.put(Institution("ex000002", "未登録医院", "", "First-1a"))
    with pytest.raises(NoWay, match=f"^{username} gets no link: the request for a reset ends with '{outcome}'$"):
        walk(world, step, username)
    assert list(world.sessions) == []


def test_who_is_locked_gets_a_mail_but_comes_to_no_link() -> None:
    world = make_world()
    world.accounts.holder("ex000000").locked_until = NOW + timedelta(seconds=1)
    with pytest.raises(NoWay, match=r"^ex000000 gets no link: .* ends with 'locked'$"):
        walk(world, "④", "ex000000")


def test_who_asked_too_often_comes_to_no_link() -> None:
    world = make_world(Settings(reset_requests_per_day=1))
    walk(world, "④", "ex000000")
    with pytest.raises(NoWay, match="'limit'"):
        walk(world, "④", "ex000000")


def test_who_cannot_log_in_is_not_logged_in() -> None:
    world = make_world()
    world.accounts.put(Institution("ex000001", "休止医院", "off@demo.example", "First-1a", enabled=False))
    world.accounts.holder("ex000000").locked_until = NOW + timedelta(seconds=1)
    for username in ("ex999999", "ex000001", "ex000000"):
        with pytest.raises(NoWay, match=f"^{username} cannot log in: there is no such account, or it is disabled or l"):
            walk(world, "後", username)
    assert kinds(world) == []


def test_whose_lock_is_over_is_logged_in() -> None:
    world = make_world()
    world.accounts.holder("ex000000").locked_until = NOW
    assert walk(world, "後", "ex000000").session
