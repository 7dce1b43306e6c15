"""A symptom finds what says exactly this, else what holds all of its words."""

import pytest

from pytest_gmis.reports.reading import every_issue
from pytest_gmis.reports.symptoms import with_symptom

ISSUES = every_issue()


def named(said: str) -> set[str]:
    return {issue.name for issue in with_symptom(said, ISSUES)}


def test_where_somebody_said_exactly_this_nothing_else_is_found() -> None:
    assert {issue.said for issue in with_symptom("「ﾒｰﾙが届かない。」", ISSUES)} == {"メールが届かない"}


def test_a_part_finds_all_that_hold_it() -> None:
    found = with_symptom("届かない", ISSUES)
    assert {issue.said for issue in found} >= {"メールが届かない", "許可したのに届かない", "変更を頼んだのに届かない"}
    assert all("届かない" in issue.said + issue.title for issue in found)


def test_several_words_must_all_be_there_in_any_order() -> None:
    allowed = {"au-spoofing", "list-rewrites-sender", "not-asked-again", "one-domain-allowed", "softbank-links"}
    assert named("届かない 許可") == allowed
    assert named("届かない　さかな") == set()


def test_what_the_cause_is_called_counts_too() -> None:
    assert "au-spoofing" in named("au 許可")


@pytest.mark.parametrize("said", ["", "  ", "。「」"])
def test_nothing_finds_nothing(said: str) -> None:
    assert named(said) == set()
