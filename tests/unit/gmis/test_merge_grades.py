"""`gmis merge` of grades: shards become one, beside the results of tests or alone."""

from pathlib import Path

from pytest_gmis.reports.graded.grade import Grade, read_grade
from tests.rigs.commands import Ended, call
from tests.rigs.merged import put, result
from tests.unit.reports.test_grade import COMMAND, grade, graded


def shard(folder: Path, *names: str, command: list[str] = COMMAND) -> Grade:
    """Written where `gmis grade` writes it."""
    found = grade(*(graded(name) for name in names), command=command)
    folder.mkdir(parents=True)
    (folder / "grade.json").write_text(found.model_dump_json(), encoding="utf-8")
    return found


def merge(folder: Path, *where: str) -> Ended:
    return call("merge", *where, "--output", "out", cwd=folder)


def test_shards_alone_become_one_grade(tmp_path: Path) -> None:
    shard(tmp_path / "all" / "1", "a", "b")
    shard(tmp_path / "all" / "2", "c")
    ended = merge(tmp_path, "all")
    assert ended.status == 0, ended.said
    assert "100%: 3件の不具合のうち3件" in ended.out
    assert len(read_grade(tmp_path / "out" / "grade" / "grade.json").results) == 3
    assert not (tmp_path / "out" / "index.html").exists()


def test_beside_results_of_tests_both_pages_are_written_and_either_can_be_red(tmp_path: Path) -> None:
    put(tmp_path / "all", result("test_one"))
    folder = tmp_path / "all" / "grade"
    shard(folder, "a")
    assert merge(tmp_path, "all").status == 0
    assert (tmp_path / "out" / "index.html").exists()
    assert (tmp_path / "out" / "grade" / "index.html").exists()
    worse = grade(graded("a"), graded("b", "unnoticed"))
    (folder / "grade.json").write_text(worse.model_dump_json(), encoding="utf-8")
    assert merge(tmp_path, "all").status == 1


def test_what_was_merged_before_is_not_merged_again(tmp_path: Path) -> None:
    folder = tmp_path / "report" / "grade"
    shard(folder, "a")
    before = grade(graded("a", "unnoticed"), command=["another", "suite"])
    merged = tmp_path / "report" / "merged" / "grade"
    merged.mkdir(parents=True)
    (merged / "grade.json").write_text(before.model_dump_json(), encoding="utf-8")
    ended = call("merge", "report", cwd=tmp_path)
    assert ended.status == 0, ended.said
    assert "100%: 1件" in ended.out


def test_grades_of_two_commands_are_refused_by_name(tmp_path: Path) -> None:
    shard(tmp_path / "1", "a")
    shard(tmp_path / "2", "b", command=["pytest"])
    assert "別のコマンドの結果" in merge(tmp_path, "1", "2").in_one_sentence()


def test_a_file_that_is_no_grade_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "grade.json").write_text("{}", encoding="utf-8")
    assert "grade.json: `gmis grade` の結果として読めません" in merge(tmp_path, "grade.json").in_one_sentence()
