"""① The login: who gets in, who is locked out and for how long, and what its page gives away."""

import httpx
import pytest

from pytest_gmis.client.control import World
from pytest_gmis.plugin.fixtures import NewWorld
from pytest_gmis.plugin.marks import leaflet_step

pytestmark = leaflet_step("①")

NOON = "2026-01-15T12:00:00+09:00"
CHANGE = "/_ui/system/security/ChangePassword"


@pytest.fixture
def gmis_world(gmis_new_world: NewWorld) -> World:
    """At noon, with two institutions; its clock stands still."""
    return gmis_new_world(now=NOON, institutions=[{"username": "ex000000"}, {"username": "ex000001"}])


def logs_in(http: httpx.Client, password: str, username: str = "ex000000") -> bool:
    """Whether the launcher comes after it."""
    http.cookies.clear()
    return http.post("/s/login/", data={"username": username, "password": password}).url.path.endswith("/s/")


def fail(http: httpx.Client, times: int, username: str = "ex000000") -> None:
    for _ in range(times):
        assert not logs_in(http, "Wrong-1x", username)


@pytest.mark.requirement("account-locked")
def test_the_tenth_failure_in_a_row_locks_for_fifteen_minutes_to_the_second(world: World, http: httpx.Client) -> None:
    first = world.institution.password
    fail(http, 9)
    assert logs_in(http, first)  # and the count begins anew
    fail(http, 9)
    assert logs_in(http, first)
    world.expect_no_event("account.locked")

    fail(http, 10)
    assert len(world.events("account.locked", username="ex000000")) == 1
    assert not logs_in(http, first)
    world.expect_event("login.refused", username="ex000000", reason="locked")
    world.advance("14m59s")
    assert not logs_in(http, first)  # and trying does not prolong it
    world.advance("1s")
    assert logs_in(http, first)


@pytest.mark.requirement("account-locked")
def test_after_a_lock_one_more_failure_does_not_lock_again(world: World, http: httpx.Client) -> None:
    fail(http, 10)
    world.advance("15m")
    fail(http, 1)
    assert logs_in(http, world.institution.password)
    assert len(world.events("account.locked")) == 1


@pytest.mark.requirement("account-locked")
def test_one_institutions_failures_are_none_of_anothers(world: World, http: httpx.Client) -> None:
    fail(http, 10)
    assert logs_in(http, world.institutions[1].password, "ex000001")
    world.expect_no_event("account.locked", username="ex000001")


@pytest.mark.requirement("account-locked")
def test_failures_of_names_that_nobody_has_lock_nobody(world: World, http: httpx.Client) -> None:
    fail(http, 12, "zz999999")
    assert logs_in(http, world.institution.password)
    world.expect_no_event("account.locked")


@pytest.mark.requirement("settings-count", "account-locked")
def test_how_many_failures_lock_and_for_how_long_is_set(world: World, http: httpx.Client) -> None:
    world.change_settings(lockout_failures=3, lockout_minutes=60)
    fail(http, 2)
    assert logs_in(http, world.institution.password)
    fail(http, 3)
    world.advance("59m59s")
    assert not logs_in(http, world.institution.password)
    world.advance("1s")
    assert logs_in(http, world.institution.password)


@pytest.mark.requirement("no-hint-at-login", "account-disabled")
def test_wrong_unknown_locked_and_disabled_are_answered_alike(world: World, http: httpx.Client) -> None:
    world.put_institution("ex000001", enabled=False)

    def answer(username: str, password: str) -> tuple[int, str]:
        found = http.post("/s/login/", data={"username": username, "password": password})
        return found.status_code, found.text.replace(username, "NAME")

    wrong = answer("ex000000", "Wrong-1x")
    assert answer("zz999999", "Wrong-1x") == wrong
    assert answer("ex000001", world.institutions[1].password) == wrong
    fail(http, 9)
    assert answer("ex000000", "Wrong-1x") == wrong
    assert answer("ex000000", world.institution.password) == wrong
    reasons = [event.data["reason"] for event in world.events("login.refused")]
    assert reasons == ["password", "unknown", "disabled", *["password"] * 9, "locked", "locked"]
    world.expect_no_event("session.started")


@leaflet_step("⑦")
@pytest.mark.requirement("new-password-logs-in")
def test_a_password_counts_to_its_last_sign_and_in_no_other_spelling(world: World, http: httpx.Client) -> None:
    new = " Clinic 2026 / " + "x" * 80 + "日本語Z "
    http.cookies.update(world.at("⑥").cookies)
    assert http.post(CHANGE, data={"newPassword": new, "verifyPassword": new}).url.path.endswith("/s/")
    for other in (
        new.strip(),
        new.swapcase(),
        new[:-2],
        new[:8],
        new[:20],
        new[:72],
        f"{new}x",
        world.institution.password,
    ):
        assert not logs_in(http, other)
        assert logs_in(http, new)
    world.expect_event("password.changed", username="ex000000")
    world.expect_no_event("account.locked")


@pytest.mark.requirement("user-name")
def test_capitals_in_the_user_name_do_not_matter_at_the_login_either(world: World, http: httpx.Client) -> None:
    assert logs_in(http, world.institution.password, "EX000000")
    world.expect_event("session.started", username="ex000000", by="password")


@pytest.mark.requirement("login-page")
def test_a_refused_login_keeps_the_name_and_never_the_password(world: World, http: httpx.Client) -> None:
    answer = http.post("/s/login/", data={"username": "ex000000", "password": "Wrong-1x"})
    assert 'value="ex000000"' in answer.text
    assert "Wrong-1x" not in answer.text
    assert answer.url.query == b""
    world.expect_event("login.refused", reason="password")
