"""④⑤ The reset link's life: once, in time, the newest one, and untouched by scanners."""

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from pytest_gmis.browser.pages.gmis import Gmis
from pytest_gmis.browser.pages.med_login import MedLogin
from pytest_gmis.client.control import World
from pytest_gmis.plugin.fixtures import NewWorld
from pytest_gmis.plugin.marks import leaflet_step

pytestmark = leaflet_step("④")

DEAD = "このURLは使用できません"
QUESTION = "パスワードをリセットしますか？"
NEW = "Clinic2026"


@pytest.fixture
def link(world: World) -> str:
    """A fresh reset link of `world`'s institution."""
    return ask(world)


def ask(world: World) -> str:
    """The link that a mail brings."""
    return world.at("④").link or ""


def expect_dead(med_login: MedLogin) -> None:
    """The page that says so, and the way back to ②."""
    expect(med_login.heading(DEAD)).to_be_visible()
    med_login.page.get_by_role("link", name="もう一度手続きする").click()
    expect(med_login.heading("パスワードのリセット")).to_be_visible()


@pytest.mark.requirement("link-asks")
def test_looking_at_the_question_again_and_again_does_not_spend_the_link(
    world: World, med_login: MedLogin, link: str
) -> None:
    for _ in range(3):
        med_login.open_link(link)
        expect(med_login.heading(QUESTION)).to_be_visible()
    med_login.confirm()
    expect(med_login.change_button).to_be_visible()
    assert [event.data["state"] for event in world.events("link.opened")] == ["alive"] * 3


@leaflet_step("⑤")
@pytest.mark.requirement("link-once")
def test_a_link_used_for_a_new_password_leads_back_to_the_start_the_second_time(
    world: World, med_login: MedLogin, link: str
) -> None:
    med_login.open_link(link)
    med_login.confirm()
    med_login.set_password(NEW)
    expect(med_login.signed_in_mark).to_be_visible()

    med_login.open_link(link)
    expect(med_login.heading(QUESTION)).to_be_visible()
    med_login.confirm()
    expect(med_login.page.get_by_role("status")).to_contain_text("このURLは使用済みです")
    expect(med_login.heading("パスワードのリセット")).to_be_visible()
    world.expect_event("link.refused", state="spent")
    assert len(world.events("password.changed")) == 1


@leaflet_step("⑤")
@pytest.mark.requirement("link-spent-elsewhere")
def test_a_link_used_in_one_browser_is_spent_in_every_other(
    world: World, med_login: MedLogin, link: str, other_browser: BrowserContext
) -> None:
    med_login.open_link(link)
    med_login.confirm()
    med_login.set_password(NEW)
    expect(med_login.signed_in_mark).to_be_visible()

    elsewhere = MedLogin(other_browser.new_page(), world.url)
    elsewhere.open_link(link)
    elsewhere.confirm()
    expect(elsewhere.page.get_by_role("status")).to_contain_text("使用済み")
    expect(elsewhere.heading("パスワードのリセット")).to_be_visible()
    world.expect_event("link.refused", state="spent")
    assert len(world.events("session.started")) == 1


@leaflet_step("⑤")
@pytest.mark.requirement("link-once")
def test_a_page_closed_without_saving_has_spent_the_link_all_the_same(
    world: World, med_login: MedLogin, link: str, page: Page
) -> None:
    med_login.open_link(link)
    med_login.confirm()
    expect(med_login.change_button).to_be_disabled()
    later = MedLogin(page.context.new_page(), world.url)
    page.close()

    later.open_link(link)
    expect(later.heading(QUESTION)).to_be_visible()
    later.confirm()
    expect(later.page.get_by_role("status")).to_contain_text("使用済み")
    world.expect_event("link.refused", state="spent")
    world.expect_event("session.ended", reason="link-spent")
    world.expect_no_event("password.changed")


@leaflet_step("⑤")
@pytest.mark.requirement("link-once", "logout")
def test_an_old_links_button_logs_nobody_out(world: World, http: httpx.Client, link: str) -> None:
    httpx.post(link, trust_env=False)
    http.cookies.update(world.at("後").cookies)
    http.post(link)
    assert http.get("/s/").url.path.endswith("/s/")
    world.expect_event("link.refused", state="spent")
    world.expect_no_event("session.ended")


@leaflet_step("⑤")
@pytest.mark.requirement("settings-count", "link-once")
def test_a_spent_link_leads_to_the_login_page_where_so_configured(page: Page, new_world: NewWorld) -> None:
    world = new_world(settings={"spent_link_leads_to": "login"})
    med_login, link = MedLogin(page, world.url), ask(world)
    med_login.open_link(link)
    med_login.confirm()
    expect(med_login.change_button).to_be_visible()
    med_login.open_link(link)
    med_login.confirm()
    expect(med_login.log_in_button).to_be_visible()
    world.expect_event("link.refused", state="spent")


@pytest.mark.requirement("link-expires")
def test_a_link_lives_for_24_hours_and_not_a_second_longer(page: Page, new_world: NewWorld) -> None:
    world = new_world(now="2026-01-15T12:00:00+09:00")
    med_login, link = MedLogin(page, world.url), ask(world)
    world.advance("24h")  # past midnight, and to the second
    med_login.open_link(link)
    expect(med_login.heading(QUESTION)).to_be_visible()

    world.advance("1s")
    med_login.open_link(link)
    expect_dead(med_login)
    assert [event.data["state"] for event in world.events("link.opened")] == ["alive", "expired"]


@pytest.mark.requirement("settings-count", "link-expires")
def test_how_long_a_link_lives_is_set(new_world: NewWorld) -> None:
    world = new_world(now="2026-01-15T23:30:00+09:00", settings={"link_lifetime_hours": 2})
    link = ask(world)
    for span, status in (("1h59m59s", 200), ("1s", 200), ("1s", 410)):
        world.advance(span)
        assert httpx.get(link, trust_env=False).status_code == status
    assert httpx.post(link, trust_env=False).status_code == 410
    world.expect_no_event("session.started")


@pytest.mark.requirement("link-expires", "link-expires-while-open")
def test_a_link_and_a_days_limit_go_by_the_worlds_clock_also_where_it_runs(new_world: NewWorld) -> None:
    world = new_world()
    link = ask(world)
    world.advance("23h")
    assert httpx.get(link, trust_env=False).status_code == 200
    world.advance("1h1s")
    assert httpx.get(link, trust_env=False).status_code == 410
    assert httpx.post(link, trust_env=False).status_code == 410
    world.expect_event("link.refused", state="expired")


@leaflet_step("⑤")
@pytest.mark.requirement("link-expires-while-open")
def test_a_link_that_expires_while_its_page_is_open_is_dead_when_the_button_is_pressed(
    world: World, med_login: MedLogin, link: str
) -> None:
    med_login.open_link(link)
    world.advance("25h")
    med_login.confirm()
    expect_dead(med_login)
    world.expect_event("link.refused", state="expired")
    world.expect_no_event("session.started")


@pytest.mark.requirement("newest-link")
def test_of_two_links_only_the_newer_one_works(world: World, med_login: MedLogin) -> None:
    older, newer = ask(world), ask(world)

    med_login.open_link(older)
    expect_dead(med_login)
    world.expect_event("link.opened", state="revoked", link=1)
    med_login.open_link(newer)
    expect(med_login.heading(QUESTION)).to_be_visible()
    world.expect_event("link.opened", state="alive", link=2)


@pytest.mark.requirement("newest-link")
def test_of_many_links_the_newest_works_and_another_institutions_lives_on(new_world: NewWorld) -> None:
    world = new_world(institutions=[{"username": "ex000000"}, {"username": "ex000001"}])
    theirs = world.at("④", "ex000001").link or ""
    links = [ask(world), world.at("④", "EX000000").link or "", ask(world), world.at("④", "Ex000000").link or ""]
    assert [httpx.get(link, trust_env=False).status_code for link in links] == [410, 410, 410, 200]
    assert [httpx.post(link, trust_env=False).is_redirect for link in links] == [False, False, False, True]
    assert httpx.get(theirs, trust_env=False).status_code == 200
    world.expect_event("link.opened", username="ex000001", state="alive")


@pytest.mark.requirement("settings-count", "newest-link")
def test_the_older_link_works_too_where_so_configured(page: Page, new_world: NewWorld) -> None:
    world = new_world(settings={"older_links_revoked": False})
    older, _ = ask(world), ask(world)
    med_login = MedLogin(page, world.url)
    med_login.open_link(older)
    expect(med_login.heading(QUESTION)).to_be_visible()
    world.expect_event("link.opened", state="alive", link=1)


@pytest.mark.parametrize("position", [0, 15, 31], ids=["first", "middle", "last"])
@pytest.mark.requirement("link-changed")
def test_a_link_with_one_character_changed_is_dead(world: World, med_login: MedLogin, link: str, position: int) -> None:
    base, token = link.split("?r=")
    changed = token[:position] + ("A" if token[position] != "A" else "B") + token[position + 1 :]
    assert httpx.head(f"{base}?r={changed}", trust_env=False).status_code == 410
    med_login.open_link(f"{base}?r={changed}")
    expect_dead(med_login)
    world.expect_event("link.opened", state="unknown")


@pytest.mark.requirement("link-changed")
def test_a_link_in_other_letters_cut_short_or_drawn_out_is_dead(world: World, link: str) -> None:
    base, token = link.split("?r=")
    for changed in (token.swapcase(), token.lower(), token[:-1], token[:16], f"{token}A", "", f"{token}%20"):
        for method in ("GET", "HEAD", "POST"):
            assert httpx.request(method, f"{base}?r={changed}", trust_env=False).status_code == 410
    world.expect_no_event("session.started")
    assert httpx.get(link, trust_env=False).status_code == 200


@pytest.mark.requirement("link-of-another")
def test_a_link_of_another_world_is_dead(world: World, med_login: MedLogin, link: str, new_world: NewWorld) -> None:
    other = new_world()
    med_login.open_link(link.replace(f"/{world.name}/", f"/{other.name}/"))
    expect(med_login.heading(DEAD)).to_be_visible()
    other.expect_event("link.opened", state="unknown")
    world.expect_no_event("link.opened")


@pytest.mark.requirement("link-of-another")
def test_another_institutions_link_changes_that_institutions_password_alone(page: Page, new_world: NewWorld) -> None:
    world = new_world(institutions=[{"username": "ex000000"}, {"username": "ex000001"}])
    mine, theirs = world.institutions
    med_login = MedLogin(page, world.url)
    med_login.open()
    med_login.log_in(theirs.username, theirs.password)
    expect(med_login.signed_in_mark).to_be_visible()

    med_login.open_link(ask(world))
    med_login.confirm()
    expect(page.get_by_text(mine.username)).to_be_visible()
    med_login.set_password(NEW)
    expect(med_login.signed_in_mark).to_be_visible()

    world.expect_event("password.changed", username=mine.username)
    world.expect_no_event("password.changed", username=theirs.username)
    med_login.log_out()
    med_login.log_in(theirs.username, theirs.password)
    expect(med_login.signed_in_mark).to_be_visible()


def test_a_scanner_that_sends_head_and_get_leaves_the_link_alive(world: World, med_login: MedLogin, link: str) -> None:
    for _ in range(3):
        assert httpx.head(link, trust_env=False).status_code == 200
        assert httpx.get(link, trust_env=False).status_code == 200
    med_login.open_link(link)
    med_login.confirm()
    expect(med_login.change_button).to_be_visible()
    assert [event.data["method"] for event in world.events("link.opened")] == ["HEAD", "GET"] * 3 + ["GET"]


@leaflet_step("⑤")
@pytest.mark.requirement("settings-count", "link-asks")
def test_without_the_interstitial_a_scanner_spends_the_link_and_the_user_starts_again(
    page: Page, new_world: NewWorld
) -> None:
    world = new_world(settings={"interstitial": False})
    med_login, link = MedLogin(page, world.url), ask(world)
    httpx.head(link, trust_env=False)  # that spends nothing
    world.expect_no_event("link.confirmed")
    httpx.get(link, trust_env=False)

    med_login.open_link(link)
    expect(page.get_by_role("status")).to_contain_text("使用済み")
    expect(med_login.heading("パスワードのリセット")).to_be_visible()
    world.expect_event("link.confirmed", state="alive")
    world.expect_event("link.refused", state="spent")


def test_without_the_interstitial_the_link_opens_the_password_page_at_once(page: Page, new_world: NewWorld) -> None:
    world = new_world(settings={"interstitial": False})
    med_login = MedLogin(page, world.url)
    med_login.open_link(ask(world))
    med_login.set_password(NEW)
    expect(med_login.signed_in_mark).to_be_visible()
    world.expect_event("password.changed")


@leaflet_step("⑥")
def test_until_the_password_is_saved_every_other_page_leads_back_to_it(
    world: World, med_login: MedLogin, gmis: Gmis
) -> None:
    med_login.come_to(world.at("⑥"))
    for path in ("/", "/s/", "/s/login/", "/s/login/ForgotPassword", "/gmis/", "/gmis/kakaritsukei/teiki/"):
        med_login.open(path)
        expect(med_login.change_button).to_be_visible()
    world.expect_no_event("report.opened")

    med_login.set_password(NEW)
    gmis.open_report()
    expect(gmis.heading("定期報告")).to_be_visible()


@pytest.mark.requirement("no-referrer", "token-secret")
def test_the_page_behind_the_link_never_tells_its_address_and_is_not_kept(link: str) -> None:
    with httpx.Client(trust_env=False, follow_redirects=True) as http:
        answers = [http.get(link), http.post(link)]
    for answer in answers:
        assert answer.headers["referrer-policy"] == "strict-origin"
        assert answer.headers["cache-control"] == "no-store"
    token = link.partition("?r=")[2]
    assert token not in str(answers[1].url)
    assert token not in answers[1].text


@leaflet_step("⑦")
@pytest.mark.requirement("token-secret")
def test_neither_token_password_nor_session_stands_in_the_log(world: World, link: str) -> None:
    new = "Clinic2026"
    with httpx.Client(trust_env=False, follow_redirects=True) as http:
        http.get(link)
        http.post(link)
        for typed in ("short", new):
            data = {"newPassword": typed, "verifyPassword": typed}
            answer = http.post(f"{world.url}/_ui/system/security/ChangePassword", data=data)
            assert typed not in answer.text
        (cookie,) = http.cookies.jar
        http.post(link)
    said = world.log() + str([event.data for event in world.events()])
    for secret in (link.partition("?r=")[2], new, cookie.value, world.institution.password):
        assert secret
        assert secret not in said
    world.expect_event("link.refused", state="spent")
