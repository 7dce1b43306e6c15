"""`World.at`: a user who has come to a step, without pages."""

import httpx
import pytest

from pytest_gmis.client.control import ControlError, World
from pytest_gmis.client.mailbox import Mailbox
from pytest_gmis.plugin.fixtures import NewWorld

pytestmark = pytest.mark.usefixtures("english")


def kinds(world: World) -> list[str]:
    return [event.kind for event in world.events() if not event.kind.startswith(("mail.", "page."))]


def pages_after(world: World, http: httpx.Client, step: str) -> tuple[str, httpx.Response]:
    """The step's page for a browser that carries what `at` gave."""
    place = world.at(step)
    if place.cookie:
        http.cookies.set(place.cookie.name, place.cookie.value, path=place.cookie.path)
    return place.page, http.get(place.page)


@pytest.mark.parametrize("step", ["④", "⑤"])
def test_before_the_link_is_opened_it_is_the_one_in_the_mail(
    world: World, http: httpx.Client, mailbox: Mailbox, step: str
) -> None:
    page, answer = pages_after(world, http, step)
    assert "パスワードをリセットしますか？" in answer.text
    assert mailbox.wait().reset_link() == page
    assert kinds(world) == ["world.created", "reset.requested", "link.issued", "link.opened"]
    assert len(world.events("link.opened")) == 1  # by the page, not by `at`


@pytest.mark.parametrize("step", ["⑥", "⑦"])
def test_after_it_was_confirmed_the_change_page_is_open_and_the_log_is_that_of_the_pages(
    world: World, new_world: NewWorld, http: httpx.Client, mailbox: Mailbox, step: str
) -> None:
    page, answer = pages_after(world, http, step)
    assert (answer.status_code, "パスワードを変更する" in answer.text) == (200, True)
    assert str(answer.url) == page
    by_hand = new_world()
    with httpx.Client(base_url=by_hand.url, follow_redirects=True, trust_env=False) as client:
        client.post("/s/login/ForgotPassword", data={"username": "ex000000"})
        (link,) = [event.data["link"] for event in by_hand.events("link.issued")]
        assert link == 1
        url = by_hand.at("④").link  # a second one: it is opened and confirmed as a person does
        assert url
        client.get(url)
        client.post(url)
    theirs, ours = (
        [
            (event.kind, event.data)
            for event in each.events()
            if event.kind.startswith(("link.", "session.")) and event.kind != "link.revoked"  # by the second request
        ]
        for each in (by_hand, world)
    )
    assert ours == [(kind, data | ({"link": 1} if "link" in data else {})) for kind, data in theirs[1:]]
    mailbox.wait()  # the mail is sent all the same


def test_a_password_can_be_saved_from_there_and_the_link_is_spent(world: World, http: httpx.Client) -> None:
    page, _ = pages_after(world, http, "⑦")
    assert http.post(page, data={"newPassword": "Clinic2026", "verifyPassword": "Clinic2026"}).status_code == 200
    world.expect_event("password.changed", username="ex000000")
    assert world.at("④").link != page


def test_after_the_leaflet_the_launcher_is_open(world: World, http: httpx.Client) -> None:
    page, answer = pages_after(world, http, "後")
    assert page == f"{world.url}/s/"
    assert "G-MIS 医療機関等情報支援システム" in answer.text
    assert kinds(world) == ["world.created", "session.started"]
    assert world.events("session.started")[0].data == {"username": "ex000000", "by": "password"}


def test_another_institutions_user_is_named(new_world: NewWorld) -> None:
    world = new_world(institutions=[{"username": "ex000000"}, {"username": "ex000001"}])
    world.at("⑥", "EX000001")
    world.at("後", "EX000001")
    assert {event.data["username"] for event in world.events("session.started")} == {"ex000001"}
    world.expect_event("link.confirmed", username="ex000001")
    world.expect_no_event("link.confirmed", username="ex000000")


def test_a_lock_that_has_run_out_stands_in_nobodys_way(new_world: NewWorld) -> None:
    world = new_world(institutions=[{"username": "ex000000", "locked": True}])
    world.advance("24h")
    world.at("後")
    world.at("⑥")
    assert len(world.events("session.started")) == 2


@pytest.mark.parametrize("step", ["⑥", "後"])
def test_the_cookie_is_for_its_own_world_alone(world: World, step: str) -> None:
    cookie = world.at(step).cookie
    assert cookie
    assert cookie.path == f"/{world.name}/"


@pytest.mark.parametrize(
    ("institution", "step", "said"),
    [
        ({"locked": True}, "⑥", "ends with 'locked'"),
        ({"enabled": False}, "④", "ends with 'disabled'"),
        ({"registered_address": ""}, "⑦", "ends with 'no-address'"),
        ({"locked": True}, "後", "cannot log in"),
        ({"enabled": False}, "後", "cannot log in"),
    ],
)
def test_a_user_who_would_not_come_so_far_does_not(
    new_world: NewWorld, institution: dict[str, object], step: str, said: str
) -> None:
    world = new_world(institutions=[{"username": "ex000000", **institution}])
    with pytest.raises(ControlError, match=said) as caught:
        world.at(step)
    assert caught.value.status == 409
    world.expect_no_event("session.started")


@pytest.mark.parametrize(("step", "username", "status"), [("③", None, 422), ("⑧", None, 422), ("⑥", "zz999999", 409)])
def test_what_is_no_step_or_nobody_is_refused(world: World, step: str, username: str | None, status: int) -> None:
    with pytest.raises(ControlError) as caught:
        world.at(step, username)
    assert caught.value.status == status
    world.expect_no_event("link.issued")
