"""`gmis merge`: one verdict over several runs, of results as they are written."""

from pathlib import Path

import pytest

from pytest_gmis.evidence.results_file import Outcome
from tests.rigs.merged import merge, page, put, result


def test_green_runs_are_joined_and_the_same_test_in_several_lanes_is_one_row(tmp_path: Path) -> None:
    put(tmp_path / "a", result("test_one"), result("test_two"), result("test_plain", browser="", inbox=""))
    put(tmp_path / "b", result("test_one", browser="firefox"), result("test_two", "skipped", browser="firefox"))
    ended = merge(tmp_path, cwd=tmp_path)
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith("失敗なし: テスト3件(のべ5回): 成功 3件。")
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
    assert ended.status == 1
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
    assert ended.status == status
    assert ended.out.startswith(f"{label}: ")
    assert label in page(tmp_path).html


@pytest.mark.parametrize(
    ("status", "said"), [(None, "終わりまで実行されていません"), (2, "途中で終わりました(pytestの終了コード2)")]
)
def test_a_run_that_broke_off_is_red_though_no_test_failed(tmp_path: Path, status: int | None, said: str) -> None:
    put(tmp_path / "a", result("test_one"))
    broken = put(tmp_path / "b", status=status)
    ended = merge(tmp_path, cwd=tmp_path)
    assert ended.status == 1
    assert ended.out.startswith("途中で終了: ")
    assert f"{broken}: {said}" in ended.out
    assert f"{broken}: {said}" in page(tmp_path).html


def test_a_part_of_the_suite_that_is_missing_is_red_and_named(tmp_path: Path) -> None:
    for browser in ("chromium", "firefox"):
        put(tmp_path, result("test_one", browser=browser), name=f"{browser}-1", shard="1/3")
        put(tmp_path, result("test_two", browser=browser), name=f"{browser}-2", shard="2/3")
    put(tmp_path, result("test_three"), name="chromium-3", shard="3/3")
    ended = merge(tmp_path, cwd=tmp_path)
    assert ended.status == 1
    assert "分割 3/3 の結果がありません" in ended.out
    assert ended.out.startswith("不足している分割あり: ")
    assert "分割 3/3 の結果がありません" in (tmp_path / "report/merged/index.html").read_text(encoding="utf-8")
    put(tmp_path, name="firefox-3", shard="3/3", status=5)  # of which no test was left
    assert merge(tmp_path, cwd=tmp_path).status == 0


def test_an_empty_shard_is_no_fault(tmp_path: Path) -> None:
    put(tmp_path, result("test_one"), name="shard-1")
    put(tmp_path, name="shard-2", status=5)
    assert merge(tmp_path, cwd=tmp_path).status == 0


def test_a_file_can_be_named_and_counts_once(tmp_path: Path) -> None:
    path = put(tmp_path, result("test_one"))
    assert "(のべ1回)" in merge(path, tmp_path, path, cwd=tmp_path).out
