"""From the login page to 「定期報告」 by way of a real mail, as the leaflet has it."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from pytest_gmis.browser.journey import StepMaker, reset_and_open_report
from pytest_gmis.browser.pages.med_login import MedLogin
from pytest_gmis.client.control import World
from pytest_gmis.client.mailbox import Mailbox
from pytest_gmis.plugin.marks import leaflet_step

NEW = "Clinic2026"


@leaflet_step("①")
@leaflet_step("②")
@leaflet_step("③")
@leaflet_step("④")
@leaflet_step("⑤")
@leaflet_step("⑥")
@leaflet_step("⑦")
@leaflet_step("後")
@pytest.mark.requirement(
    "login-page",
    "forgot-link",
    "ask-for-reset",
    "mail-arrives",
    "link-asks",
    "confirm",
    "two-fields",
    "grey-button",
    "blue-button",
    "change-password",
    "launcher",
    "tile",
    "way-to-report",
)
def test_a_forgotten_password_is_reset_by_mail_and_the_way_leads_on_to_the_regular_report(
    page: Page, world: World, mailbox: Mailbox, step: StepMaker
) -> None:
    reset_and_open_report(page, world, mailbox, step, NEW)

    kinds = [event.kind for event in world.events() if event.kind != "page.answered"]
    assert kinds == [
        "world.created",
        "reset.requested",
        "link.issued",
        "mail.queued",
        "mail.verdict",
        "mail.delivered",
        "link.opened",
        "link.confirmed",
        "session.started",
        "password.changed",
        "report.opened",
    ]


@leaflet_step("⑦")
@pytest.mark.requirement("new-password-logs-in")
def test_the_new_password_logs_in_and_the_old_one_no_longer_does(world: World, med_login: MedLogin) -> None:
    institution = world.institution
    med_login.come_to(world.at("⑥"))
    med_login.set_password(NEW)
    expect(med_login.signed_in_mark).to_be_visible()
    med_login.log_out()

    med_login.log_in(institution.username, institution.password)
    expect(med_login.alert).to_contain_text("ログインに失敗しました")
    expect(med_login.username).to_have_value(institution.username)
    expect(med_login.password).to_have_value("")
    world.expect_event("login.refused", username=institution.username, reason="password")

    med_login.log_in(institution.username, NEW)
    expect(med_login.signed_in_mark).to_be_visible()
    world.expect_event("session.started", username=institution.username, by="password")


@leaflet_step("④")
@pytest.mark.requirement("link-elsewhere")
def test_a_reset_started_in_one_browser_can_be_finished_in_another(
    med_login: MedLogin, world: World, mailbox: Mailbox, other_browser: BrowserContext
) -> None:
    med_login.ask_for_a_reset(world.institution.username)
    elsewhere = MedLogin(other_browser.new_page(), world.url)
    elsewhere.open_link(mailbox.wait().reset_link())
    elsewhere.confirm()
    elsewhere.set_password(NEW)

    expect(elsewhere.signed_in_mark).to_be_visible()
    world.expect_event("password.changed", username=world.institution.username)
    med_login.open("/s/")
    expect(med_login.log_in_button).to_be_visible()  # the browser that asked is not logged in by it


@leaflet_step("⑦")
@pytest.mark.requirement("sessions-end")
def test_what_is_open_in_other_browsers_ends_when_the_password_changes(
    med_login: MedLogin, world: World, other_browser: BrowserContext
) -> None:
    institution = world.institution
    elsewhere = MedLogin(other_browser.new_page(), world.url)
    elsewhere.come_to(world.at("後"))
    expect(elsewhere.signed_in_mark).to_be_visible()

    med_login.come_to(world.at("⑥"))
    med_login.set_password(NEW)
    expect(med_login.signed_in_mark).to_be_visible()

    elsewhere.open("/s/")
    expect(elsewhere.log_in_button).to_be_visible()
    world.expect_event("session.ended", username=institution.username, reason="password-changed")
