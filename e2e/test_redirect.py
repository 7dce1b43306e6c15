"""The way on: launcher, tile, 「定期報告」, and back to the page that was wanted first."""

import httpx
import pytest
from playwright.sync_api import Page, expect

from pytest_gmis.browser.pages.follow import follow
from pytest_gmis.browser.pages.gmis import Gmis
from pytest_gmis.browser.pages.med_login import MedLogin
from pytest_gmis.client.control import World
from pytest_gmis.client.mailbox import Mailbox
from pytest_gmis.plugin.fixtures import NewWorld
from pytest_gmis.plugin.marks import leaflet_step

pytestmark = leaflet_step("後")

NEW = "Clinic2026"


def log_in(med_login: MedLogin, world: World) -> None:
    med_login.open()
    med_login.log_in(world.institution.username, world.institution.password)
    expect(med_login.signed_in_mark).to_be_visible()


@pytest.mark.requirement("launcher", "tile", "way-to-report")
def test_a_login_leads_to_the_launcher_and_on_to_the_regular_report(
    world: World, med_login: MedLogin, gmis: Gmis
) -> None:
    log_in(med_login, world)
    follow(med_login.tile)
    gmis.primary_care.click()
    gmis.regular_report.click()

    expect(gmis.heading("定期報告")).to_be_visible()
    expect(gmis.fact("医療機関名")).to_have_text(world.institution.name)
    expect(gmis.fact("報告状況")).to_have_text("未報告")
    expect(gmis.page.get_by_role("group", name="報告種別").get_by_role("radio")).to_have_count(2)
    world.expect_event("report.opened", username=world.institution.username)


@pytest.mark.requirement("wanted-page")
def test_the_regular_report_asked_for_while_logged_out_comes_after_the_login(
    world: World, med_login: MedLogin, gmis: Gmis
) -> None:
    gmis.open_report()
    expect(med_login.log_in_button).to_be_visible()
    world.expect_no_event("report.opened")

    med_login.log_in(world.institution.username, world.institution.password)
    expect(gmis.heading("定期報告")).to_be_visible()
    world.expect_event("report.opened")


@pytest.mark.requirement("wanted-page")
def test_whoever_is_logged_in_already_goes_on_to_the_page_that_was_wanted(world: World, http: httpx.Client) -> None:
    http.cookies.update(world.at("後").cookies)
    wanted = f"/{world.name}/gmis/kakaritsukei/teiki/"
    assert http.get("/s/login/", params={"startURL": wanted}).url.path == wanted
    assert http.get("/s/login/", params={"startURL": "//evil.example/"}).url.path == f"/{world.name}/s/"
    world.expect_event("report.opened")


@pytest.mark.requirement("wanted-page")
def test_the_regular_report_is_still_remembered_after_a_failed_login(
    world: World, med_login: MedLogin, gmis: Gmis
) -> None:
    gmis.open_report()
    med_login.log_in(world.institution.username, "wrong")
    med_login.log_in(world.institution.username, world.institution.password)
    expect(gmis.heading("定期報告")).to_be_visible()
    world.expect_event("login.refused", reason="password")


@pytest.mark.requirement("wanted-page")
def test_the_regular_report_asked_for_while_logged_out_comes_after_a_reset_too(
    world: World, med_login: MedLogin, gmis: Gmis, mailbox: Mailbox
) -> None:
    gmis.open_report()
    follow(med_login.forgot_link)
    med_login.request_reset(world.institution.username)
    med_login.open_link(mailbox.wait().reset_link())
    med_login.confirm()
    med_login.set_password(NEW)

    expect(gmis.heading("定期報告")).to_be_visible()
    world.expect_event("report.opened")


@pytest.mark.requirement("wanted-page")
def test_the_regular_report_survives_a_malformed_user_name_on_the_way(
    world: World, med_login: MedLogin, gmis: Gmis, mailbox: Mailbox
) -> None:
    gmis.open_report()
    follow(med_login.forgot_link)
    med_login.request_reset("ex0000")
    med_login.request_reset(world.institution.username)
    med_login.open_link(mailbox.wait().reset_link())
    med_login.confirm()
    med_login.set_password(NEW)
    expect(gmis.heading("定期報告")).to_be_visible()
    world.expect_event("password.changed")


@pytest.mark.requirement("launcher")
def test_whoever_is_logged_in_already_gets_the_launcher_instead_of_the_login_page(
    world: World, med_login: MedLogin
) -> None:
    med_login.come_to(world.at("後"))
    med_login.open()
    expect(med_login.signed_in_mark).to_be_visible()
    expect(med_login.tile).to_be_visible()
    assert len(world.events("session.started")) == 1


@pytest.mark.requirement("tile")
def test_a_login_on_med_login_carries_over_to_gmis(world: World, med_login: MedLogin, gmis: Gmis) -> None:
    log_in(med_login, world)
    gmis.open_report()
    expect(gmis.heading("定期報告")).to_be_visible()
    world.expect_event("report.opened")


@pytest.mark.requirement("session-idle")
def test_after_two_idle_hours_the_login_page_comes_first(world: World, med_login: MedLogin, gmis: Gmis) -> None:
    med_login.come_to(world.at("後"))
    world.advance("2h")
    world.advance("1s")
    gmis.open_report()
    expect(med_login.log_in_button).to_be_visible()
    world.expect_event("session.ended", reason="idle")


@pytest.mark.parametrize(
    "elsewhere",
    [
        "//evil.example/",
        "https://evil.example/",
        "/other-world/s/",
        "/{world}/../api/worlds",
        "/{world}/%2e%2e/api/worlds",
        "/{world}\\evil",
        "/\n",
    ],
)
@pytest.mark.requirement("wanted-page")
def test_the_way_after_a_login_never_leads_out_of_the_world(
    world: World, med_login: MedLogin, page: Page, elsewhere: str
) -> None:
    med_login.open("/s/login/")
    page.evaluate(
        """url => {
            const field = document.createElement("input");
            field.type = "hidden"; field.name = "startURL"; field.value = url;
            document.querySelector("form").append(field);
        }""",
        elsewhere.replace("{world}", world.name),
    )
    med_login.log_in(world.institution.username, world.institution.password)
    expect(page).to_have_url(f"{world.url}/s/")
    world.expect_event("session.started", by="password")


@pytest.mark.requirement("right-needed")
def test_an_account_without_the_right_is_told_so(page: Page, new_world: NewWorld) -> None:
    world = new_world(institutions=[{"username": "ex000001", "may_report": False}])
    MedLogin(page, world.url).come_to(world.at("後"))
    gmis = Gmis(page, f"{world.url}/gmis")
    gmis.open_report()
    expect(gmis.alert).to_contain_text("報告を開始する権限が付与されていません。")
    world.expect_event("report.refused", username="ex000001", reason="right")
