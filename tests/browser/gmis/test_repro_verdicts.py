"""`gmis repro` where the report does not come about: the verdict, the exit status, and the line that tells why."""

import re
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from pytest_gmis.browser.rig import Rig
from tests.rigs.one_engine import Asked, Command
from tests.rigs.written import written


def test_what_goes_well_is_not_reproduced(command: Command) -> None:
    ended = command("repro", written(command.folder), "--inbox", "embedded")
    assert ended.status == 1
    assert "再現しない: 申告のようにはならず、うまくいきました: mine.feature:8" in ended.out
    assert "届いていないはずのメールが1通あります。" in ended.out
    html = (command.folder / "report/repro/mine.html").read_text(encoding="utf-8")
    assert "再現しない" in html
    assert "gmis repro mine.feature --seed 1 --browser chromium --inbox embedded" in html
    assert command.asked == [Asked("embedded", "chromium", headed=False, slow=False)]


def test_what_stood_there_is_told_below_the_step_that_failed_and_in_the_dossier(command: Command) -> None:
    said = command("repro", written(command.folder)).out
    step, told = re.search(r"^  ✗ (.*)\n((?:    .*\n)+)", said, re.MULTILINE).groups()  # type: ignore[union-attr]
    assert step == "ならば 再設定メールは届いていない"
    assert told.startswith("    そこにあるもの:\n      画面: 「メールを確認してください」")
    assert re.search("メール: .*→ 受信トレイ \\(inbox\\)、決めた規則は 既定の動作 \\(default\\)", told)
    assert "メールの配信 (mail.delivered)" in told
    html = (command.folder / "report/repro/mine.html").read_text(encoding="utf-8")
    assert "そこにあるもの:\n  画面: 「メールを確認してください」" in html


def test_the_device_that_a_step_chose_stands_in_the_environment(command: Command) -> None:
    command("repro", written(command.folder, given="「iPhone 15」を使っている"))
    html = (command.folder / "report/repro/mine.html").read_text(encoding="utf-8")
    assert "<dt>端末</dt><dd>スマートフォン (iPhone 15)</dd>" in html.partition("<h2>環境</h2>")[2]


def test_a_bundle_of_one_language_is_the_same_result_in_another(command: Command) -> None:
    command("repro", written(command.folder), GMIS_LANG="en")
    html = (command.folder / "report/repro/mine.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in html
    assert "Not reproduced" in html
    assert "同じ結果です" in command("repro", "report/repro/mine.gmis.zip", GMIS_LANG="ja").out


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ({"given": "メールボックスは「softbannk」である"}, "mine.feature:6 .*softbannk.*もしかして: 'softbank'"),
        ({"given": "設定「interstital」は「false」である"}, "もしかして: 'interstitial'"),
        ({"given": "「iPhone 155」を使っている"}, "近いもの: iPhone 15、"),
        (
            {"given": "利用者はユーザ名「ex000009」の担当者である"},
            "ユーザ名「ex000009」の医療機関はありません。あるもの: ex000000",
        ),
        ({"then": "おかしな画面の画面になる"}, "「おかしな画面」という画面はありません"),
    ],
)
def test_a_failure_elsewhere_is_told_with_its_line(command: Command, lines: dict[str, str], said: str) -> None:
    ended = command("repro", written(command.folder, **lines))
    assert ended.status == 2
    assert re.search(f"別の失敗: 申告とは別のところで失敗しました: .*{said}", ended.out)
    assert "未実行" in (command.folder / "report/repro/mine.html").read_text(encoding="utf-8") or "then" in lines


def test_a_page_that_is_broken_fails_the_step_that_needs_it(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Rig.new_context

    def impatient(self: Rig, **options: Any) -> BrowserContext:
        context = opened(self, **options)
        context.set_default_timeout(1_000)  # what is never there would be waited for for half a minute
        return context

    monkeypatch.setattr(Rig, "new_context", impatient)
    ended = command("repro", written(command.folder, given="故障「status-500」が起きている"))
    assert ended.status == 2
    assert re.search("別の失敗: 申告とは別のところで失敗しました: .*mine.feature:7 ", ended.out)
    assert "未実行" in (command.folder / "report/repro/mine.html").read_text(encoding="utf-8")


def test_a_device_that_there_is_not_is_refused_with_the_nearest(command: Command) -> None:
    ended = command("repro", "junk-folder", "--device", "iPhone 155")
    assert ended.status == 2
    assert ended.err.startswith("gmis: 端末「iPhone 155」はありません。近いもの: iPhone 15、")
    assert len(ended.err.splitlines()) == 1
    assert not (command.folder / "report").exists()


def test_what_is_asked_for_is_what_the_browser_is_started_with(command: Command) -> None:
    """The rig that stands is none of these: what counts is what the command wants."""
    ended = command(
        "repro", "rule-unmet", "--headed", "--slow", "--browser", "firefox", "--inbox", "mailpit", "--output", "kept",
        DISPLAY=":0",
    )  # fmt: skip
    assert ended.status == 0, ended.said
    assert command.asked == [Asked("mailpit", "firefox", headed=True, slow=True)]
    kept = sorted(path.name for path in (command.folder / "kept").iterdir())
    assert kept == ["rule-unmet.gmis.zip", "rule-unmet.html"]


def test_neither_a_world_nor_a_browser_is_left_open(command: Command, standing: Rig) -> None:
    before = ({world.name for world in standing.control.worlds()}, len(standing.browser.contexts))
    assert command("repro", "rule-unmet", "--remedy").status == 0
    assert command("repro", written(command.folder, given="メールボックスは「softbannk」である")).status == 2
    assert ({world.name for world in standing.control.worlds()}, len(standing.browser.contexts)) == before


def test_a_remedy_that_does_not_help_is_a_failure_though_the_symptom_came_about(command: Command) -> None:
    (command.folder / "mine.feature").write_text(
        """\
# language: ja
機能: 自作の報告
  利用者の申告: 届かない

  シナリオ: 一つ目
    もし ログイン画面を開く
    ならば ログインの画面になる

  @対処
  シナリオ: 二つ目
    もし ログイン画面を開く
    ならば 記録に「password.changed」がある
""",
        encoding="utf-8",
    )
    assert command("repro", "mine.feature").status == 0
    ended = command("repro", "mine.feature", "--remedy")
    assert ended.status == 2
    html = (command.folder / "report/repro/mine.html").read_text(encoding="utf-8")
    assert "対処しても解決しませんでした: mine.feature:12" in html
