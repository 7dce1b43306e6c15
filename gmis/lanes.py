"""Several runs side by side: a lane is a browser and an inbox, a row is a test."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from fixtures.results_file import Outcome, Result, RunResults

WORST_FIRST: tuple[Outcome, ...] = ("failed", "error", "flaky", "passed", "skipped")
BAD: tuple[Outcome, ...] = ("failed", "error", "flaky")


@dataclass(frozen=True, slots=True)
class Source:
    """A file of results that was read."""

    path: Path
    run: RunResults

    @property
    def broken_off(self) -> str:
        """Why this run is not whole; empty when it is."""
        if self.run.status is None:
            return "終わりまで実行されていません"
        # 0: all passed, 1: some failed, 5: there was no test for this shard
        return "" if self.run.status in (0, 1, 5) else f"途中で終わりました(pytestの終了コード{self.run.status})"


@dataclass(frozen=True, slots=True)
class Cell:
    """How one test came out in one lane. ``dossier``: None where there is none, or it is gone."""

    result: Result
    lane: "Lane"
    dossier: Path | None


@dataclass(slots=True)
class Lane:
    """``mark``: A, B, C …, by which the tables call it. Shards of one lane stand in one column."""

    mark: str
    browser: str
    inbox: str
    sources: list[Source] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)

    @property
    def tests(self) -> set[str]:
        """What was run in it."""
        return {cell.result.test for cell in self.cells}

    @property
    def counts(self) -> Counter[Outcome]:
        """How many tests came out how."""
        return Counter(cell.result.outcome for cell in self.cells)


@dataclass(slots=True)
class Row:
    """One test, in every lane in which it was run, by the lane's mark."""

    test: str
    title: str
    cells: dict[str, Cell] = field(default_factory=dict)

    @property
    def outcome(self) -> Outcome:
        """The worst of them."""
        return worst(cell.result.outcome for cell in self.cells.values())

    @property
    def file(self) -> str:
        """The file it is in."""
        return self.test.partition("::")[0]

    @property
    def steps(self) -> list[str]:
        """The leaflet's."""
        return sorted({step for cell in self.cells.values() for step in cell.result.steps})

    @property
    def requirements(self) -> list[str]:
        """What it shows."""
        return sorted({name for cell in self.cells.values() for name in cell.result.requirements})


def worst(outcomes: Iterable[Outcome]) -> Outcome:
    """Of several outcomes the one that counts."""
    return min(outcomes, key=WORST_FIRST.index)


def lanes_of(sources: Iterable[Source]) -> list[Lane]:
    """Every lane.

    Runs with the same browser and inbox are shards of one lane, unless both ran the same test: then each has its own.
    """
    lanes: list[Lane] = []
    for source in sorted(sources, key=lambda source: source.run.started):
        for (browser, inbox), results in _by_lane(source.run).items():
            tests = {result.test for result in results}
            lane = next(
                (each for each in lanes if (each.browser, each.inbox) == (browser, inbox) and not each.tests & tests),
                None,
            )
            if lane is None:
                lanes.append(lane := Lane("", browser, inbox))
            lane.sources.append(source)
            lane.cells += [Cell(result, lane, _dossier(source, result)) for result in results]
    lanes.sort(key=lambda lane: (lane.browser, lane.inbox))
    for number, lane in enumerate(lanes):
        lane.mark = _mark(number)
    return lanes


def rows_of(lanes: Iterable[Lane]) -> list[Row]:
    """Every test, in the order of files and names."""
    rows: dict[str, Row] = {}
    for lane in lanes:
        for cell in lane.cells:
            row = rows.setdefault(cell.result.test, Row(cell.result.test, cell.result.title))
            row.cells[lane.mark] = cell
    return [rows[test] for test in sorted(rows)]


def _by_lane(run: RunResults) -> dict[tuple[str, str], list[Result]]:
    """What needs no browser, or no inbox, belongs to the lane that most of its run is in."""
    browser = _most(result.browser for result in run.results)
    inbox = _most(result.inbox for result in run.results)
    found: dict[tuple[str, str], list[Result]] = {}
    for result in run.results:
        found.setdefault((result.browser or browser, result.inbox or inbox), []).append(result)
    return found


def _most(names: Iterable[str]) -> str:
    counted = Counter(name for name in names if name).most_common(1)
    return counted[0][0] if counted else ""


def _dossier(source: Source, result: Result) -> Path | None:
    path = source.path.parent / result.dossier
    return path if result.dossier and path.is_file() else None


def _mark(number: int) -> str:
    return (_mark(number // 26 - 1) if number >= 26 else "") + chr(ord("A") + number % 26)
