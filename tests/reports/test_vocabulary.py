"""The vocabulary: one meaning for each sentence, an example for each, and every sentence of the issues in it."""

import pytest

from pytest_gmis.reports.issue import every_issue
from pytest_gmis.reports.tags import TAGS, nearest_tag
from pytest_gmis.reports.vocabulary import Sentence, fitting, nearest, vocabulary


@pytest.mark.parametrize("sentence", vocabulary(), ids=lambda sentence: sentence.pattern)
def test_a_sentence_has_a_meaning_and_an_example_that_is_it_and_no_other(sentence: Sentence) -> None:
    assert sentence.meaning.endswith("。")
    keyword, _, text = sentence.example.partition(" ")
    assert keyword in ("前提", "もし", "ならば")
    assert fitting(text) == [sentence]


@pytest.mark.parametrize("issue", every_issue(), ids=lambda issue: issue.name)
def test_every_line_of_a_reported_issue_is_one_sentence(issue: object) -> None:
    for scenario in issue.scenarios:  # type: ignore[attr-defined]
        for step in scenario.steps:
            assert len(fitting(step.text)) == 1, step


@pytest.mark.parametrize(
    ("mistyped", "meant"),
    [
        ("パスワードリセットを申し込みます", "パスワードリセットを申し込む"),
        ("メールボックスはsoftbankである", "メールボックスは「{persona}」である"),
        ("30分まつ", "{count:d}分たつ"),
    ],
)
def test_a_sentence_that_is_unknown_is_told_the_nearest(mistyped: str, meant: str) -> None:
    assert fitting(mistyped) == []
    assert meant in nearest(mistyped)


def test_something_is_near_to_any_text() -> None:
    assert len(nearest("zzz")) == 3


def test_a_tag_that_is_unknown_is_told_the_nearest() -> None:
    assert nearest_tag("迷惑めーる") == "迷惑メール"
    assert nearest_tag("zzz") == ""
    assert "迷惑メール" in TAGS
