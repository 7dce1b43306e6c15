"""The control room at `/`: what happens in a world is seen live, and the world is steered."""

import json
import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from pytest_gmis.browser.pages.console import Console
from pytest_gmis.client.control import Control, World
from pytest_gmis.client.mailbox import Mailbox
from pytest_gmis.plugin.fixtures import NewWorld

FORGOT = "/s/login/ForgotPassword"


@pytest.fixture
def console(page: Page, control: Control) -> Console:
    """The control room."""
    return Console(page, control.url)


@pytest.fixture
def page_abroad(browser: Browser) -> Iterator[Page]:
    """Of somebody in another country."""
    context = browser.new_context(locale="ja-JP", timezone_id="America/New_York")
    yield context.new_page()
    context.close()


def ask(http: httpx.Client) -> None:
    http.post(FORGOT, data={"username": "ex000000"})


def test_what_happens_is_seen_live_in_its_lane(
    console: Console, world: World, http: httpx.Client, mailbox: Mailbox
) -> None:
    console.open(world.name)
    expect(console.heading).to_have_text(world.name)
    expect(console.entry("世界を作成")).to_be_visible()

    ask(http)
    expect(console.entry("ex000000 の再設定を申し込み（メールを送ります）")).to_contain_text("利用者")
    expect(console.entry("受信トレイに配信")).to_contain_text("受信側")
    assert len(world.events("mail.delivered")) == 1

    http.post(mailbox.wait().reset_link())
    expect(console.entry("再設定用URL 1 のボタンを押した")).to_contain_text("利用者")
    expect(console.entry("ex000000 がログイン（再設定用URL）")).to_contain_text("Med-Login")


def test_the_room_is_shown_when_it_is_complete_so_that_nothing_moves_under_the_pointer(
    console: Console, world: World
) -> None:
    held: list[Route] = []
    console.page.route("**/mailboxes", lambda route: held.append(route))
    with console.page.expect_request("**/mailboxes"):
        console.open(world.name)
    expect(console.page.get_by_role("link", name=world.name, exact=True)).to_be_visible()
    expect(console.heading).to_be_hidden()
    choose = console.page.get_by_text("左の一覧から世界を選ぶか、新しく作ってください。")
    expect(choose).to_be_visible()
    held.pop().continue_()
    expect(console.heading).to_have_text(world.name)
    expect(choose).to_be_hidden()
    expect(console.page.get_by_label("(link_lifetime_hours)")).to_have_value("24")


def test_a_verdict_opens_to_the_trace_of_all_rules(console: Console, world: World, http: httpx.Client) -> None:
    world.put_mailbox(world.institution.registered_address, persona="softbank")
    ask(http)
    world.settle()
    console.open(world.name)
    verdict = console.entry("判定:").first
    verdict.get_by_text("判定の経過").click()
    for rule in world.expect_event("mail.verdict").data["trace"]:
        expect(verdict).to_contain_text(rule["reason"])


def test_a_mistake_of_the_simulator_is_seen_and_stands_out(console: Console, world: World, control: Control) -> None:
    document = world.snapshot()  # in a world of its own, since it would make the test of this one red
    document["name"] = f"{world.name}-x"
    told = {"doing": "Send", "error": "RuntimeError: no mail today"}
    seen = document["world"]["events"]
    seen.append({"seq": len(seen) + 1, "at": seen[-1]["at"], "kind": "mistake", "data": told})
    made = control.restore(document)
    console.open(made.name)
    entry = console.entry("シミュレーターの内部で誤りが起きました: Send（RuntimeError: no mail today）")
    expect(entry).to_be_visible()
    colour, usual = (
        each.locator(".entry").first.evaluate("entry => getComputedStyle(entry).color")
        for each in (entry, console.entry("世界を作成"))
    )
    assert colour != usual
    made.expect_event("mistake", doing="Send")
    made.delete()


def test_the_mail_and_the_page_are_one_click_away(console: Console, world: World, http: httpx.Client) -> None:
    http.get("/s/login/")
    ask(http)
    world.settle()
    console.open(world.name)
    console.entry("受信トレイに配信").get_by_role("link").click()
    expect(console.page.get_by_role("heading", name="パスワード再設定のご案内")).to_be_visible()
    console.open(world.name)
    console.entry("① ログイン画面を表示（200）").get_by_role("link").first.click()
    expect(console.page.get_by_role("button", name="ログイン")).to_be_visible()


@pytest.mark.requirement("console")
def test_the_timeline_is_filtered_by_lane_and_by_text(console: Console, world: World, http: httpx.Client) -> None:
    ask(http)
    world.settle()
    console.open(world.name)
    expect(console.entry("受信トレイに配信")).to_be_visible()
    console.page.get_by_label("受信側", exact=True).uncheck()
    expect(console.entry("受信トレイに配信")).to_have_count(0)
    expect(console.page.get_by_text("2件の出来事を隠しています")).to_be_visible()
    console.page.get_by_label("文字で絞り込む").fill("発行")
    expect(console.timeline.get_by_role("listitem")).to_have_count(1)
    expect(console.entry("再設定用URL 1 を発行")).to_be_visible()


@pytest.mark.parametrize(
    ("button", "then"),
    [
        ("+1時間", "2026-01-15 13:00:00"),
        ("+24時間", "2026-01-16 12:00:00"),
        ("+7日", "2026-01-22 12:00:00"),
    ],
)
def test_a_button_moves_the_worlds_clock(console: Console, new_world: NewWorld, button: str, then: str) -> None:
    world = new_world(now="2026-01-15T12:00:00+09:00")
    console.open(world.name)
    expect(console.page.get_by_text("停止中")).to_be_visible()
    console.press(button)
    expect(console.page.get_by_text(then)).to_be_visible()
    expect(console.said).to_have_text("時計を進めました。")
    assert world.now() == then.replace(" ", "T") + "+09:00"


def test_a_clock_that_runs_is_seen_running(console: Console, world: World) -> None:
    console.open(world.name)
    expect(console.page.get_by_text("進行中")).to_be_visible()
    shown = console.page.locator("#now")
    expect(shown).not_to_have_text(shown.inner_text())


@pytest.mark.requirement("console", "clock-stands")
@pytest.mark.parametrize("standing", [True, False])
def test_the_clock_on_the_page_is_the_worlds_after_hours_and_in_any_country(
    console: Console, new_world: NewWorld, page_abroad: Page, standing: bool
) -> None:
    world = new_world(now="2026-01-15T12:00:00+09:00") if standing else new_world()
    console.page = page_abroad
    page_abroad.clock.install()
    console.open(world.name)
    if standing:
        expect(console.entry("世界を作成").get_by_role("time")).to_have_text("01/15 12:00:00")
    shown = page_abroad.locator("#now")
    noon = world.now()[:13].replace("T", " ")  # in Japan's time
    expect(shown).to_contain_text(noon)
    page_abroad.clock.fast_forward("05:00:00")
    if standing:
        expect(shown).to_contain_text(noon)
    else:
        expect(shown).not_to_contain_text(noon)  # five hours later for the browser alone
        world.change_settings(link_lifetime_hours=23)
        expect(shown).to_contain_text(world.now()[:13].replace("T", " "))


@pytest.mark.requirement("console")
def test_an_institution_that_is_changed_elsewhere_changes_on_the_page(console: Console, world: World) -> None:
    console.open(world.name)
    expect(console.page.get_by_text("見本クリニック")).to_be_visible()
    world.put_institution("ex000000", name="見本医院")
    expect(console.page.get_by_text("見本医院", exact=True)).to_be_visible()


def test_another_persona_is_chosen(console: Console, world: World, control: Control) -> None:
    console.open(world.name)
    console.unfold("メールボックス")
    address = world.institution.registered_address
    console.page.get_by_label(f"{address} の受信側").select_option("softbank")
    expect(console.entry("mailbox.changed")).to_be_visible()
    world.expect_event("mailbox.changed", address=address, persona="softbank")
    assert control.call("GET", f"/worlds/{world.name}/mailboxes")[0]["persona"] == "softbank"


@pytest.mark.requirement("console", "faults")
def test_a_fault_is_caused_and_ended(console: Console, world: World, http: httpx.Client) -> None:
    console.open(world.name)
    console.unfold("故障")
    console.page.get_by_label("種類").select_option("status-503")
    console.page.get_by_label("場所").fill("/s/login/")
    console.page.get_by_label("回数", exact=True).fill("5")
    console.press("故障を起こす")
    expect(console.page.get_by_text("503 Service Unavailable (status-503) /s/login/、残り5回")).to_be_visible()
    assert http.get("/s/login/").status_code == 503
    expect(console.page.get_by_text("(status-503) /s/login/、残り4回")).to_be_visible()
    console.press("終わらせる: 503 Service Unavailable (status-503)")
    expect(console.entry("故障「503 Service Unavailable (status-503)」が終了")).to_be_visible()
    assert world.faults() == []


def test_a_fault_that_cannot_be_is_refused_on_the_page(console: Console, world: World) -> None:
    console.open(world.name)
    console.unfold("故障")
    console.page.get_by_label("期間").fill("soon")
    console.press("故障を起こす")
    expect(console.problem).to_contain_text("'soon' は時間の長さではありません")
    world.expect_no_event("fault.added")


def test_what_is_typed_before_the_defects_are_there_finds_them_all_the_same(console: Console, world: World) -> None:
    console.open(world.name)
    expect(console.page.get_by_role("heading", name="不具合")).to_be_visible()
    console.page.evaluate("""() => {
        const field = document.getElementById("defect-text");
        field.closest("details").open = true;
        field.value = "reset-link-reus";
        field.dispatchEvent(new Event("input"));
    }""")
    expect(console.page.get_by_label("再設定用URLが何度でも使える")).to_be_visible()
    expect(console.page.get_by_role("group", name="再設定用URL").get_by_role("checkbox")).to_have_count(1)


def test_defects_and_settings_are_switched(console: Console, world: World) -> None:
    console.open(world.name)
    console.unfold("不具合")
    console.page.get_by_label("不具合を探す").fill("reset-link-reus")
    expect(console.page.get_by_role("group", name="再設定用URL").get_by_role("checkbox")).to_have_count(1)
    console.page.get_by_label("不具合を探す").fill("")
    reusable = "再設定用URLが何度でも使える (reset-link-reusable)"
    capitals = "ユーザ名の大文字と小文字が区別される (capitals-matter)"
    for label, defects in (
        (reusable, {"reset-link-reusable": reusable}),
        (capitals, {"capitals-matter": capitals, "reset-link-reusable": reusable}),
        (reusable, {"capitals-matter": capitals}),
    ):
        console.page.get_by_label(label).click()
        expect(console.entry(f"オンの不具合: {'、'.join(defects.values())} defects.changed")).to_have_count(1)
        world.expect_event("defects.changed", defects=list(defects))

    console.unfold("設定")
    console.page.get_by_label("確認の画面 (interstitial)").uncheck()
    expect(console.entry("settings.changed")).to_have_count(1)
    world.expect_event("settings.changed", settings={"interstitial": False})
    field = console.page.get_by_label("(link_lifetime_hours)")
    field.press("ControlOrMeta+a")  # typed as people do: what is filled in by script, Firefox reports as no change
    field.press_sequentially("0")
    field.press("Tab")
    expect(console.problem).to_contain_text("link_lifetime_hours")
    expect(field).to_have_value("24")


def test_a_list_among_the_settings_is_filled_and_emptied(console: Console, world: World) -> None:
    console.open(world.name)
    console.unfold("設定")
    field = console.page.get_by_label("夜間の停止時間 (night_closed_hours)")
    for typed, hours, said in (("2, 5", [2, 5], "2、5"), ("", [], "なし")):
        field.press("ControlOrMeta+a")
        field.press_sequentially(typed) if typed else field.press("Delete")
        field.press("Tab")
        expect(console.entry(f"夜間の停止時間 (night_closed_hours) {said}")).to_have_count(1)
        world.expect_event("settings.changed", settings={"night_closed_hours": hours})


def test_the_snapshot_is_saved_and_the_python_shown(console: Console, world: World, control: Control) -> None:
    console.open(world.name)
    with console.page.expect_download() as download:
        console.page.get_by_role("link", name="スナップショットを保存").click()
    assert download.value.suggested_filename == f"{world.name}.json"
    document: dict[str, Any] = json.loads(download.value.path().read_text(encoding="utf-8"))
    console.press("Pythonとしてコピー")
    expect(console.page.get_by_label("この世界を作るPython")).to_have_value(
        httpx.get(f"{control.url}/api/worlds/{world.name}/python", trust_env=False).text
    )
    world.delete()
    control.restore(document)


def test_a_world_is_made_found_and_deleted(console: Console, world: World, control: Control) -> None:
    console.open(world.name)
    console.page.get_by_label("プリセット").select_option("locked-account")
    console.press("世界を作る")
    expect(console.heading).not_to_have_text(world.name)
    made = console.heading.inner_text()
    assert control.world(made).now().startswith("2026-01-15")
    console.page.get_by_label("名前で絞り込む").fill(made)
    expect(console.page.get_by_role("navigation").get_by_role("listitem")).to_have_text([made])
    console.page.once("dialog", lambda dialog: dialog.accept())
    console.press("この世界を削除")
    expect(console.page.get_by_text("左の一覧から世界を選ぶか")).to_be_visible()
    assert made not in [each.name for each in control.worlds()]


def test_a_world_that_is_deleted_while_it_is_watched_says_so(console: Console, control: Control) -> None:
    world = control.create_world()
    console.open(world.name)
    expect(console.entry("世界を作成")).to_be_visible()
    world.delete()
    expect(console.said).to_have_text("この世界は削除されました。")
    expect(console.entry("世界を削除")).to_be_visible()


def test_another_worlds_events_never_show(console: Console, new_world: NewWorld) -> None:
    watched, other = new_world(), new_world()
    console.open(watched.name)
    for world in (other, watched):
        httpx.post(f"{world.url}{FORGOT}", data={"username": "ex000000"}, trust_env=False)
    expect(console.entry("受信トレイに配信")).to_have_count(1)
    expect(console.entry(other.name)).to_have_count(0)
    watched.settle()
    expect(console.timeline.get_by_role("listitem")).to_have_count(len(watched.events()))


def test_it_speaks_english_by_a_switch_and_so_does_the_next_world(console: Console, world: World) -> None:
    console.open(world.name, language=None)
    console.page.get_by_role("link", name="English").click()
    expect(console.page.get_by_role("heading", name="Control room")).to_be_visible()
    expect(console.page.locator("html")).to_have_attribute("lang", "en")
    expect(console.page.get_by_role("list", name="Timeline")).to_contain_text("World made world.created")
    console.page.get_by_role("navigation").get_by_role("link", name=world.name, exact=True).click()
    expect(console.page.get_by_role("button", name="+24 hours")).to_be_visible()
    console.page.get_by_role("link", name="日本語").click()
    expect(console.page.get_by_role("heading", name="コントロールルーム")).to_be_visible()
    expect(console.heading).to_have_text(world.name)


@pytest.mark.parametrize(("locale", "heading"), [("ja-JP", "コントロールルーム"), ("en-GB", "Control room")])
def test_unless_it_is_switched_it_speaks_as_the_browser_asks(
    browser: Browser, control: Control, locale: str, heading: str
) -> None:
    with browser.new_context(locale=locale) as context:
        page = context.new_page()
        for query in ("", "?lang=xx"):
            page.goto(f"{control.url}/{query}")
            expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def test_in_english_nothing_japanese_is_left_but_names_and_data(
    console: Console, world: World, http: httpx.Client
) -> None:
    world.put_mailbox(world.institution.registered_address, persona="softbank")
    ask(http)
    world.settle()
    world.change_settings(interstitial=False, dmarc_policy="reject")
    world.set_defects("capitals-matter")
    world.add_fault("latency")
    console.open(world.name, language="en")
    expect(console.page.get_by_role("list", name="Timeline")).to_contain_text("Fault “latency” added")
    for panel in console.page.get_by_role("heading", level=3).all()[:4]:
        panel.click()
    expect(console.page.get_by_label("capitals-matter", exact=True)).to_be_checked()
    said = console.page.locator("body").inner_text()
    for data in ("日本語", "見本クリニック", "【厚生労働省G-MIS事務局】パスワード再設定のご案内"):
        said = said.replace(data, "")
    shown = [line for line in said.splitlines() if re.search("[\u3041-\u30fa\u4e00-\u9fff]", line)]
    rules = {each["name"] for each in world.expect_event("mail.verdict").data["trace"]}
    assert [line for line in shown if not any(name in line for name in rules)] == []


def test_events_settings_and_faults_have_their_names_behind_them(console: Console, world: World) -> None:
    world.change_settings(interstitial=False, night_closed_hours=[2, 5], dmarc_policy="reject")
    console.open(world.name)
    entry = console.entry("設定を変更: ")
    expect(entry).to_contain_text("確認の画面 (interstitial) オフ")
    expect(entry).to_contain_text("夜間の停止時間 (night_closed_hours) 2、5")
    expect(entry).to_contain_text("DMARCのポリシー (dmarc_policy) 拒否 (reject)")
    expect(entry.locator("code")).to_have_text("settings.changed")
    expect(entry).to_have_attribute("title", "設定の変更 (settings.changed)")
    console.unfold("設定")
    choices = console.page.get_by_label("(dmarc_policy)").get_by_role("option")
    expect(choices).to_have_text(["何もしない (none)", "隔離 (quarantine)", "拒否 (reject)"])


def test_it_is_steered_by_the_keyboard_alone(console: Console, new_world: NewWorld) -> None:
    world = new_world(now="2026-01-15T12:00:00+09:00")
    console.open(world.name)
    expect(console.heading).to_have_text(world.name)
    visited = []
    for _ in range(40):
        console.page.keyboard.press("Tab")
        visited.append(console.page.evaluate("document.activeElement.textContent.trim()"))
        if visited[-1] == "+1時間":
            console.page.keyboard.press("Enter")
        if visited[-1] == "故障":
            console.page.keyboard.press("Space")
        if visited[-1] == "故障を起こす":
            console.page.keyboard.press("Enter")
            break
    expect(console.entry("故障「応答が遅れる (latency)」を設定")).to_be_visible()
    world.expect_event("fault.added", fault="latency")
    world.expect_event("clock.moved")


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_and_nothing_is_cut(
    console: Console, world: World, http: httpx.Client, language: str, width: int
) -> None:
    ask(http)
    world.settle()
    world.add_fault("latency", times=3)
    console.page.set_viewport_size({"width": width, "height": 900})
    console.open(world.name, language=language)
    expect(console.page.get_by_role("listitem").filter(has_text="latency").first).to_be_attached()
    for panel in console.page.get_by_role("heading", level=3).all()[:4]:
        panel.click()
    found = Axe().run(console.page)
    assert found.violations_count == 0, found.generate_report()
    assert console.page.evaluate("document.documentElement.scrollWidth") <= width


def test_it_can_be_read_on_the_smallest_of_phones(console: Console, world: World) -> None:
    console.page.set_viewport_size({"width": 320, "height": 568})
    console.open(world.name)
    expect(console.entry("世界を作成")).to_be_visible()
    assert console.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_page_of_another_origin_cannot_steer_a_world(browser: Browser, world: World, control: Control) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(f"{control.url.replace('127.0.0.1', 'localhost')}/robots.txt")
        status = page.evaluate(
            """async (url) => {
                const options = {method: "POST", mode: "no-cors", body: '{"advance": "1h"}'};
                return await fetch(url, options).then((sent) => sent.type, () => null);
            }""",
            f"{control.url}/api/worlds/{world.name}/clock",
        )
    assert status in (None, "opaque")  # it cannot tell; the world can
    world.expect_no_event("clock.moved")
