"""Settings that change while a world lives."""

import httpx
import pytest

from pytest_gmis.client.control import ControlError, World
from pytest_gmis.client.mailbox import Mailbox

pytestmark = pytest.mark.usefixtures("english")


def test_a_changed_setting_counts_from_now_on(world: World, http: httpx.Client, mailbox: Mailbox) -> None:
    http.post("/s/login/ForgotPassword", data={"username": "ex000000"})
    link = mailbox.wait().reset_link()
    world.change_settings(interstitial=False)
    assert http.get(link).url.path.endswith("/ChangePassword")
    world.expect_event("settings.changed", settings={"interstitial": False})
    assert world.settings["interstitial"] is False
    assert world.settings["link_lifetime_hours"] == 24


def test_the_password_rules_follow_too(world: World, http: httpx.Client, mailbox: Mailbox) -> None:
    world.change_settings(password_minimum_length=12, password_hash_passes=2)
    http.post("/s/login/ForgotPassword", data={"username": "ex000000"})
    assert "12文字以上" in http.post(mailbox.wait().reset_link()).text


@pytest.mark.parametrize(
    ("given", "rule"),
    [
        ({"link_lifetime_hour": 1}, "field 'link_lifetime_hour' is unknown; did you mean 'link_lifetime_hours'"),
        ({"spent_link_leads_to": "logn"}, "'logn' is unknown; did you mean 'login'"),
        ({"link_lifetime_hours": 0}, "greater than or equal to 1"),
        ({"night_closed_hours": [2]}, "must be empty or two hours, the first below the second"),
        ({"night_closed_hours": [5, 2]}, "must be empty or two hours, the first below the second"),
        ({"night_closed_hours": [2, 2]}, "must be empty or two hours, the first below the second"),
        ({"night_closed_hours": [2, 24]}, "less than or equal to 23"),
        ({"night_closed_hours": [-1, 5]}, "greater than or equal to 0"),
        ({"night_closed_hours": [1, 2, 3]}, "at most 2 items"),
        ({"sunday_maintenance_hours": [4, 0]}, "must be empty or two hours, the first below the second"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_and_nothing_changes(
    world: World, given: dict[str, object], rule: str
) -> None:
    before = world.settings
    with pytest.raises(ControlError, match=rule) as caught:
        world.change_settings(interstitial=False, **given)
    assert caught.value.status == 422
    world.change_settings()
    assert world.settings == before
