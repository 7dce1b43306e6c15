"""Who is logged in, in which browser, until when; and the cookie that carries it."""

from collections.abc import Iterator
from http.cookies import Morsel, SimpleCookie
from typing import Any

import httpx
import pytest

from pytest_gmis.client.control import World
from pytest_gmis.plugin.fixtures import NewWorld
from pytest_gmis.plugin.marks import leaflet_step

pytestmark = leaflet_step("後")

NOON = "2026-01-15T12:00:00+09:00"
CHANGE = "/_ui/system/security/ChangePassword"
REPORT = "/gmis/kakaritsukei/teiki/"


@pytest.fixture
def gmis_world(gmis_new_world: NewWorld) -> World:
    """At noon, with two institutions; its clock stands still."""
    return gmis_new_world(now=NOON, institutions=[{"username": "ex000000"}, {"username": "ex000001"}])


@pytest.fixture
def elsewhere(world: World) -> Iterator[httpx.Client]:
    """Another client, which shares nothing with the first."""
    with httpx.Client(base_url=world.url, follow_redirects=True, trust_env=False) as client:
        yield client


def is_in(http: httpx.Client) -> bool:
    """Whether 「定期報告」 is there, and not the login page."""
    return http.get(REPORT).url.path.endswith(REPORT)


def login(world: World, http: httpx.Client, number: int = 0) -> Morsel[str]:
    """The cookie that a login sets."""
    who = world.institutions[number]
    data = {"username": who.username, "password": who.password}
    answer = http.post("/s/login/", data=data, follow_redirects=False)
    (cookie,) = SimpleCookie(answer.headers["set-cookie"]).values()
    return cookie


def save(http: httpx.Client, new: str) -> httpx.Response:
    return http.post(CHANGE, data={"newPassword": new, "verifyPassword": new})


@leaflet_step("①")
@pytest.mark.requirement("session-cookie")
def test_the_cookie_is_the_worlds_alone_closed_to_scripts_and_gone_with_the_browser(
    world: World, http: httpx.Client
) -> None:
    for cookie in (login(world, http), of_a_link(world)):
        assert cookie["httponly"]
        assert cookie["samesite"].lower() in ("lax", "strict")
        assert cookie["path"] == f"/{world.name}/"
        assert not any(cookie[name] for name in ("domain", "expires", "max-age"))
        assert len(cookie.value) >= 32
        assert not [event for event in world.events() if cookie.value in str(event.data)]


def of_a_link(world: World) -> Morsel[str]:
    """The cookie that the interstitial's button sets."""
    answer = httpx.post(world.at("④").link or "", trust_env=False)
    (cookie,) = SimpleCookie(answer.headers["set-cookie"]).values()
    return cookie


@leaflet_step("①")
@pytest.mark.requirement("session-cookie")
def test_a_login_makes_a_session_of_its_own_whatever_cookie_came_along(
    world: World, http: httpx.Client, elsewhere: httpx.Client
) -> None:
    first = login(world, elsewhere)
    http.cookies.set(first.key, "known-to-somebody-else", path=first["path"])
    assert login(world, http).value not in ("known-to-somebody-else", first.value)
    http.cookies.set(first.key, first.value, path=first["path"])
    assert login(world, http).value != first.value
    assert len(world.events("session.started")) == 3


@pytest.mark.requirement("session-idle")
def test_a_session_ends_after_two_idle_hours_and_not_while_it_is_used(world: World, http: httpx.Client) -> None:
    login(world, http)
    for span in ("90m", "90m", "2h"):  # two hours to the second are not too long
        world.advance(span)
        assert is_in(http)
    world.expect_no_event("session.ended")
    world.advance("2h")
    world.advance("1s")
    assert not is_in(http)
    world.expect_event("session.ended", username="ex000000", reason="idle")


@pytest.mark.requirement("settings-count", "session-idle")
def test_after_how_many_idle_minutes_a_session_ends_is_set(world: World, http: httpx.Client) -> None:
    world.change_settings(session_idle_minutes=10)
    login(world, http)
    world.advance("10m")
    assert is_in(http)
    world.advance("10m")
    world.advance("1s")
    assert not is_in(http)


@pytest.mark.requirement("logout")
def test_a_logout_ends_that_session_at_the_server_and_no_other(
    world: World, http: httpx.Client, elsewhere: httpx.Client
) -> None:
    cookie = login(world, http)
    login(world, elsewhere)
    assert http.get("/s/logout").status_code == 405  # a mere link logs nobody out
    assert is_in(http)

    assert http.post("/s/logout").url.path.endswith("/s/login/")
    http.cookies.set(cookie.key, cookie.value, path=cookie["path"])  # somebody kept it
    assert not is_in(http)
    assert is_in(elsewhere)
    assert [event.data["reason"] for event in world.events("session.ended")] == ["logout"]


@leaflet_step("⑦")
@pytest.mark.requirement("sessions-end")
def test_a_changed_password_ends_that_accounts_other_sessions_alone(
    world: World, http: httpx.Client, elsewhere: httpx.Client
) -> None:
    login(world, elsewhere, 1)
    http.cookies.update(world.at("⑥").cookies)
    assert save(http, "Clinic2026").url.path.endswith("/s/")
    assert is_in(http)
    assert is_in(elsewhere)
    world.expect_no_event("session.ended")


@leaflet_step("⑦")
@pytest.mark.requirement("settings-count", "sessions-end")
def test_other_sessions_go_on_where_so_configured(world: World, http: httpx.Client, elsewhere: httpx.Client) -> None:
    world.change_settings(change_ends_other_sessions=False)
    login(world, elsewhere)
    http.cookies.update(world.at("⑥").cookies)
    save(http, "Clinic2026")
    assert is_in(elsewhere)
    world.expect_no_event("session.ended")


@leaflet_step("⑥")
@pytest.mark.requirement("saved-first")
def test_a_refused_password_opens_nothing(world: World, http: httpx.Client) -> None:
    http.cookies.update(world.at("⑥").cookies)
    assert save(http, "short").status_code == 422
    for path in ("/s/", REPORT, "/gmis/"):
        assert http.get(path).url.path.endswith(CHANGE)
    assert save(http, "Clinic2026").url.path.endswith("/s/")  # and the way on is not lost
    assert save(http, "Another2026").status_code == 409  # which is open once
    assert http.get(CHANGE).url.path.endswith("/s/")
    assert len(world.events("password.changed")) == 1


@pytest.mark.requirement("session-cookie")
def test_a_session_of_one_world_is_none_of_another(world: World, new_world: NewWorld, http: httpx.Client) -> None:
    cookie: Any = login(world, http)
    other = new_world()
    cookies = {cookie.key: cookie.value}
    answer = httpx.get(f"{other.url}{REPORT}", cookies=cookies, follow_redirects=True, trust_env=False)
    assert answer.url.path.endswith("/s/login/")
    other.expect_no_event("report.opened")
