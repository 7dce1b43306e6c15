"""A suite of ours against the defects: several pytest processes, each with a simulator whose defects it switches."""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from time import sleep
from typing import Any

from gmis.grading.command import WrongCommand
from gmis.grading.standing import standing
from gmis_api.answers import DefectAnswer
from gmis_api.language import _
from pytest_gmis.reports.graded.grade import Graded, Red

COUNT = (os.cpu_count() or 1) + 2  # a test that is red mostly waits for what does not come
_LOOK = 0.2  # seconds between two looks at what the lanes have written


def graded_in_lanes(
    words: Sequence[str],
    defects: Sequence[DefectAnswer],
    folder: Path,
    *,
    whole: bool = False,
    first: Mapping[str, Sequence[str]] | None = None,
) -> Iterator[Graded]:
    """What becomes of each of ``defects``, as it is known. ``words``: pytest with its arguments.

    ``first``: tests to begin with, by a defect's name: those that noticed it before. Raises WrongCommand.
    """
    by_name = {each.name: each for each in defects}
    count = max(1, min(COUNT, len(defects)))
    with ExitStack() as stack:
        lanes = [
            _Lane(stack, words, defects[number::count], folder / f"lane-{number}", whole=whole, first=first or {})
            for number in range(count)
        ]
        left = set(by_name)
        while left:
            ended = all(lane.ended for lane in lanes)  # before the last look
            for lane in lanes:
                for told in lane.news():
                    left.discard(told["name"])
                    yield graded_of(by_name[told["name"]], told)
            if left and ended:
                raise WrongCommand(
                    _(
                        "pytest ended before {count} defects were tried. Its output: {logs}",
                        count=len(left),
                        logs=", ".join(str(lane.log) for lane in lanes),
                    )
                )
            sleep(_LOOK if left else 0)


class _Lane:
    """One pytest process and its simulator; the job and what comes of it are files in ``folder``."""

    def __init__(
        self,
        stack: ExitStack,
        words: Sequence[str],
        defects: Sequence[DefectAnswer],
        folder: Path,
        *,
        whole: bool,
        first: Mapping[str, Sequence[str]],
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.log, self._results, job = folder / "pytest.txt", folder / "results.jsonl", folder / "job.json"
        self._results.write_text("", encoding="utf-8")
        self._read = 0
        aims = aims_of(defects, first)
        given = {"defects": aims, "results": str(self._results), "whole": whole}
        job.write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
        environment = stack.enter_context(standing()) | {"GMIS_GRADE": str(job)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # pytest would rewrite every test in each process
        output = stack.enter_context(self.log.open("wb"))
        self._process = subprocess.Popen(  # noqa: S603 (our own suite)
            [*words, "-q", "-p", "no:cacheprovider", "--gmis-no-dossier"],
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        stack.callback(self._end)

    @property
    def ended(self) -> bool:
        """Whether nothing more will come."""
        return self._process.poll() is not None

    def news(self) -> list[dict[str, Any]]:
        """What is new since the last look."""
        lines = self._results.read_text(encoding="utf-8").splitlines(keepends=True)
        whole = [line for line in lines if line.endswith("\n")]
        fresh, self._read = whole[self._read :], len(whole)
        return [json.loads(line) for line in fresh]

    def _end(self) -> None:
        if not self.ended:
            self._process.terminate()
        self._process.wait()


def aims_of(defects: Sequence[DefectAnswer], first: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    """What a lane is told of each: its requirement and step, and the tests to begin with."""
    return [
        {"name": x.name, "requirement": x.requirement, "step": x.step, "first": list(first.get(x.name, ()))}
        for x in defects
    ]


def graded_of(defect: DefectAnswer, told: Mapping[str, Any]) -> Graded:
    """What became of ``defect``, as its lane told it."""
    red = [Red(**each) for each in told["red"]]
    outcome: Any = "noticed" if red else "flaky" if told["flaky"] else "unnoticed"
    if told.get("broken"):
        outcome = "broken"
    return Graded(
        defect=defect, outcome=outcome, red=red, flaky=told["flaky"], told=told.get("broken", ""), took=told["took"]
    )
