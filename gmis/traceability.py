"""What was shown: each requirement with its tests, and each step of the leaflet."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from e2e.requirements import KINDS, Requirement
from fixtures.results_file import Outcome
from gmis.lanes import Row, worst

Shown = Outcome | Literal["untested"]

STEPS = (*"①②③④⑤⑥⑦後", "")
"""The leaflet's steps; the empty one is for tests of something else."""

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Traced:
    """A requirement with the tests that show it."""

    requirement: Requirement
    rows: list[Row]

    @property
    def outcome(self) -> Shown:
        """The worst of its tests; untested when there is none."""
        return worst(row.outcome for row in self.rows) if self.rows else "untested"

    @property
    def counts(self) -> Counter[Outcome]:
        """How many tests came out how."""
        return Counter(row.outcome for row in self.rows)


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of the leaflet: how its tests came out, and what of it is shown."""

    step: str
    counts: Counter[Outcome]
    traced: list[Traced]

    @property
    def untested(self) -> int:
        """How many of its requirements have no test."""
        return sum(each.outcome == "untested" for each in self.traced)


def trace(known: Mapping[str, Requirement], rows: Iterable[Row]) -> dict[str, list[Traced]]:
    """By kind, in the order of the leaflet's steps; what tests name and nobody knows comes last, as `UNKNOWN`."""
    tests: dict[str, list[Row]] = {name: [] for name in known}
    for row in rows:
        for name in row.requirements:
            tests.setdefault(name, []).append(row)
    found: dict[str, list[Traced]] = {kind: [] for kind in (*KINDS, UNKNOWN)}
    for name, shown_by in tests.items():
        steps = {step for row in shown_by for step in row.steps}
        requirement = known.get(name) or Requirement(name, UNKNOWN, name, "", min(steps, default=""))
        found[requirement.kind].append(Traced(requirement, shown_by))
    for traced in found.values():
        traced.sort(key=lambda each: STEPS.index(each.requirement.step))
    return {kind: traced for kind, traced in found.items() if traced}


def by_step(traced: Mapping[str, list[Traced]], rows: Iterable[Row]) -> list[StepLine]:
    """A line for each step that has requirements or tests."""
    rows = list(rows)
    lines = []
    for step in STEPS:
        counts = Counter(row.outcome for row in rows if (step in row.steps if step else not row.steps))
        here = [each for kind in traced.values() for each in kind if each.requirement.step == step]
        if counts or here:
            lines.append(StepLine(step, counts, here))
    return lines
