"""A .feature file is read whole, or refused with file, line, what is allowed and the nearest."""

import re
from pathlib import Path

import pytest

from pytest_gmis.reports.issue import ReportedIssue
from pytest_gmis.reports.reading import FACTS, WrongFeature, every_issue, read_issue
from pytest_gmis.reports.tags import REMEDY, SYMPTOM

GOOD = """\
# language: ja
@手順③ @迷惑メール
機能: 原因
  利用者の申告: 届かない
  出典： manual

  背景:
    前提 アカウントがロックされている

  シナリオ: 一つ目
    もし 1日たつ
    かつ 2日たつ
    ならば 記録に「clock.moved」がある
"""


def wrong(tmp_path: Path, text: str) -> str:
    path = tmp_path / "it.feature"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(WrongFeature) as caught:
        read_issue(path)
    return str(caught.value).replace(f"{path}:", "")


def test_what_is_in_a_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "it.feature"
    path.write_text(GOOD, encoding="utf-8")
    issue = read_issue(path)
    assert (issue.name, issue.title, issue.said, issue.leaflet_step) == ("it", "原因", "届かない", "③")
    assert issue.facts["出典"] == "manual"
    assert [(step.line, step.keyword, step.kind, step.text) for step in issue.symptom.steps] == [
        (8, "前提", "前提", "アカウントがロックされている"),
        (11, "もし", "もし", "1日たつ"),
        (12, "かつ", "もし", "2日たつ"),
        (13, "ならば", "ならば", "記録に「clock.moved」がある"),
    ]
    assert issue.remedies == ()


def test_an_unknown_sentence_is_refused_with_its_line_and_the_nearest(tmp_path: Path) -> None:
    said = wrong(tmp_path, GOOD.replace("1日たつ", "1日がたつ"))
    assert said.startswith("11: 「1日がたつ」という手順はありません。近いもの:")
    assert "{count:d}日たつ" in said


def test_an_unknown_tag_is_refused_with_the_nearest(tmp_path: Path) -> None:
    said = wrong(tmp_path, GOOD.replace("@迷惑メール", "@迷惑めーる"))
    assert said.startswith("2: タグ「@迷惑めーる」はありません。もしかして @迷惑メール?")


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    said = wrong(tmp_path, GOOD.replace("1日たつ", "一日たつ").replace("2日たつ", "二日たつ"))
    assert [line.split(":")[0] for line in said.splitlines() if line[:2].isdecimal()] == ["11", "12"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "1: 「機能:」がありません"),
        ("# language: ja\n機能: 空\n", "2: シナリオがありません"),
        ("# language: ja\n機能: x\n  シナリオ: y\n", "3: シナリオ「y」に手順がありません"),
        ("# language: ja\nシナリオ: x\n", "2: 'シナリオ: x' はここに書けません。書けるもの: "),
        (GOOD.replace("    かつ 2日たつ", "    2日たつ"), "「前提 / もし / ならば / かつ / ただし」で始まる手順"),
        ("# language: zz\n", "1: Language not supported: zz"),
    ],
)
def test_what_is_no_feature_is_refused_with_what_may_stand_there(tmp_path: Path, text: str, said: str) -> None:
    assert said in wrong(tmp_path, text)


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "it.feature").write_bytes(b"\xff\xff")
    for path in (tmp_path / "it.feature", tmp_path / "none.feature", tmp_path):
        with pytest.raises(WrongFeature, match="読めません"):
            read_issue(path)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp932"])
def test_a_file_as_windows_saves_it_is_the_same_issue(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "it.feature"
    path.write_bytes(GOOD.replace("\n", "\r\n").encode(encoding))
    issue = read_issue(path)
    assert (issue.title, issue.said) == ("原因", "届かない")
    assert [step.line for step in issue.symptom.steps] == [8, 11, 12, 13]


@pytest.mark.parametrize("first", ["", "# 覚え書き\n", "\n\n", "# Language\n"])
def test_a_missing_language_is_named_as_the_cause_and_nothing_else(tmp_path: Path, first: str) -> None:
    said = wrong(tmp_path, first + GOOD.partition("\n")[2])
    assert said.startswith("1: 1行目に「# language: ja」がありません")
    assert len(said.splitlines()) == 1


def test_there_are_all_55_and_no_two_say_the_same_of_one_cause() -> None:
    issues = every_issue()
    assert len(issues) == 55
    assert len({issue.title for issue in issues}) == 55


@pytest.mark.parametrize("issue", every_issue(), ids=lambda issue: issue.name)
def test_a_reported_issue_is_complete(issue: ReportedIssue) -> None:
    assert all(issue.facts.get(fact) for fact in FACTS)
    assert issue.leaflet_step
    assert issue.facts["出典"].split()[0] in ("manual", "platform", "public")
    assert SYMPTOM in issue.symptom.tags
    assert issue.remedies
    assert all(REMEDY in remedy.tags for remedy in issue.remedies)
    for scenario in issue.scenarios:
        assert any(step.kind == "ならば" for step in scenario.steps)


@pytest.mark.parametrize("issue", every_issue(), ids=lambda issue: issue.name)
def test_its_answer_is_two_to_four_polite_sentences(issue: ReportedIssue) -> None:
    sentences = issue.answer.removesuffix("。").split("。")
    assert 2 <= len(sentences) <= 4
    assert all(re.search(r"(ます|ません|ください|です|でした|ました)$", sentence) for sentence in sentences)


@pytest.mark.parametrize("issue", every_issue(), ids=lambda issue: issue.name)
def test_no_answer_asks_for_a_password(issue: ReportedIssue) -> None:
    assert not re.search(r"パスワードを(お知らせ|お教え|教え|お送り|ご連絡)", issue.answer)


@pytest.mark.parametrize(
    "text",
    ["x" * 200_000, "@" + "a" * 200_000 + "\n機能: a\n", "@a " * 50_000 + "\n機能: a\n", "機能: a\n" * 10_000,
     "機能: a\nシナリオ: b\n" + "  前提 x\n" * 10_000, "機能: a\n" + "シナリオ: b\n  前提 x\n" * 5_000,
     "機能: a\nシナリオ: b\n  前提 " + "あ" * 50_000 + "\n", "機能: a\n" * 200_000],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_however_much_is_wrong_it_is_told_in_short(tmp_path: Path, text: str) -> None:
    path = tmp_path / "odd.feature"
    path.write_text(f"# language: ja\n{text}", encoding="utf-8")
    with pytest.raises(WrongFeature, match=r"odd\.feature:") as caught:
        read_issue(path)
    assert len(str(caught.value)) < 30_000
    assert len(str(caught.value).splitlines()) < 200
