"""The vocabulary: one meaning for each sentence, an example for each, and what is said is what is understood."""

import pytest

from gmis_api.nearest import nearest
from pytest_gmis.reports.reading import every_issue
from pytest_gmis.reports.sentences import circumstances, clock, med_login, outcome
from pytest_gmis.reports.tags import TAGS
from pytest_gmis.reports.vocabulary import nearest_patterns, understand, vocabulary


def test_a_sentence_has_a_meaning_that_ends_as_a_sentence_does() -> None:
    assert len(vocabulary()) > 100
    wrong = [f"{each.pattern}: {each.meaning}" for each in vocabulary() if not each.meaning.endswith("。")]
    assert wrong == [], "\n".join(wrong)


def test_a_sentence_has_an_example_that_is_it_and_no_other() -> None:
    wrong = []
    for sentence in vocabulary():
        keyword, _, text = sentence.example.partition(" ")
        understood = [said.sentence for said in understand(text)]
        if keyword not in ("前提", "もし", "ならば") or understood != [sentence]:
            wrong.append(f"{sentence.pattern}: {sentence.example}: {[each.pattern for each in understood]}")
    assert wrong == [], "\n".join(wrong)


def test_every_line_of_a_reported_issue_is_one_sentence() -> None:
    steps = [(issue.name, step) for issue in every_issue() for scenario in issue.scenarios for step in scenario.steps]
    assert len(steps) > 100
    misread = [f"{issue}: {step}" for issue, step in steps if understand(step.text) != [step.said]]
    assert misread == [], "\n".join(misread)
    said_otherwise = [f"{issue}: {step}" for issue, step in steps if str(step.said) != step.text]
    assert said_otherwise == [], "\n".join(said_otherwise)


def test_what_is_said_is_understood_as_what_was_said() -> None:
    for said in (clock.days_pass.say(3), med_login.types_two_passwords.say("a", again="b"), outcome.can_report.say()):
        assert said.is_clear
        assert understand(str(said)) == [said]
    assert str(clock.days_pass.say(count=3)) == "3日たつ"


@pytest.mark.parametrize("value", ["1行目\n2行目", "a」と入力し、確認の欄に「b"])
def test_a_value_that_makes_another_sentence_of_it_is_not_clear(value: str) -> None:
    assert not med_login.types_two_passwords.say(value, "x").is_clear


def test_a_value_that_is_missing_or_too_many_is_refused_where_it_is_said() -> None:
    with pytest.raises(TypeError):
        circumstances.setting_is.say("interstitial")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        outcome.can_report.say("x")  # type: ignore[call-arg]


@pytest.mark.parametrize(
    ("mistyped", "meant"),
    [
        ("パスワードリセットを申し込みます", "パスワードリセットを申し込む"),
        ("メールボックスはsoftbankである", "メールボックスは「{persona}」である"),
        ("30分まつ", "{count:d}分たつ"),
    ],
)
def test_a_sentence_that_is_unknown_is_told_the_nearest(mistyped: str, meant: str) -> None:
    assert understand(mistyped) == []
    assert meant in nearest_patterns(mistyped)


def test_something_is_near_to_any_text() -> None:
    assert nearest_patterns("zzz") == []


def test_a_tag_that_is_unknown_is_told_the_nearest() -> None:
    assert nearest("迷惑めーる", TAGS) == ["迷惑メール"]
    assert nearest("zzz", TAGS) == []
    assert "迷惑メール" in TAGS
