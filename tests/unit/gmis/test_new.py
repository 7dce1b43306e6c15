"""`gmis new` out of answers: what the file says, and where it goes."""

from pathlib import Path

import pytest

from pytest_gmis.reports.reading import read_issue
from tests.rigs.commands import call


def write(name: str, *options: str, cwd: Path) -> Path:
    ended = call("new", name, *options, cwd=cwd)
    assert (ended.status, ended.err) == (0, "")
    return cwd / f"{name}.feature"


def test_a_mailbox_that_lets_no_mail_in_ends_at_3_and_the_file_says_so(tmp_path: Path) -> None:
    path = write("dead", "--said", "URLが使えない", "--step", "4", "--mailbox", "dead", cwd=tmp_path)
    assert read_issue(path).symptom.steps[-1].text == "再設定メールは届いていない"
    assert "届かないので、③まで" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("said", ["@x シナリオ: 「押す」 <a> | #1: *", '"引用" \\ \t 空白', "改\n行"])
def test_whatever_the_user_said_stands_there_in_one_line(tmp_path: Path, said: str) -> None:
    path = write("said", "--said", said, "--step", "1", cwd=tmp_path)
    assert read_issue(path).said == " ".join(said.split())


def test_the_same_answers_give_the_same_file(tmp_path: Path) -> None:
    answers = ("--said", "届かない", "--step", "③", "--mailbox", "softbank")
    texts = {write(name, *answers, cwd=tmp_path).read_text(encoding="utf-8") for name in ("one", "two")}
    assert len(texts) == 1


def test_output_is_a_folder_that_is_made_or_a_file(tmp_path: Path) -> None:
    answers = ("--said", "x", "--step", "1")
    assert call("new", "a", *answers, "--output", "new/folder", cwd=tmp_path).status == 0
    assert call("new", "a", *answers, "--output", "new/b.feature", cwd=tmp_path).status == 0
    assert sorted(path.name for path in (tmp_path / "new").rglob("*.feature")) == ["a.feature", "b.feature"]


def test_it_says_where_the_file_is_and_how_to_run_it(tmp_path: Path) -> None:
    ended = call("new", "二重 クリック", "--said", "x", "--step", "1", cwd=tmp_path)
    assert ended.out.splitlines() == [
        "書きました: 二重 クリック.feature",
        "実行: gmis repro '二重 クリック.feature'",
        "続きの書き方は、ファイルの終わりにあります。",
    ]
