"""What `gmis grade` makes of results as they come: its exit status, what it keeps, what it tries again."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from gmis.grading.command import Command, WrongCommand
from gmis_api.answers import DefectAnswer
from pytest_gmis.reports.graded.grade import Graded, Outcome
from tests.rigs.commands import Ended, call

Against = Callable[[Command, Sequence[DefectAnswer]], Iterator[Graded]]


def coming(**outcomes: Outcome) -> Against:
    """Each defect comes out so; names with _ for -."""

    def against(command: Command, defects: Sequence[DefectAnswer]) -> Iterator[Graded]:
        del command
        for each in defects:
            yield Graded(defect=each, outcome=outcomes[each.name.replace("-", "_")])

    return against


def control(command: Command) -> float:
    del command
    return 1.0


def grade(folder: Path, against: Against, *options: str) -> Ended:
    replaced: dict[str, Any] = {"gmis.grade.against": against, "gmis.grade.control": control}
    only = "never-locked,capitals-matter,longer-tokens"
    return call("grade", "--only", only, "--output", "out", *options, "--", "true", cwd=folder, replaced=replaced)


def outcomes(folder: Path) -> dict[str, str]:
    results = json.loads((folder / "out" / "grade.json").read_text(encoding="utf-8"))["results"]
    return {each["defect"]["name"]: each["outcome"] for each in results}


@pytest.mark.parametrize(
    ("one", "other", "decoy", "status"),
    [
        ("noticed", "noticed", "unnoticed", 0),
        ("noticed", "unnoticed", "unnoticed", 1),
        ("noticed", "flaky", "unnoticed", 1),
        ("noticed", "broken", "unnoticed", 1),
        ("noticed", "noticed", "noticed", 1),
    ],
)
def test_it_ends_with_0_when_all_is_noticed_nothing_is_broken_and_no_decoy_is(
    tmp_path: Path, one: Outcome, other: Outcome, decoy: Outcome, status: int
) -> None:
    ended = grade(tmp_path, coming(never_locked=one, capitals_matter=other, longer_tokens=decoy))
    assert ended.status == status, ended.said
    assert ("誤報: longer-tokens" in ended.out) is (decoy == "noticed")


@pytest.mark.parametrize("stop", [KeyboardInterrupt(), WrongCommand("no more")])
def test_what_came_before_it_was_stopped_is_kept_and_gone_on_from(tmp_path: Path, stop: BaseException) -> None:
    def stopped(command: Command, defects: Sequence[DefectAnswer]) -> Iterator[Graded]:
        yield next(coming(never_locked="noticed")(command, defects))
        raise stop

    assert grade(tmp_path, stopped).status in (2, 130)
    assert outcomes(tmp_path) == {"never-locked": "noticed"}
    again = grade(tmp_path, coming(capitals_matter="noticed", longer_tokens="unnoticed"), "--resume")
    assert again.out.startswith("2件(不具合 1、無害な変更 1)を試します")
    assert (again.status, len(outcomes(tmp_path))) == (0, 3)


def test_what_was_red_once_or_did_not_start_is_tried_again(tmp_path: Path) -> None:
    grade(tmp_path, coming(never_locked="flaky", capitals_matter="broken", longer_tokens="unnoticed"))
    again = grade(tmp_path, coming(never_locked="noticed", capitals_matter="noticed"), "--resume")
    assert again.status == 0, again.said


def test_another_shard_is_not_gone_on_with(tmp_path: Path) -> None:
    sound = coming(never_locked="noticed", capitals_matter="noticed", longer_tokens="unnoticed")
    grade(tmp_path, sound, "--shard", "1/2")
    assert "別の採点の結果です" in grade(tmp_path, sound, "--shard", "2/2", "--resume").in_one_sentence()


def test_the_limit_is_in_minutes(tmp_path: Path) -> None:
    limits = []

    def against(command: Command, defects: Sequence[DefectAnswer]) -> Iterator[Graded]:
        limits.append(command.limit)
        yield from coming(never_locked="noticed", capitals_matter="noticed", longer_tokens="unnoticed")(
            command, defects
        )

    grade(tmp_path, against, "--limit", "2")
    grade(tmp_path, against)
    assert limits == [120, 1800]
