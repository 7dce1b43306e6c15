"""What every page owes to everybody: language, labels, keyboard, small screens, sound headers."""

import re

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from pytest_gmis.browser.pages.follow import follow
from pytest_gmis.browser.pages.med_login import MedLogin
from pytest_gmis.client.control import World
from pytest_gmis.plugin.marks import leaflet_step

pytestmark = leaflet_step("①")

FORGOT = "/s/login/ForgotPassword"
CHANGE = "/_ui/system/security/ChangePassword"
LINK = "/_nc_external/identity/ui/login/ForgotPasswordInterstitial?r=none"
OPEN = ["/s/login/", FORGOT, "/s/login/CheckPasswordResetEmail", LINK, "/s/nothing-here", "/webmail/"]
SHUT = ["/s/", "/gmis/", "/gmis/kakaritsukei/", "/gmis/kakaritsukei/teiki/"]


@pytest.fixture
def inside(world: World, http: httpx.Client) -> httpx.Client:
    """A client that is logged in."""
    http.cookies.update(world.at("後").cookies)
    return http


@pytest.mark.requirement("page-language", "small-screens", "known-for-a-simulator", "headers", "page-titles")
def test_every_page_names_its_language_and_itself_can_be_zoomed_and_is_neither_kept_nor_indexed(
    world: World, inside: httpx.Client
) -> None:
    titles = set()
    for path in (*SHUT, *OPEN[1:]):
        answer = inside.get(path)
        page = answer.text
        assert page.startswith('<!doctype html>\n<html lang="ja">'), path
        (viewport,) = re.findall(r'<meta name="viewport" content="([^"]*)">', page)
        assert "width=device-width" in viewport
        assert not re.search(r"user-scalable|maximum-scale", viewport)
        assert '<meta name="robots" content="noindex, nofollow">' in page
        assert "これはシミュレーターです。" in page
        assert len(re.findall(r"<main\b", page)) == len(re.findall(r"<h1\b", page)) == 1, path
        titles.add(re.findall(r"<title>(.*?)</title>", page)[0])
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["x-robots-tag"] == "noindex, nofollow"
        assert answer.headers["x-content-type-options"] == "nosniff"
        policy = answer.headers["content-security-policy"]
        for held in ("default-src 'none'", "script-src 'self'", "form-action 'self'", "frame-ancestors 'self'"):
            assert held in policy
    assert len(titles) == len(SHUT) + len(OPEN) - 1
    assert len(world.events("page.answered")) >= len(titles)


@pytest.mark.requirement("wrong-addresses")
def test_an_address_that_leads_nowhere_says_so_by_its_number(world: World, inside: httpx.Client) -> None:
    for path in ("/s/nothing-here", "/gmis/nothing-here", "/webmail/nobody@nowhere.example/inbox/"):
        assert inside.get(path).status_code == 404
    for path in ("/s/", "/gmis/kakaritsukei/teiki/", "/s/login/CheckPasswordResetEmail"):
        assert inside.post(path).status_code == 405
    assert inside.get(f"{world.url[: -len(world.name)]}robots.txt").text == "User-agent: *\nDisallow: /\n"
    world.expect_no_event("mistake")


def pressed(page: Page, key: str = "Tab") -> str:
    """Where the keyboard is after ``key``: the name or the text of the element."""
    page.keyboard.press(key)
    return str(
        page.evaluate("document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent.trim()")
    )


@leaflet_step("②")
@leaflet_step("⑦")
@pytest.mark.requirement("keyboard", "ask-for-reset", "confirm", "change-password")
def test_a_password_is_reset_by_the_keyboard_alone(page: Page, world: World, med_login: MedLogin) -> None:
    med_login.open("/s/login/")
    page.get_by_role("complementary").get_by_role("link").last.focus()  # the banner's, before the page's own
    assert pressed(page) == "ユーザ名"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    assert [pressed(page) for _ in range(3)] == ["パスワード", "ログイン", "パスワードをお忘れですか？"]
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_role("complementary").get_by_role("link").last.focus()
    assert pressed(page) == "ユーザ名"
    page.keyboard.type("ex000000")
    assert pressed(page) == "パスワードリセット"
    with page.expect_navigation():
        page.keyboard.press("Space")
    expect(med_login.heading("メールを確認してください")).to_be_visible()
    world.expect_event("reset.requested", outcome="mailed")

    med_login.come_to(world.at("⑥"))
    page.get_by_role("complementary").get_by_role("link").last.focus()
    assert pressed(page) == "新しいパスワード"
    page.keyboard.type("Clinic2026")
    assert pressed(page) == "新しいパスワードの確認"
    page.keyboard.type("Clinic2026")
    assert pressed(page) == "パスワードを変更"
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(med_login.signed_in_mark).to_be_visible()
    world.expect_event("password.changed")


@leaflet_step("②")
@leaflet_step("⑥")
@pytest.mark.requirement("labels", "password-managers", "password-hidden")
def test_a_click_on_a_label_leads_to_its_field_which_says_what_it_is_for(
    page: Page, world: World, med_login: MedLogin
) -> None:
    def fields(*labels: str) -> list[str]:
        found = []
        for label in labels:
            page.get_by_role("main").locator("label", has_text=re.compile(f"^{label}$")).click()
            expect(page.get_by_label(label, exact=True)).to_be_focused()
            attributes = ("type", "autocomplete", "autocapitalize", "maxlength")
            found.append(" ".join(str(page.locator(":focus").get_attribute(name)) for name in attributes))
        return found

    med_login.open("/s/login/")
    assert fields("ユーザ名", "パスワード") == ["text username none None", "password current-password None None"]
    med_login.open(FORGOT)
    assert fields("ユーザ名") == ["text username none None"]
    med_login.come_to(world.at("⑥"))
    assert fields("新しいパスワード", "新しいパスワードの確認") == ["password new-password None None"] * 2
    expect(page.get_by_text("ex000000 の新しいパスワードを入力してください。")).to_be_visible()


@leaflet_step("②")
@leaflet_step("⑥")
@pytest.mark.requirement("readable", "small-screens")
def test_axe_finds_nothing_and_nothing_is_cut_on_the_smallest_of_phones(
    page: Page, world: World, med_login: MedLogin
) -> None:
    page.set_viewport_size({"width": 320, "height": 568})
    at_step_6 = world.at("⑥")

    def check() -> None:
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320

    for path in ("/s/login/", FORGOT, LINK):
        med_login.open(path)
        check()
    med_login.open(FORGOT)
    med_login.request_reset("ex0000")
    check()
    med_login.come_to(at_step_6)
    check()
    med_login.open_link(at_step_6.link or "")
    check()
    world.expect_no_event("password.changed")


@leaflet_step("②")
@pytest.mark.requirement("malformed-name")
def test_what_was_typed_wrong_is_in_focus_again(page: Page, world: World, med_login: MedLogin) -> None:
    med_login.open(FORGOT)
    med_login.request_reset("ex0000")
    expect(med_login.username).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type("00")
    follow(med_login.reset_button)
    world.expect_event("reset.requested", outcome="mailed")
