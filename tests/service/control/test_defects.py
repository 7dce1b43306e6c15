"""Each defect makes its mistake while it is on, and none once it is off."""

import httpx
import pytest

from gmis_simulator.defects.catalogue import DEFECTS
from pytest_gmis.client.control import ControlError, World
from pytest_gmis.client.mailbox import Mailbox
from pytest_gmis.plugin.fixtures import NewWorld

FORGOT = "/s/login/ForgotPassword"


def link_of(http: httpx.Client, mailbox: Mailbox) -> str:
    http.post(FORGOT, data={"username": "ex000000"})
    return mailbox.wait().reset_link()


def test_a_reset_link_can_be_used_again(world: World, http: httpx.Client, mailbox: Mailbox) -> None:
    world.set_defects("reset-link-reusable")
    link = link_of(http, mailbox)
    assert [http.post(link).url.path.rpartition("/")[2] for _ in range(2)] == ["ChangePassword"] * 2
    assert len(world.events("link.confirmed")) == 2
    world.set_defects()
    http.post(link)
    assert http.post(link).url.path.endswith("/ForgotPassword")


def test_a_reset_link_never_expires(world: World, http: httpx.Client, mailbox: Mailbox) -> None:
    link = link_of(http, mailbox)
    world.advance("25h")
    assert http.get(link).status_code == 410
    world.set_defects("reset-link-never-expires")
    assert http.get(link).status_code == 200


def test_a_reset_link_is_spent_by_looking_at_it(world: World, http: httpx.Client, mailbox: Mailbox) -> None:
    world.set_defects("reset-link-spent-by-looking")
    link = link_of(http, mailbox)
    assert http.get(link).status_code == 200
    assert http.post(link).url.path.endswith("/ForgotPassword")


def test_other_sessions_survive_a_change(world: World, http: httpx.Client, mailbox: Mailbox) -> None:
    world.set_defects("sessions-survive-change")
    with httpx.Client(base_url=world.url, follow_redirects=True, trust_env=False) as elsewhere:
        elsewhere.post("/s/login/", data={"username": "ex000000", "password": world.institution.password})
        http.post(link_of(http, mailbox))
        new = {"newPassword": "Clinic2026", "verifyPassword": "Clinic2026"}
        http.post("/_ui/system/security/ChangePassword", data=new)
        world.expect_event("password.changed")
        assert elsewhere.get("/s/").url.path.endswith("/s/")


def test_an_account_is_never_locked(new_world: NewWorld) -> None:
    world = new_world(settings={"lockout_failures": 1}, defects=["never-locked"])
    with httpx.Client(base_url=world.url, trust_env=False) as http:
        for _ in range(3):
            http.post("/s/login/", data={"username": "ex000000", "password": "wrong"})
    reasons = {event.data["reason"] for event in world.events("login.refused")}
    assert reasons == {"password"}


def test_capitals_matter(world: World, http: httpx.Client) -> None:
    world.set_defects("capitals-matter")
    http.post(FORGOT, data={"username": "EX000000"})
    world.expect_event("reset.requested", outcome="unknown")


def test_a_mail_is_sent_twice(world: World, http: httpx.Client, mailbox: Mailbox) -> None:
    world.set_defects("mail-sent-twice")
    http.post(FORGOT, data={"username": "ex000000"})
    world.settle()
    assert len(mailbox.mails()) == 2


def test_every_defect_can_be_switched_on_with_all_others_and_off_again(world: World, http: httpx.Client) -> None:
    world.set_defects(*DEFECTS)
    world.expect_event("defects.changed", defects=list(DEFECTS))
    world.set_defects()
    assert http.get("/s/login/").status_code == 200


def test_a_defect_of_one_world_is_none_of_another(new_world: NewWorld) -> None:
    broken, sound = new_world(defects=["capitals-matter"]), new_world()
    with httpx.Client(trust_env=False) as http:
        for world in (broken, sound):
            http.post(f"{world.url}{FORGOT}", data={"username": "EX000000"})
    broken.expect_event("reset.requested", outcome="unknown")
    sound.expect_event("reset.requested", outcome="mailed")


def test_an_unknown_defect_is_refused_with_the_nearest_name(world: World, new_world: NewWorld) -> None:
    for call in (
        lambda: world.set_defects("reset-link-reuseable"),
        lambda: new_world(defects=["reset-link-reuseable"]),
    ):
        with pytest.raises(ControlError, match="did you mean 'reset-link-reusable'") as caught:
            call()
        assert caught.value.status == 422
