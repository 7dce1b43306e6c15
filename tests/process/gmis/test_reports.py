"""`gmis reports` and `gmis diagnose`."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gmis.cli import cli
from pytest_gmis.reports.reading import every_issue


def gmis(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


def test_every_issue_is_listed_below_what_the_user_says() -> None:
    lines = gmis("reports").output.splitlines()
    said = ""
    listed = {}
    for line in lines:
        if line.startswith("「"):
            said = line.strip("「」")
        else:
            listed[line.split()[0]] = said
    assert listed == {issue.name: issue.said for issue in every_issue()}
    headings = [line for line in lines if line.startswith("「")]
    assert len(headings) == len(set(headings))


def test_a_tag_narrows_the_list_and_an_unknown_one_is_told_what_there_is() -> None:
    listed = [line.split()[0] for line in gmis("reports", "--tag", "スマートフォン").output.splitlines()[1:]]
    assert listed == ["phone-report"]
    ended = gmis("reports", "--tag", "電話")
    assert ended.exit_code == 1
    assert "携帯電話" in ended.output


@pytest.mark.parametrize("said", ["「ユーザ名がエラーになる」", "ﾕｰｻﾞ名がエラーになる。"])
def test_a_symptom_is_run_and_told_with_cause_difference_and_remedy(said: str, tmp_path: Path) -> None:
    ended = subprocess.run(
        [Path(sys.executable).with_name("gmis"), "diagnose", said, "--inbox", "embedded"],
        cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "「ユーザ名がエラーになる」: 2件の報告を実行します" in ended.stdout
    assert "1. 再現した: ユーザ名が全角、または空白が付いている (fullwidth-username)" in ended.stdout
    assert "2. 再現した: 都道府県の10桁の番号や医療機関コードを入力した (ten-digit-number)" in ended.stdout
    for label in ("状況", "操作", "原因", "見分け方", "対処", "記録"):
        assert ended.stdout.count(f"   {label}: ") == 2
    assert (tmp_path / "report/diagnose/ten-digit-number.html").exists()


def test_a_symptom_that_nobody_reported_is_told_the_nearest() -> None:
    ended = gmis("diagnose", "めーるがこない")
    assert ended.exit_code == 1
    assert "「めーるがこない」という申告はありません。近いもの: 「メールが届かない」" in ended.output
