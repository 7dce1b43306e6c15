"""The pages of the site: all that is known of a report, in both languages, with nothing from elsewhere in them."""

import re
from pathlib import Path

import pytest

from gmis_api.language import LANGUAGES, spoken
from pytest_gmis.reports.issue import ReportedIssue
from pytest_gmis.reports.reading import FACTS, every_issue
from pytest_gmis.reports.site.pages import write_site
from pytest_gmis.reports.site.told import told
from pytest_gmis.reports.sources import source_in_words
from pytest_gmis.reports.verdict import Verdict
from tests.rigs.told_site import report_in, run_of

ISSUES = every_issue()
EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"
HOSTILE = f"""\
# language: ja
@手順③
機能: {EVIL}
  利用者の申告: {EVIL}
  原因: {EVIL}
  対処: {EVIL}
  見分け方: {EVIL}
  回答例: {EVIL}
  出典: {EVIL}

  シナリオ: {EVIL}
    もし 「ユーザ名」の欄に「{EVIL}」と入力する
    ならば 画面に「{EVIL}」と表示される
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_site(folder, [run_of(issue) for issue in ISSUES])
    return folder


def words(page: Path) -> str:
    """What stands on it, without its tags."""
    text = re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8"))
    return text.replace("&#34;", '"').replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">")


@pytest.mark.parametrize("issue", ISSUES, ids=lambda issue: issue.name)
def test_a_report_s_page_tells_all_that_is_known(site: Path, issue: ReportedIssue) -> None:
    said = words(site / "reports" / f"{issue.name}.html")
    for fact in FACTS:
        assert (source_in_words(issue.facts[fact]) if fact == "出典" else issue.facts[fact]) in said
    for scenario in issue.scenarios:
        assert scenario.name in said
        assert all(step.text in said for step in scenario.steps)


@pytest.mark.parametrize("issue", ISSUES, ids=lambda issue: issue.name)
def test_every_report_that_comes_with_gmis_is_translated(issue: ReportedIssue) -> None:
    told_of_it = [issue.title, *(issue.facts[fact] for fact in FACTS if fact != "出典")]
    told_of_it += [source_in_words(issue.facts["出典"]), *(scenario.name for scenario in issue.scenarios)]
    with spoken("en"):
        assert [text for text in told_of_it if told(text) == text] == []


def test_every_page_is_there_in_both_languages_and_each_leads_to_the_other(site: Path) -> None:
    for path in ("index.html", *(f"reports/{issue.name}.html" for issue in ISSUES)):
        japanese, english = site / path, site / "en" / path
        assert '<html lang="ja">' in japanese.read_text(encoding="utf-8")
        assert '<html lang="en">' in english.read_text(encoding="utf-8")
        for page, other in ((japanese, english), (english, japanese)):
            found = re.search(r'class="language" href="([^"]+)"', page.read_text(encoding="utf-8"))
            assert found
            assert (page.parent / found[1]).resolve() == other.resolve()


def test_whatever_a_page_names_is_in_the_folder_and_nothing_is_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert "<style" not in html
        for target in re.findall(r'(?:src|href)="([^"#]+)', html):
            assert ":" not in target
            if "dossier/" not in target:  # they are written by the run
                assert (page.parent / target).exists(), target
    assert not re.search(r"https?://", "".join(page.read_text(encoding="utf-8") for page in site.rglob("*.*s")))


def test_no_page_nor_script_is_larger_than_a_megabyte(site: Path) -> None:
    assert max(path.stat().st_size for path in site.rglob("*.*")) < 1024 * 1024


def test_every_page_says_that_it_is_of_a_simulator(site: Path) -> None:
    for page in site.rglob("*.html"):
        english = "en" in page.relative_to(site).parts
        assert ("It is not the real system." if english else "実在のシステムではありません。") in words(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_report_says_is_nothing_but_text(tmp_path: Path, language: str) -> None:
    issue = report_in(tmp_path, "hostile", HOSTILE)
    write_site(tmp_path / "site", [run_of(issue)])
    for page in (tmp_path / "site").rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert "alert(1)" in html
        assert "<script>" not in html
        assert "<img src=x" not in html
    assert "<" not in (tmp_path / f"site/assets/words.{language}.js").read_text(encoding="utf-8")


def test_a_name_with_signs_in_it_is_found_by_its_links(tmp_path: Path) -> None:
    issue = report_in(tmp_path, "a b#c?100%", HOSTILE)
    write_site(tmp_path / "site", [run_of(issue)])
    index = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert 'href="reports/a%20b%23c%3F100%25.html"' in index
    assert (tmp_path / "site" / "reports" / "a b#c?100%.html").exists()


def test_what_was_not_reproduced_is_said_on_its_page_and_in_the_list(tmp_path: Path) -> None:
    good, bad = run_of(ISSUES[0]), run_of(ISSUES[1], verdict=Verdict.WENT_WELL)
    write_site(tmp_path / "site", [good, bad])
    said = "このサイトを作ったときには再現しませんでした"
    assert words(tmp_path / "site" / "index.html").count(said) == 1
    assert said not in words(tmp_path / "site" / "reports" / f"{ISSUES[0].name}.html")
    assert f"{said}再現しない: " in words(tmp_path / "site" / "reports" / f"{ISSUES[1].name}.html")


def test_a_report_that_has_no_more_than_a_title_has_a_page_too(tmp_path: Path) -> None:
    text = "# language: ja\n機能: 題\n  シナリオ: 名\n    もし 1日たつ\n    ならば 記録に「clock.moved」がある\n"
    write_site(tmp_path / "site", [run_of(report_in(tmp_path, "bare", text), 99)])
    said = words(tmp_path / "site" / "reports" / "bare.html")
    assert "この実行の画像はありません。" in said
    assert said.count("まだ書かれていません。") == 4


def test_in_english_japanese_is_marked_as_such(tmp_path: Path) -> None:
    text = "# language: ja\n機能: 題名\n  シナリオ: 名\n    もし 1日たつ\n    ならば 記録に「clock.moved」がある\n"
    write_site(tmp_path / "site", [run_of(report_in(tmp_path, "mine", text))])
    html = (tmp_path / "site" / "en" / "reports" / "mine.html").read_text(encoding="utf-8")
    assert '<h1><span lang="ja">題名</span></h1>' in html
