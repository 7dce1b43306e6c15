"""`gmis reports`, and what `gmis diagnose` does not know."""

from pathlib import Path

from pytest_gmis.reports.reading import every_issue
from tests.rigs.commands import call


def test_every_issue_is_listed_below_what_the_user_says(tmp_path: Path) -> None:
    ended = call("reports", cwd=tmp_path)
    assert (ended.status, ended.err) == (0, "")
    lines = ended.out.splitlines()
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


def test_a_tag_narrows_the_list_and_an_unknown_one_is_told_what_there_is(tmp_path: Path) -> None:
    lines = call("reports", "--tag", "スマートフォン", cwd=tmp_path).out.splitlines()
    named = [line.split()[0] for line in lines if not line.startswith("「")]
    assert named == ["in-app-browser-closed", "phone-report"]
    assert "携帯電話" in call("reports", "--tag", "電話", cwd=tmp_path).in_one_sentence()


def test_a_symptom_that_nobody_reported_is_told_the_nearest(tmp_path: Path) -> None:
    said = call("diagnose", "めーるがこない", cwd=tmp_path).in_one_sentence()
    assert "「めーるがこない」という申告はありません。近いもの: 「メールが届かない」" in said
