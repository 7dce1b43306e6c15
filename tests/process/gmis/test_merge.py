"""One page over several runs, of results as they are written."""

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from pytest_gmis.evidence.results_file import Outcome, Result, RunResults, write_results

REQUIREMENTS = Path(__file__).parents[3] / "e2e" / "requirements.toml"
GMIS = str(Path(sys.executable).with_name("gmis"))


def result(name: str, outcome: Outcome = "passed", *, browser: str = "chromium", **fields: object) -> Result:
    given: dict[str, object] = {"inbox": "mailpit", "took": 1.0, "title": name, **fields}
    nodeid = f"e2e/test_it.py::{name}[{browser}]"
    return Result.model_validate(
        {"nodeid": nodeid, "test": f"e2e/test_it.py::{name}", "outcome": outcome, "browser": browser, **given}
    )


def put(folder: Path, *results: Result, name: str = "junit", status: int | None = 0, hour: int = 9) -> Path:
    path = folder / f"{name}.results.json"
    started = f"2026-01-15T{hour:02}:00:00+00:00"
    write_results(path, RunResults(name=name, started=started, took=9, status=status, results=list(results)))
    return path


def merge(*where: Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    order = [GMIS, "merge", "--requirements", str(REQUIREMENTS), *map(str, where)]
    return subprocess.run(order, cwd=cwd, capture_output=True, text=True, timeout=60, check=False)


class Page(HTMLParser):
    """``rows``: the texts of every table's rows, by the heading of its section; ``links``: of every href."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.html = path.read_text(encoding="utf-8")
        self.rows: dict[str, list[list[str]]] = {}
        self.links: list[str] = []
        self._heading, self._in_heading, self._cell = "", False, False
        self.feed(self.html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ("script", "link", "iframe", "img")
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag == "h2":
            self._heading, self._in_heading = "", True
        elif tag == "tr":
            self.rows.setdefault(self._heading, []).append([])
        elif tag in ("td", "th"):
            self.rows[self._heading][-1].append("")
            self._cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "h2":
            self._in_heading = False
        elif tag in ("td", "th"):
            self._cell = False

    def handle_data(self, data: str) -> None:
        if self._in_heading:
            self._heading += data
        elif self._cell:
            self.rows[self._heading][-1][-1] += " ".join(data.split()) + " " if data.strip() else ""

    def table(self, heading: str) -> list[list[str]]:
        """The rows of the section whose heading begins so, without the head of the table."""
        found = next(rows for title, rows in self.rows.items() if title.startswith(heading))
        return [[cell.strip() for cell in row] for row in found[1:]]


def page(folder: Path) -> Page:
    return Page(folder / "report" / "merged" / "index.html")


def test_green_runs_are_joined_and_the_same_test_in_several_lanes_is_one_row(tmp_path: Path) -> None:
    put(tmp_path / "a", result("test_one"), result("test_two"), result("test_plain", browser="", inbox=""))
    put(tmp_path / "b", result("test_one", browser="firefox"), result("test_two", "skipped", browser="firefox"))
    ended = merge(tmp_path, cwd=tmp_path)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.startswith("失敗なし: テスト3件(のべ5回): 成功 3件。")
    merged = page(tmp_path)
    assert [row[:4] for row in merged.table("組み合わせ")] == [
        ["A", "Chromium・Mailpit", "3", "成功 3"],
        ["B", "Firefox・Mailpit", "2", "成功 1 スキップ 1"],
    ]
    assert merged.table("すべてのテスト") == [
        ["one", "✓ 1.0秒", "✓ 1.0秒"],
        ["plain", "✓ 1.0秒", ""],
        ["two", "✓ 1.0秒", "－ 1.0秒"],
    ]


def test_shards_share_a_column_and_a_second_run_of_the_same_tests_has_its_own(tmp_path: Path) -> None:
    put(tmp_path, result("test_one"), name="shard-1")
    put(tmp_path, result("test_two"), name="shard-2")
    put(tmp_path, result("test_two", "failed"), name="shard-2-again", status=1, hour=10)
    ended = merge(tmp_path, cwd=tmp_path)
    assert ended.returncode == 1
    assert [row[2:4] for row in page(tmp_path).table("組み合わせ")] == [["2", "成功 2"], ["1", "失敗 1"]]


@pytest.mark.parametrize(
    ("outcome", "label", "status"),
    [("failed", "失敗あり", 1), ("error", "失敗あり", 1), ("flaky", "不安定あり", 1), ("skipped", "失敗なし", 0)],
)
def test_what_failed_in_one_lane_is_the_verdict_of_all(
    tmp_path: Path, outcome: Outcome, label: str, status: int
) -> None:
    put(tmp_path / "a", result("test_one"), result("test_two"))
    put(tmp_path / "b", result("test_one", outcome, inbox="embedded"), status=1)
    ended = merge(tmp_path / "a", tmp_path / "b", cwd=tmp_path)
    assert ended.returncode == status
    assert ended.stdout.startswith(f"{label}: ")
    assert label in page(tmp_path).html


def test_failures_come_first_with_their_reason_and_a_link_to_their_dossier(tmp_path: Path) -> None:
    dossier = tmp_path / "a" / "dossiers" / "記録 1#?.html"
    dossier.parent.mkdir(parents=True)
    dossier.write_text("the dossier")
    lost = result("test_lost", "flaky", dossier="dossiers/gone.html", reason="<b>markup</b>")
    put(tmp_path / "a", lost, result("test_red", "failed", dossier=f"dossiers/{dossier.name}"), status=1)
    merge(tmp_path / "a", cwd=tmp_path)
    merged = page(tmp_path)
    assert merged.html.index("e2e/test_it.py::test_red") < merged.html.index("e2e/test_it.py::test_lost")
    (link,) = [link for link in merged.links if not link.startswith("#")]
    assert (tmp_path / "report" / "merged" / unquote(link)).read_text() == "the dossier"
    assert "記録は見つかりません（dossiers/gone.html）" in merged.html
    assert "&lt;b&gt;markup&lt;/b&gt;" in merged.html


def test_every_step_and_every_requirement_has_its_line(tmp_path: Path) -> None:
    put(
        tmp_path,
        result("test_one", steps=["①", "②"], requirements=["forgot-link"]),
        result("test_two", "failed", steps=["②"], requirements=["user-name", "no-such-one"]),
        result("test_three", "skipped", steps=["③"], requirements=["mail-sender", "forgot-link"]),
        status=1,
    )
    ended = merge(tmp_path, cwd=tmp_path)
    assert re.search(r"テストのない要件が\d+件あります", ended.stdout)
    merged = page(tmp_path)
    steps = {row[0]: row[1:3] for row in merged.table("案内文書の手順ごと")}
    assert steps["① ログインページ"] == ["1", "成功 1"]
    assert steps["② ユーザ名"] == ["2", "成功 1 失敗 1"]
    assert steps["⑦ パスワードを変更"] == ["0", ""]
    outcomes = {row[1].split()[-2]: row[2] for row in merged.table("要件: 案内文書")}
    assert outcomes["forgot-link"] == "成功"  # one of its two tests was skipped
    assert (outcomes["user-name"], outcomes["mail-sender"]) == ("失敗", "スキップ")
    assert outcomes["way-to-report"] == "テストなし"
    assert 'class="untested"' in merged.html
    assert merged.table("要件: 一覧にない要件")[0][1] == "no-such-one no-such-one"
    assert any("10回間違えて" in row[1] for row in merged.table("要件: 利用者からの報告"))


def test_what_was_skipped_is_told_by_reason_and_the_slowest_ten_by_time(tmp_path: Path) -> None:
    skipped = [result(f"test_skipped_{number}", "skipped", reason="spamdがない") for number in range(3)]
    put(tmp_path, *skipped, *[result(f"test_{number}", took=float(number)) for number in range(12)])
    merge(tmp_path, cwd=tmp_path)
    merged = page(tmp_path)
    assert "spamdがない（3件）" in merged.html
    assert [row[0] for row in merged.table("時間のかかったもの")] == [f"{number}.0秒" for number in range(11, 1, -1)]


@pytest.mark.parametrize(
    ("status", "said"), [(None, "終わりまで実行されていません"), (2, "途中で終わりました(pytestの終了コード2)")]
)
def test_a_run_that_broke_off_is_red_though_no_test_failed(tmp_path: Path, status: int | None, said: str) -> None:
    put(tmp_path / "a", result("test_one"))
    broken = put(tmp_path / "b", status=status)
    ended = merge(tmp_path, cwd=tmp_path)
    assert ended.returncode == 1
    assert ended.stdout.startswith("途中で終了: ")
    assert f"{broken}: {said}" in ended.stdout
    assert f"{broken}: {said}" in page(tmp_path).html


def test_an_empty_shard_is_no_fault(tmp_path: Path) -> None:
    put(tmp_path, result("test_one"), name="shard-1")
    put(tmp_path, name="shard-2", status=5)
    assert merge(tmp_path, cwd=tmp_path).returncode == 0


def test_a_file_can_be_named_and_counts_once(tmp_path: Path) -> None:
    path = put(tmp_path, result("test_one"))
    assert "(のべ1回)" in merge(path, tmp_path, path, cwd=tmp_path).stdout


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "*.results.json がありません"),
        ('{"version": 1, "na', "テスト結果のJSONとして読めません"),
        ("[]", "テスト結果ではありません"),
        ('{"name": "x"}', "テスト結果ではありません"),
        ('{"version": 99}', "版99の結果です。このgmisが読めるのは版1です"),
        ('{"version": 1, "name": "x"}', "中身が壊れています: started: "),
        ('{"version": 1, "name": "x", "started": "", "results": [{"test": 1}]}', "中身が壊れています: results.0."),
        (json.dumps({"version": 1, "name": "x", "started": "", "status": 5}), "テストがひとつもありません"),
    ],
    ids=["nothing", "cut off", "a list", "something else", "another version", "a field missing", "a bad test", "empty"],
)
def test_bad_input_is_one_sentence_that_names_the_file(tmp_path: Path, content: str | None, said: str) -> None:
    where = tmp_path / "results"
    where.mkdir()
    if content is not None:
        (where / "junit.results.json").write_text(content, encoding="utf-8")
    ended = merge(where, cwd=tmp_path)
    assert ended.returncode == 2
    assert ended.stderr.startswith(f"gmis: {where}")
    assert said in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert not (tmp_path / "report").exists()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    ended = merge(tmp_path / "nowhere", cwd=tmp_path)
    assert ended.returncode == 2
    assert f"{tmp_path / 'nowhere'}: ありません" in ended.stderr
