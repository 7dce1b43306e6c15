"""`gmis merge` of what are no results."""

import json
from pathlib import Path

import pytest

from tests.rigs.merged import merge, put, result


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
    assert ended.status == 2
    assert ended.err.startswith(f"gmis: {where}")
    assert said in ended.err
    assert len(ended.err.splitlines()) == 1
    assert not (tmp_path / "report").exists()


@pytest.mark.parametrize(
    "options", [("--times", "."), ("--times", "file/times.json"), ("--output", "file/merged")], ids=" ".join
)
def test_where_nothing_can_be_written_is_told_in_one_sentence(tmp_path: Path, options: tuple[str, str]) -> None:
    put(tmp_path / "results", result("test_one"))
    (tmp_path / "file").touch()
    ended = merge(tmp_path / "results", *map(Path, options), cwd=tmp_path)
    assert ended.status == 2
    assert "に書けません: " in ended.err
    assert len(ended.err.splitlines()) == 1


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    ended = merge(tmp_path / "nowhere", cwd=tmp_path)
    assert ended.status == 2
    assert f"{tmp_path / 'nowhere'}: ありません" in ended.err
