"""④–⑦ The account is closed, or somebody else is quicker, between the mail and the new password."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from pytest_gmis.browser.pages.follow import follow, follow_double_click
from pytest_gmis.browser.pages.gmis import Gmis
from pytest_gmis.browser.pages.med_login import MedLogin
from pytest_gmis.browser.pages.webmail import Webmail
from pytest_gmis.client.control import World
from pytest_gmis.plugin.marks import leaflet_step

pytestmark = leaflet_step("⑦")

Close = Callable[[World], object]
DEAD = "このURLは使用できません"


def disable(world: World) -> None:
    world.put_institution("ex000000", enabled=False)


def remove(world: World) -> None:
    world.remove_institution("ex000000")


def rename(world: World) -> None:
    world.rename_institution("ex000000", "ex000009")


closed = pytest.mark.parametrize("close", [disable, remove, rename])


@leaflet_step("④")
@pytest.mark.requirement("account-closed", "account-disabled")
@closed
def test_closed_after_the_mail_was_sent_the_link_is_dead_and_no_stranger_is_told_why(
    world: World, med_login: MedLogin, close: Close
) -> None:
    place = world.at("④")
    close(world)
    med_login.open_link(place.page)
    expect(med_login.heading(DEAD)).to_be_visible()
    expect(med_login.page.get_by_role("main")).not_to_contain_text("無効に")
    world.expect_event("link.opened", state="revoked")
    world.expect_no_event("session.started")


@pytest.mark.requirement("account-closed", "account-disabled")
@closed
def test_closed_while_the_new_password_is_typed_it_is_not_saved(
    world: World, med_login: MedLogin, close: Close
) -> None:
    med_login.open_link(world.at("④").page)
    med_login.confirm()
    med_login.type_password("Clinic2026")
    close(world)
    med_login.save()
    expect(med_login.heading(DEAD)).to_be_visible()
    world.expect_no_event("password.changed")
    med_login.open()
    expect(med_login.heading("Med-Login")).to_be_visible()  # the browser is not caught in the change page
    world.expect_event("session.ended", reason="account-closed")


@pytest.mark.requirement("account-closed", "account-disabled")
@closed
def test_closed_while_one_is_logged_in_the_report_does_not_open(world: World, page: Page, close: Close) -> None:
    med_login, gmis = MedLogin(page, world.url), Gmis(page, f"{world.url}/gmis")
    med_login.open()
    med_login.log_in("ex000000", world.institution.password)
    follow(med_login.tile)
    close(world)
    follow(gmis.primary_care)
    expect(med_login.heading("Med-Login")).to_be_visible()
    world.expect_no_event("report.opened")


@pytest.mark.requirement("one-password-saved")
def test_of_two_tabs_the_first_saves_and_the_second_is_told_that_its_password_is_not(
    world: World, context: BrowserContext
) -> None:
    first, second = (MedLogin(context.new_page(), world.url) for _ in range(2))
    first.open_link(world.at("④").page)
    first.confirm()
    second.page.goto(first.page.url)
    first.type_password("Clinic2026")
    second.type_password("Clinic2027")
    first.save()
    expect(first.signed_in_mark).to_be_visible()
    second.save()
    expect(second.heading("パスワードは変更済みです")).to_be_visible()
    expect(second.page.get_by_text("いま入力されたパスワードは保存されていません。")).to_be_visible()
    follow(second.page.get_by_role("link", name="Med-Loginのトップへ"))
    expect(second.signed_in_mark).to_be_visible()
    assert len(world.events("password.changed")) == 1
    world.expect_no_event("password.refused")


@pytest.mark.requirement("one-password-saved", "pressed-twice")
@pytest.mark.parametrize("slow", [False, True])
def test_a_double_click_on_the_last_button_saves_once_and_comes_to_the_top(
    world: World, med_login: MedLogin, slow: bool
) -> None:
    med_login.open_link(world.at("④").page)
    med_login.confirm()
    med_login.type_password("Clinic2026")
    if slow:
        world.add_fault("latency", where="/_ui/system/security/ChangePassword", seconds=0.5)
    follow_double_click(med_login.change_button)
    expect(med_login.signed_in_mark).to_be_visible()
    assert len(world.events("password.changed")) == 1
    world.expect_no_event("password.refused")


@pytest.mark.requirement("link-once", "pressed-twice")
@pytest.mark.parametrize("slow", [False, True])
def test_a_double_click_on_the_interstitials_button_comes_to_the_new_password(
    world: World, med_login: MedLogin, slow: bool
) -> None:
    med_login.open_link(world.at("④").page)
    if slow:
        world.add_fault("latency", where="/_nc_external/", seconds=0.5)
    follow_double_click(med_login.reset_button)
    expect(med_login.new_password).to_be_visible()
    assert len(world.events("link.confirmed")) == 1
    world.expect_no_event("link.refused")


@pytest.mark.requirement("pressed-twice", "mail-written")
def test_a_double_click_on_a_slow_webmail_sends_one_mail(world: World, page: Page) -> None:
    webmail = Webmail(page, f"{world.url}/webmail", world.institution.registered_address)
    webmail.open("メールを作成")
    page.get_by_label("宛先").fill(f"shin@{world.name}.example")
    page.get_by_label("本文").fill("届きますか。")
    world.add_fault("latency", where="/webmail/", seconds=0.5, times=2)
    follow_double_click(page.get_by_role("button", name="送信"))
    expect(page.get_by_role("heading", name="送信しました")).to_be_visible()
    world.settle()
    assert len(world.events("mail.queued", purpose="mail")) == 1
