"""The example of the README, as it stands there."""

from playwright.sync_api import expect

from pytest_gmis import Mailbox, MedLogin, World


def test_a_link_is_dead_after_24_hours(gmis_world: World, gmis_med_login: MedLogin, gmis_mailbox: Mailbox) -> None:
    gmis_med_login.ask_for_a_reset(gmis_world.institution.username)
    link = gmis_mailbox.wait().reset_link()

    gmis_world.advance("24h")
    gmis_world.advance("1s")
    gmis_med_login.open_link(link)

    expect(gmis_med_login.heading("このURLは使用できません")).to_be_visible()
    gmis_world.expect_event("link.opened", state="expired")
