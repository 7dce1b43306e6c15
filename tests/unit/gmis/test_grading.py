"""A command against a defect, as its runs come out; and what a lane is told."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, cast

import pytest

from gmis.grading import one_by_one
from gmis.grading.command import Command, Run
from gmis.grading.lanes import aims_of, graded_of
from gmis_api.answers import DefectAnswer
from gmis_simulator.defects.catalogue import DEFECTS, answer_of

GREEN = Run(red=False, took=1)
ON: list[list[str]] = []


def red(*tests: str) -> Run:
    return Run(red=True, took=1, tests=9, failed=dict.fromkeys(tests, "why"))


class Runs:
    """A command whose runs come out so, one after the other."""

    def __init__(self, *runs: Run) -> None:
        self._runs = list(runs)

    def run(self, environment: Mapping[str, str]) -> Run:
        del environment
        return self._runs.pop(0)


@pytest.fixture(autouse=True)
def no_simulator(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would be on is noted, and nothing is started."""
    ON.clear()

    @contextmanager
    def standing(defects: Sequence[str] = ()) -> Iterator[dict[str, str]]:
        ON.append(list(defects))
        yield {}

    monkeypatch.setattr(one_by_one, "standing", standing)


def defects(*names: str) -> list[DefectAnswer]:
    return [answer_of(DEFECTS[name]) for name in names]


def outcomes(runs: Runs, *names: str) -> list[str]:
    return [each.outcome for each in one_by_one.against(cast(Command, runs), defects(*names))]


def test_red_twice_by_the_same_test_is_noticed_and_by_two_others_is_not() -> None:
    assert outcomes(Runs(red("a", "b"), red("b", "c")), "never-locked") == ["noticed"]
    assert outcomes(Runs(red("a"), red("b")), "never-locked") == ["flaky"]
    assert outcomes(Runs(red("a"), GREEN), "never-locked") == ["flaky"]
    assert outcomes(Runs(red(), red()), "never-locked") == ["noticed"]  # without JUnit nobody knows which
    assert outcomes(Runs(GREEN), "never-locked") == ["unnoticed"]


def test_decoys_run_as_one_and_each_by_itself_only_where_that_is_red() -> None:
    names = ("longer-tokens", "another-id", "another-class")
    assert outcomes(Runs(GREEN), *names) == ["unnoticed"] * 3
    assert [list(names)] == ON
    ON.clear()
    assert outcomes(Runs(red("a"), red("a"), GREEN, red("a"), red("a"), GREEN), *names) == [
        "unnoticed", "noticed", "unnoticed"
    ]  # fmt: skip
    assert [list(names), *([name] for name in names)] == ON


def test_a_lane_is_told_what_noticed_each_defect_before() -> None:
    (aim,) = aims_of(defects("never-locked"), {"never-locked": ["t"], "account-locked": ["other"]})
    assert aim == {"name": "never-locked", "requirement": "account-locked", "step": "①", "first": ["t"]}


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ({"red": [{"test": "t", "reason": "why", "took": 1}], "flaky": ["u"]}, "noticed"),
        ({"red": [], "flaky": ["t"]}, "flaky"),
        ({"red": [], "flaky": []}, "unnoticed"),
        ({"red": [], "flaky": [], "broken": "no world"}, "broken"),
    ],
)
def test_what_a_lane_tells_is_judged_as_a_command_is(told: dict[str, Any], outcome: str) -> None:
    (defect,) = defects("never-locked")
    assert graded_of(defect, told | {"took": 1}).outcome == outcome
