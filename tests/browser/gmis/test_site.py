"""`gmis site`, written by a run and opened from a file: searched, copied from, read by all, and harmless."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from pytest_gmis.browser.rig import Rig
from pytest_gmis.evidence.bundle import read_bundle
from pytest_gmis.reports.shipped import FOLDER
from tests.rigs.commands import Ended
from tests.rigs.one_engine import Command

SHIPPED = ("junk-folder", "username-mistyped", "au-spoofing", "rule-unmet", "links-as-text")
EVIL = "</script><script>document.title='hacked'</script><img src=x onerror=\"document.title='hacked'\">"
HOSTILE = f"""\
# language: ja
@手順①
機能: {EVIL}
  利用者の申告: {EVIL}
  回答例: {EVIL}

  シナリオ: 再現しない
    もし ログイン画面を開く
    ならば 画面に「これは出ません。」と表示される
"""


@pytest.fixture(scope="module")
def ended(standing: Rig, tmp_path_factory: pytest.TempPathFactory) -> tuple[Ended, Path]:
    """The command, and its folder; four reports that come about, and one that does not."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "mine").mkdir()
    for name in SHIPPED:
        shutil.copy(FOLDER / f"{name}.feature", folder / "mine")
    (folder / "mine" / "a b#1.feature").write_text(HOSTILE, encoding="utf-8")
    return Command(standing, folder)("site", "out", "--reports", "mine", "--inbox", "embedded"), folder / "out"


@pytest.fixture(scope="module")
def site(ended: tuple[Ended, Path]) -> Path:
    """The folder."""
    return ended[1]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """As it is opened by a double click: from a file, in no world."""
    with browser.new_context(locale="ja-JP") as context:
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        yield page


def shown(page: Page) -> list[str]:
    return page.locator(".report:visible h3").all_inner_texts()


def test_it_tells_how_each_report_came_out_and_ends_with_1_where_one_did_not(ended: tuple[Ended, Path]) -> None:
    said = ended[0]
    assert said.status == 1
    assert "6/6" in said.out
    assert "  1/6 a b#1: 再現しない" in said.out
    assert f"書きました: {ended[1] / 'index.html'} (6件の報告)" in said.out
    assert "再現しなかったもの(そのページに書いてあります): a b#1" in said.out


def test_pictures_and_dossiers_are_of_that_run_and_no_page_is_larger_than_a_megabyte(site: Path) -> None:
    for name in (*SHIPPED, "a b#1"):
        assert (site / "dossier" / f"{name}.html").exists()
        assert (site / "dossier" / f"{name}.gmis.zip").exists()
        assert (site / "pictures" / f"{name}-1.jpg").read_bytes().startswith(b"\xff\xd8")
    assert max(path.stat().st_size for path in site.rglob("*.*") if path.suffix != ".zip") < 1024 * 1024


def test_each_dossier_begins_when_its_own_run_began(site: Path) -> None:
    bundles = [read_bundle(site / f"dossier/{name}.gmis.zip") for name in ("a b#1", *SHIPPED)]
    assert len({bundle.recording.started for bundle in bundles}) > 1


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("ﾒｰﾙ 届かない フォルダー", ["迷惑メールフォルダーに入っている"]),
        ("めーる　ユーザー名　打ち間違え", ["ユーザ名を打ち間違えた"]),
        ("ＯＵＴＬＯＯＫ", ["受信側がメールのリンクを無効にしている"]),
        ("au-spoofing", ["auのなりすまし規制が受信リストより先に働いている"]),
        ("必ず受信", ["auのなりすまし規制が受信リストより先に働いている"]),
    ],
)
def test_what_is_typed_narrows_the_list_however_it_is_written(
    page: Page, site: Path, typed: str, titles: list[str]
) -> None:
    page.goto((site / "index.html").as_uri())
    page.get_by_label("検索").fill(typed)
    assert shown(page) == titles
    expect(page.get_by_role("status")).to_have_text(f"{len(titles)} 件の報告")


def test_where_nothing_holds_all_the_words_the_nearest_are_shown_and_said_to_be(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.get_by_label("検索").fill("迷惑メールフォルダーにメールが入っていた")
    expect(page.get_by_role("status")).to_contain_text("すべての語を含む報告はありません。近いもの:")
    assert "迷惑メールフォルダーに入っている" in shown(page)
    page.get_by_label("検索").fill("メールが来ません")
    assert len(shown(page)) == 3  # those that say 届かない
    page.get_by_label("検索").fill("プリンター")
    expect(page.get_by_role("status")).to_have_text("あてはまる報告はありません。")
    assert shown(page) == []


def test_step_and_recipient_narrow_it_too_and_all_is_back_when_they_are_cleared(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.get_by_label("手順").select_option("③")
    assert len(shown(page)) == 2
    page.get_by_label("受信者").select_option(label="携帯電話会社のメール")
    assert shown(page) == ["auのなりすまし規制が受信リストより先に働いている"]
    assert page.locator(".symptom:visible").count() == 1
    page.get_by_role("button", name="条件を消す").click()
    expect(page.get_by_role("status")).to_have_text("6 件の報告")
    assert len(shown(page)) == 6


def test_from_the_list_to_a_report_to_the_others_of_its_symptom_to_the_dossier_and_back(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.get_by_label("検索").fill("迷惑メール フォルダー")
    page.get_by_role("link", name="迷惑メールフォルダーに入っている").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("迷惑メールフォルダーに入っている")
    page.get_by_role("link", name="ユーザ名を打ち間違えた").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ユーザ名を打ち間違えた")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The user name was mistyped")
    page.get_by_role("link", name="Dossier of this run").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="← All reports").click()
    page.get_by_label("Search").fill("does not arrive")
    expect(page.get_by_role("link", name="It is in the junk folder")).to_be_visible()


def test_every_picture_can_be_seen(page: Page, site: Path) -> None:
    for name in SHIPPED:
        page.goto((site / f"reports/{name}.html").as_uri())
        widths = page.evaluate("[...document.images].map((image) => image.complete && image.naturalWidth)")
        assert 2 <= len(widths) <= 3
        assert all(widths), name


def test_the_answer_is_copied_from_a_file_too(browser: Browser, site: Path) -> None:
    with browser.new_context(locale="ja-JP") as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto((site / "reports/junk-folder.html").as_uri())
        page.get_by_role("button", name="コピー").click()
        expect(page.get_by_text("コピーしました。")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == page.locator("#answer").inner_text()


def test_where_nothing_may_be_copied_it_is_selected_and_said_how_to_go_on(page: Page, site: Path) -> None:
    page.add_init_script("navigator.clipboard.writeText = undefined; document.execCommand = () => false")
    page.goto((site / "reports/junk-folder.html").as_uri())
    page.get_by_role("button", name="コピー").click()
    expect(page.get_by_text("選択しました。Ctrl+Cでコピーします。")).to_be_visible()
    assert page.evaluate("getSelection().toString()") == page.locator("#answer").inner_text()


def test_without_scripts_the_whole_list_is_there_and_nothing_that_needs_them(browser: Browser, site: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((site / "index.html").as_uri())
        assert page.locator(".report:visible").count() == 6
        expect(page.get_by_label("検索")).to_be_hidden()
        page.get_by_role("link", name="迷惑メールフォルダーに入っている").click()
        expect(page.locator("#answer")).to_be_visible()
        expect(page.get_by_role("button")).to_have_count(0)


def test_what_a_report_says_does_nothing(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    page.get_by_label("検索").fill("hacked")
    assert shown(page) == [EVIL]
    page.get_by_role("link", name="hacked").click()
    expect(page.locator("#answer")).to_have_text(EVIL)
    expect(page.get_by_role("heading", name="このサイトを作ったときには再現しませんでした")).to_be_visible()
    assert page.evaluate("[...document.images].every((image) => image.naturalWidth)")  # whatever signs its name has
    expect(page.get_by_text("gmis repro 'a b#1.feature'")).to_be_visible()
    assert "hacked" in page.title()
    assert page.title() != "hacked"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("folder", ["", "en/"], ids=["ja", "en"])
def test_axe_finds_nothing_and_nothing_is_cut(
    browser: Browser, site: Path, folder: str, width: int, scheme: str
) -> None:
    with browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if scheme == "dark" else "light"
    ) as context:
        page = context.new_page()
        for path in ("index.html", "reports/junk-folder.html", "reports/au-spoofing.html", "reports/a%20b%231.html"):
            page.goto(f"{site.as_uri()}/{folder}{path}")
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_every_control_is_reached_by_the_keyboard(page: Page, site: Path) -> None:
    page.goto((site / "index.html").as_uri())
    visited = []
    for _ in range(7):
        page.keyboard.press("Tab")
        visited.append(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))
    assert visited[:6] == ["本文へ", "English", "search", "step", "recipient", "条件を消す"]
    assert re.search("hacked", visited[6])
