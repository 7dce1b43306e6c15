"""What a run came to: the user's view, or not, or something that has nothing to do with it."""

from pathlib import Path
from typing import Any

import pytest

from pytest_gmis.evidence.recorder import Recorder
from pytest_gmis.evidence.recording import Line, Moment
from pytest_gmis.reports.reading import read_issue
from pytest_gmis.reports.shipped import FOLDER
from pytest_gmis.reports.verdict import Run, Verdict

MISTAKE = {"kind": "mistake", "data": {"doing": "Send", "error": "RuntimeError: no mail today"}}
BROKEN = {"kind": "page.answered", "data": {"status": 503}}
NOT_SO = AssertionError("expected\nmore")


def run_with(*events: dict[str, Any], line: str = "") -> Run:
    issue = read_issue(FOLDER / "junk-folder.feature")
    recorder = Recorder(issue.name, issue.title, trace=False)
    lines = [Line(at=0, source="error", text=line)] if line else []
    recorder.recording.moments.append(Moment(keyword="もし", text="x", events=list(events), lines=lines))
    return Run(issue, issue.symptom, recorder)


def judged(run: Run, error: Exception | None, kind: str = "ならば") -> Run:
    run.judge(error, next(step for step in run.scenario.steps if step.kind == kind) if error else None)
    return run


def test_all_that_passed_is_reproduced() -> None:
    assert judged(run_with(), None).verdict is Verdict.REPRODUCED


def test_a_mistake_of_the_simulator_is_never_a_reproduction() -> None:
    run = judged(run_with(MISTAKE), None)
    assert run.verdict is Verdict.OTHER_FAILURE
    assert "シミュレーターの内部で誤りが起きました: Send: RuntimeError: no mail today" in run.headline.sentence


def test_an_expectation_that_was_not_so_went_well_and_says_where() -> None:
    run = judged(run_with(), NOT_SO)
    assert run.verdict is Verdict.WENT_WELL
    assert run.where == f"junk-folder.feature:{run.scenario.steps[2].line} 「送信後の画面になる」: expected"


@pytest.mark.parametrize("run", [run_with(MISTAKE), run_with(BROKEN), run_with(line="TypeError: x")], ids=lambda _: "")
def test_where_something_broke_on_the_way_it_did_not_go_well(run: Run) -> None:
    assert judged(run, NOT_SO).verdict is Verdict.OTHER_FAILURE


@pytest.mark.parametrize(("error", "kind"), [(NOT_SO, "もし"), (ValueError("x"), "ならば")])
def test_a_step_of_the_way_or_another_error_is_another_failure(error: Exception, kind: str) -> None:
    assert judged(run_with(), error, kind).verdict is Verdict.OTHER_FAILURE


def test_the_line_that_failed_is_in_its_file() -> None:
    assert all(step.path == Path(FOLDER / "junk-folder.feature") for step in run_with().scenario.steps)
