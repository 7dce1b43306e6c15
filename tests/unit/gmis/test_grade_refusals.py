"""What `gmis grade` refuses before it runs anything."""

from pathlib import Path

import pytest

from tests.rigs.commands import call


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--only", "logn", "--", "true"], "「logn」という不具合も分野もありません。もしかして: login"),
        (["--only", "never-lockd", "--", "true"], "もしかして: never-locked"),
        (["--shard", "5/4", "--", "true"], "--shard 5/4: 1/4 のように"),
        (["--shard", "0/4", "--", "true"], "--shard 0/4"),
        (["--shard", "half", "--", "true"], "--shard half"),
        (["--limit", "0", "--", "true"], "'--limit'"),
        (["--full", "--", "true"], "--full は、このプロジェクト自身のスイートだけ"),
        ([], "ここには e2e/ がありません"),
    ],
)
def test_it_is_told_in_one_sentence_and_nothing_is_written(tmp_path: Path, arguments: list[str], said: str) -> None:
    assert said in call("grade", *arguments, cwd=tmp_path).in_one_sentence()
    assert list(tmp_path.iterdir()) == []


def test_another_suites_grade_is_not_gone_on_with(tmp_path: Path) -> None:
    (tmp_path / "grade.json").write_text('{"command": ["x"], "started": "2026-01-15"}', encoding="utf-8")
    ended = call("grade", "--resume", "--output", str(tmp_path), "--", "true", cwd=tmp_path)
    assert "別の採点の結果です" in ended.in_one_sentence()
