"""What `gmis site` refuses before anything is started."""

from pathlib import Path

from tests.rigs.commands import call


def test_a_folder_that_holds_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "index.html").write_text("mine")
    said = call("site", "here", cwd=tmp_path).in_one_sentence()
    assert "gmisのサイトではないもの(index.html)があるので、何も書きませんでした" in said
    assert [path.name for path in tmp_path.rglob("*.*")] == ["index.html"]


def test_a_folder_without_reports_is_told_how_to_make_one(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    assert "gmis new で作れます" in call("site", "out", "--reports", "mine", cwd=tmp_path).in_one_sentence()


def test_a_report_that_cannot_be_read_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "x.feature").touch()
    assert "x.feature:1: 「機能:」がありません" in call("site", "out", "--reports", ".", cwd=tmp_path).in_one_sentence()


def test_english_is_spoken_where_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    said = call("site", "file", cwd=tmp_path, environment={"GMIS_LANG": "en"}).in_one_sentence()
    assert "is no folder: name one that is not there yet." in said
