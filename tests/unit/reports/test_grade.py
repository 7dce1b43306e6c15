"""A grade as a file, its shards joined, and its page."""

from pathlib import Path

import pytest

from gmis_api.answers import DefectAnswer
from pytest_gmis.reports.graded.grade import Grade, Graded, Outcome, Red, WrongGrade, joined, read_grade
from pytest_gmis.reports.graded.page import by_test, headline_of, page_of

COMMAND = ["npx", "playwright", "test"]


def defect(name: str, *, decoy: bool = False, area: str = "login", step: str = "①") -> DefectAnswer:
    return DefectAnswer(
        name=name, title=f"{name}の題", harm="締め出される", step=step, requirement="account-locked", area=area,
        area_title="ログイン", source="CWE-307", seen="10回間違える", decoy=decoy,
    )  # fmt: skip


def graded(name: str, outcome: Outcome = "noticed", *, decoy: bool = False, tests: tuple[str, ...] = ()) -> Graded:
    red = [Red(test=test, reason="why", took=1.5) for test in tests]
    return Graded(defect=defect(name, decoy=decoy), outcome=outcome, red=red, took=2.0)


def grade(*results: Graded, command: list[str] = COMMAND) -> Grade:
    return Grade(command=command, started="2026-01-15T09:00:00+00:00", control=[3.0, 3.1], results=list(results))


def test_the_grade_is_the_share_noticed_rounded_down_and_a_simulator_that_does_not_start_counts_nowhere() -> None:
    found = grade(*(graded(f"n{number}") for number in range(199)), graded("u", "unnoticed"))
    assert (found.percent, found.perfect) == (99, False)
    assert grade(graded("a"), graded("b", "broken")).percent == 100
    assert not grade(graded("a"), graded("b", "broken")).perfect
    assert grade(graded("a"), graded("b", "flaky")).percent == 50
    assert grade(graded("a"), graded("d", "unnoticed", decoy=True)).perfect
    assert not grade().perfect


def test_a_decoy_that_is_noticed_is_a_false_alarm_and_spoils_the_grade() -> None:
    found = grade(graded("a"), graded("d", decoy=True))
    assert [each.defect.name for each in found.false_alarms] == ["d"]
    assert (found.percent, found.perfect) == (100, False)
    assert headline_of(found).tone == "bad"


def test_shards_are_joined_and_what_is_in_several_counts_once() -> None:
    first, second = grade(graded("a"), graded("b", "unnoticed")), grade(graded("b", "unnoticed"), graded("c"))
    whole = joined([(Path("1"), first), (Path("2"), second)])
    assert [each.defect.name for each in whole.results] == ["a", "b", "c"]
    assert whole.percent == 66


def test_a_grade_of_another_command_is_not_joined() -> None:
    with pytest.raises(WrongGrade, match="別のコマンド"):
        joined([(Path("1"), grade(graded("a"))), (Path("2"), grade(graded("b"), command=["pytest"]))])


@pytest.mark.parametrize("text", ["", "{}", '{"version": 2}', "[1]", "\xff"])
def test_what_is_no_grade_is_refused_by_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "grade.json"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(WrongGrade, match=r"grade\.json: "):
        read_grade(path)


def test_a_grade_of_another_time_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "grade.json"
    path.write_text(grade(graded("a")).model_copy(update={"version": 9}).model_dump_json())
    with pytest.raises(WrongGrade, match="版が 9"):
        read_grade(path)


def test_the_page_shows_the_unnoticed_first_with_harm_and_how_to_see_it() -> None:
    found = grade(
        graded("seen", tests=("e2e/test_login.py::test_the_tenth_failure[x]",)),
        graded("missed", "unnoticed"),
        graded("once", "flaky"),
        graded("no-start", "broken").model_copy(update={"told": "it did <not> start"}),
        graded("harmless", "unnoticed", decoy=True),
    )
    page = page_of(found)
    assert page.index("missedの題") < page.index("seenの題")
    for said in ("33%", "締め出される", "10回間違える", "気づかない不具合(2)", "it did &lt;not&gt; start", "緑のまま"):
        assert said in page
    assert "the tenth failure [x]" in page
    assert "<script" not in page


def test_tests_are_listed_by_how_much_each_noticed() -> None:
    found = grade(graded("a", tests=("t1", "t2")), graded("b", tests=("t2",)), graded("c", tests=("",)))
    assert [(test, len(noticed)) for test, noticed in by_test(found)] == [("t2", 2), ("t1", 1)]
