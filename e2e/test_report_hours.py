"""When 「定期報告」 does not open: on a phone, at night, on a Sunday of maintenance, and which is said first."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from pytest_gmis.browser.pages.console import Console
from pytest_gmis.browser.pages.follow import follow
from pytest_gmis.browser.pages.gmis import Gmis
from pytest_gmis.browser.pages.med_login import MedLogin
from pytest_gmis.client.control import Control, World
from pytest_gmis.plugin.fixtures import NewWorld
from pytest_gmis.plugin.marks import leaflet_step

pytestmark = leaflet_step("後")

PHONES = {
    "iPhone": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Mobile/15E148 Safari/604.1",
    "Androidタブレット": "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/141.0.0.0 Safari/537.36",
}
NO_PHONES = "スマートフォン・タブレットでは報告画面をご利用になれません。"
AT_NIGHT = "ただいまの時間(2:00〜5:00)は入力できません。"
NO_RIGHT = "報告を開始する権限が付与されていません。"
DOWN = "ただいまメンテナンス中です"

FIRST_SUNDAY = "2026-01-04"

Phone = Callable[[str], Page]


@pytest.fixture
def phone(browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Phone]:
    """Opens a page in a browser that says it is the phone of that name."""
    with ExitStack() as opened:
        small = {"viewport": {"width": 390, "height": 844}}

        def open_(name: str) -> Page:
            context = browser.new_context(**{**browser_context_args, **small, "user_agent": PHONES[name]})
            return opened.enter_context(context).new_page()

        yield open_


def logged_in(page: Page, world: World) -> Gmis:
    med_login = MedLogin(page, world.url)
    med_login.come_to(world.at("後"))
    expect(med_login.signed_in_mark).to_be_visible()
    return Gmis(page, f"{world.url}/gmis")


def expect_answer(world: World, path: str, status: int) -> None:
    assert world.events("page.answered", path=path)[-1].data["status"] == status


@pytest.mark.parametrize("name", list(PHONES))
@pytest.mark.requirement("phones-refused")
def test_a_phone_comes_as_far_as_the_page_before_the_report(world: World, phone: Phone, name: str) -> None:
    gmis = logged_in(phone(name), world)
    follow(MedLogin(gmis.page, world.url).tile)
    gmis.primary_care.click()
    expect(gmis.heading("かかりつけ医機能報告制度")).to_be_visible()
    gmis.regular_report.click()

    expect(gmis.alert).to_have_text(NO_PHONES)
    expect(gmis.page.get_by_text("パソコンから操作してください。")).to_be_visible()
    expect(gmis.fact("報告状況")).to_have_count(0)
    assert gmis.page.evaluate("document.documentElement.scrollWidth") <= 390
    expect_answer(world, "/gmis/kakaritsukei/teiki/", 403)
    world.expect_event("report.refused", username=world.institution.username, reason="phone")
    world.expect_no_event("report.opened")


@pytest.mark.requirement("phones-refused", "settings-count")
def test_where_phones_are_supported_the_report_opens_there_too(new_world: NewWorld, phone: Phone) -> None:
    world = new_world(settings={"report_on_phones": True})
    gmis = logged_in(phone("iPhone"), world)
    gmis.open_report()
    expect(gmis.fact("報告状況")).to_have_text("未報告")
    world.expect_event("report.opened")
    world.expect_no_event("report.refused")


@pytest.mark.requirement("night-hours", "settings-count")
def test_nothing_can_be_entered_at_night_until_the_hour_strikes(new_world: NewWorld, page: Page) -> None:
    world = new_world(now="2026-01-15T01:59:59+09:00", settings={"night_closed_hours": [2, 5]})
    gmis = logged_in(page, world)
    gmis.open_report()
    expect(gmis.fact("報告状況")).to_have_text("未報告")

    world.advance("1s")
    gmis.open_report()
    expect(gmis.alert).to_have_text(AT_NIGHT)
    expect(page.get_by_text("5:00から入力できます。")).to_be_visible()
    expect_answer(world, "/gmis/kakaritsukei/teiki/", 503)
    world.expect_event("report.refused", username=world.institution.username, reason="night")
    page.get_by_role("link", name="かかりつけ医機能報告制度に戻る").click()
    expect(gmis.heading("かかりつけ医機能報告制度")).to_be_visible()

    world.set_clock("2026-01-15T04:59:59+09:00")
    gmis = logged_in(page, world)
    gmis.open_report()
    expect(gmis.alert).to_have_text(AT_NIGHT)
    world.advance("1s")
    gmis.open_report()
    expect(gmis.fact("報告状況")).to_have_text("未報告")
    assert len(world.events("report.refused")) == 2
    assert len(world.events("report.opened")) == 2


def test_at_night_the_login_comes_first(new_world: NewWorld, page: Page) -> None:
    world = new_world(now="2026-01-15T03:00:00+09:00", settings={"night_closed_hours": [2, 5]})
    med_login, gmis = MedLogin(page, world.url), Gmis(page, f"{world.url}/gmis")
    gmis.open_report()
    world.expect_no_event("report.refused")
    med_login.log_in(world.institution.username, world.institution.password)
    expect(gmis.alert).to_have_text(AT_NIGHT)
    world.expect_event("report.refused", reason="night")


@pytest.mark.requirement("sunday-maintenance", "settings-count")
def test_all_of_gmis_is_down_on_a_sunday_of_maintenance_and_med_login_is_not(new_world: NewWorld, page: Page) -> None:
    world = new_world(now=f"{FIRST_SUNDAY}T03:59:59+09:00", settings={"sunday_maintenance_hours": [0, 4]})
    gmis = Gmis(page, f"{world.url}/gmis")
    for path in ("/", "/kakaritsukei/", "/kakaritsukei/teiki/", "/nothing-here"):  # logged out, and yet no login page
        page.goto(f"{gmis.url}{path}")
        expect(gmis.heading(DOWN)).to_be_visible()
        expect_answer(world, f"/gmis{path}", 503)

    logged_in(page, world)
    follow(MedLogin(page, world.url).tile)
    expect(gmis.heading(DOWN)).to_be_visible()
    world.expect_no_event("report.refused")

    world.advance("1s")
    gmis.open_report()
    expect(gmis.heading("定期報告")).to_be_visible()
    world.expect_event("report.opened")


SUNDAYS = {"2026-01-04": True, "2026-01-11": False, "2026-01-18": True, "2026-01-25": False, "2026-02-01": True,
           "2026-06-07": True, "2026-06-14": False, "2026-06-21": True, "2026-06-28": False}  # fmt: skip
OTHER_DAYS = ["2026-01-05", "2026-01-15", "2026-01-17", "2026-02-07"]


@pytest.mark.requirement("sunday-maintenance")
def test_the_first_and_the_third_sunday_are_of_maintenance_and_no_other_day(new_world: NewWorld) -> None:
    world = new_world(now="2026-01-01T00:00:00+09:00", settings={"sunday_maintenance_hours": [1, 4]})
    days = SUNDAYS | dict.fromkeys(OTHER_DAYS, False)
    for day, down in sorted(days.items()):
        for moment, within in (("00:59:59", False), ("01:00:00", True), ("03:59:59", True), ("04:00:00", False)):
            world.set_clock(f"{day}T{moment}+09:00")
            status = httpx.get(f"{world.url}/gmis/", trust_env=False, follow_redirects=True).status_code
            assert status == (503 if down and within else 200), (day, moment)
    world.expect_event("page.answered", site="gmis", status=503)


@pytest.mark.requirement("phones-refused", "right-needed", "refusal-order", "report-kinds", "way-to-report")
def test_who_may_sees_the_report_of_their_own_and_who_may_not_is_refused_by_number(new_world: NewWorld) -> None:
    mine, theirs = {"username": "ex000000", "name": "見本医院"}, {"username": "ex000001", "name": "見本薬局"}
    world = new_world(now=f"{FIRST_SUNDAY}T12:00:00+09:00", institutions=[mine, theirs | {"may_report": True}])

    def report(**headers: str) -> httpx.Response:
        url, cookies = f"{world.url}/gmis/kakaritsukei/teiki/", world.at("後", "ex000001").cookies
        return httpx.get(url, cookies=cookies, headers=headers, trust_env=False)

    page = report()
    assert page.status_code == 200
    for said in ("<dd>見本薬局</dd>", "<dd>ex000001</dd>", "未報告"):
        assert said in page.text
    assert "見本医院" not in page.text
    assert 'value="regular" checked' in page.text
    assert 'value="change"' in page.text
    assert report(**{"Sec-CH-UA-Mobile": "?1"}).status_code == 403
    assert report(**{"Sec-CH-UA-Mobile": "?0"}).status_code == 200
    assert report(**{"User-Agent": "Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X)"}).status_code == 403

    world.put_institution("ex000001", name="見本薬局", may_report=False)
    refused = report()
    assert refused.status_code == 403
    assert NO_RIGHT in refused.text
    assert "権限の付与には1か月程度かかります。" in refused.text
    assert "未報告" not in refused.text
    reasons = [event.data["reason"] for event in world.events("report.refused")]
    assert reasons == ["phone", "phone", "right"]


@pytest.mark.requirement("refusal-order")
def test_maintenance_is_said_before_the_night_the_night_before_the_phone_the_phone_before_the_right(
    new_world: NewWorld, phone: Phone
) -> None:
    world = new_world(
        now=f"{FIRST_SUNDAY}T03:00:00+09:00",
        settings={"night_closed_hours": [2, 5], "sunday_maintenance_hours": [0, 4]},
        institutions=[{"username": "ex000001", "may_report": False}],
    )
    gmis = logged_in(phone("iPhone"), world)
    gmis.open_report()
    expect(gmis.heading(DOWN)).to_be_visible()
    world.expect_no_event("report.refused")

    for given, said in (
        ({"sunday_maintenance_hours": []}, AT_NIGHT),
        ({"night_closed_hours": []}, NO_PHONES),
        ({"report_on_phones": True}, NO_RIGHT),
    ):
        world.change_settings(**given)
        gmis.open_report()
        expect(gmis.alert).to_have_text(said)
    assert [event.data["reason"] for event in world.events("report.refused")] == ["night", "phone", "right"]


def test_the_console_says_why_the_report_was_refused(
    new_world: NewWorld, page: Page, phone: Phone, control: Control
) -> None:
    world = new_world(now="2026-01-15T03:00:00+09:00", settings={"night_closed_hours": [2, 5]})
    gmis = logged_in(phone("iPhone"), world)
    gmis.open_report()
    world.change_settings(night_closed_hours=[])
    gmis.open_report()

    console = Console(page, control.url)
    console.open(world.name)
    expect(console.entry("ex000000 の「定期報告」を拒否（夜間の停止時間）")).to_contain_text("G-MIS")
    expect(console.entry("ex000000 の「定期報告」を拒否（スマートフォン・タブレット）")).to_contain_text("G-MIS")
    assert len(world.events("report.refused")) == 2
