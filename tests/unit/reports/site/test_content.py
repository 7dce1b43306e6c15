"""What the site says of a report: whose mail it is, which others say the same, and which pictures tell it."""

import pytest

from pytest_gmis.reports.reading import every_issue
from pytest_gmis.reports.site.content import entries_of, recipients_of, symptoms_of
from pytest_gmis.reports.site.pictures import decisive
from tests.rigs.told_site import run_of

ISSUES = {issue.name: issue for issue in every_issue()}


@pytest.mark.parametrize(
    ("name", "recipients"),
    [
        ("au-spoofing", ("carrier",)), ("links-as-text", ("work",)), ("scanner-spent-link", ("work",)),
        ("mailbox-full", ("other",)), ("rule-unmet", ("any",)), ("phone-report", ("any",)),
    ],
)  # fmt: skip
def test_whose_mail_it_is_comes_from_its_mailbox_and_its_tags(name: str, recipients: tuple[str, ...]) -> None:
    assert recipients_of(ISSUES[name]) == recipients


def test_reports_of_one_symptom_stand_together_and_name_each_other() -> None:
    entries = entries_of([run_of(ISSUES[name]) for name in ("junk-folder", "rule-unmet", "dead-address")])
    assert [[entry.issue.name for entry in symptom.entries] for symptom in symptoms_of(entries)] == [
        ["junk-folder", "dead-address"],
        ["rule-unmet"],
    ]
    assert [[other.name for other in entry.others] for entry in entries] == [["dead-address"], [], ["junk-folder"]]


def pictures(name: str, *seen: int) -> list[tuple[str, tuple[str, ...], bytes]]:
    run = run_of(ISSUES[name], *seen)
    assert run.recording
    return [(each.after, each.shows, each.jpeg) for each in decisive(run.recording, run.scenario)]


def test_an_outcome_is_told_below_the_last_page_before_it_and_what_is_in_the_log_is_not_told() -> None:
    assert pictures("junk-folder", 1, 3) == [
        ("パスワードリセットを申し込む", ("送信後の画面になる",), b"picture 1"),
        ("", ("「受信トレイ」に再設定メールはない",), b"picture 3"),
    ]


def test_where_one_page_shows_it_all_the_one_before_stands_beside_it() -> None:
    told = pictures("rule-unmet", 0, 2, 3, 4)
    assert [jpeg for _, _, jpeg in told] == [b"picture 3", b"picture 4"]
    assert told[0] == ("「パスワードのリセット」を押す", (), b"picture 3")


def test_there_are_three_at_most_the_last_ones() -> None:
    assert [jpeg for _, _, jpeg in pictures("quarantine")] == [b"picture 2", b"picture 4", b"picture 8"]


def test_where_nothing_was_seen_there_is_none() -> None:
    assert pictures("junk-folder", 99) == []
