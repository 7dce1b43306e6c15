"""The example of the README, as it stands there."""

from playwright.sync_api import expect

from pytest_gmis.browser.pages.med_login import MedLogin
from pytest_gmis.client.control import World
from pytest_gmis.client.mailbox import Mailbox


def test_a_link_is_dead_after_24_hours(world: World, med_login: MedLogin, mailbox: Mailbox) -> None:
    med_login.ask_for_a_reset(world.institution.username)
    link = mailbox.wait().reset_link()

    world.advance("24h")
    world.advance("1s")
    med_login.open_link(link)

    expect(med_login.heading("このURLは使用できません")).to_be_visible()
    world.expect_event("link.opened", state="expired")
