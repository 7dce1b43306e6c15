"""Runs scenarios of one reported issue by pytest, within this process, with everything recorded."""

import os
import shlex
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

import pytest

from e2e.reported import FOLDER
from e2e.reported_issue import ReportedIssue, Scenario
from fixtures.dossier import Headline
from fixtures.evidence import Kept, keep_evidence, versions
from fixtures.recorder import RECORDER, Recorder
from fixtures.recording import Recording

_WANTED = ("base_url", "playwright", "pytest-bdd")  # of what is installed: all else costs time and may interfere
_OURS = ("fixtures.plugin", "fixtures.failures", "e2e.plugin")


class Verdict(IntEnum):
    """What a run came to; its number is the command's exit status."""

    REPRODUCED = 0
    WENT_WELL = 1
    OTHER_FAILURE = 2
    BROKEN_OFF = 130

    @property
    def label(self) -> str:
        """As it is said."""
        return {0: "再現した", 1: "再現しない", 2: "別の失敗", 130: "中断"}[self.value]


Wanted = tuple[ReportedIssue, Scenario]


@dataclass(slots=True)
class Run:
    """One scenario that was run. ``where``: the step that failed, with its line."""

    issue: ReportedIssue
    scenario: Scenario
    recorder: Recorder
    verdict: Verdict = Verdict.OTHER_FAILURE
    where: str = ""
    error: str = ""
    kept: Kept | None = None
    recording: Recording | None = None

    @property
    def remedy(self) -> bool:
        """Whether it is one in which what helps helps."""
        return self.scenario is not self.issue.symptom

    @property
    def headline(self) -> Headline:
        """What stands on top of its dossier."""
        if self.verdict is Verdict.REPRODUCED:
            if self.remedy:
                return Headline("解決した", "対処すると解決しました。", "good")
            return Headline(self.verdict.label, "利用者の申告のとおりになりました。", "warn")
        if self.verdict is Verdict.WENT_WELL:
            return Headline(self.verdict.label, f"申告のようにはならず、うまくいきました: {self.where}", "good")
        if self.verdict is Verdict.BROKEN_OFF:
            return Headline(self.verdict.label, f"実行が中断されました。ここまでの記録です。{self.where}", "bad")
        return Headline(self.verdict.label, f"申告とは別のところで失敗しました: {self.where or self.error}", "bad")


@dataclass(frozen=True, slots=True)
class Options:
    """How to run. ``pause``: called at the end of each scenario, with the browsers open."""

    inbox: str = "auto"
    browser: str = "chromium"
    device: str | None = None
    headed: bool = False
    slow: bool = False
    seed: int = 1
    folder: Path = Path("report/repro")
    pause: Callable[[Run], None] | None = None
    echo: Callable[[str], None] = print


@dataclass(slots=True)
class _Watch:
    """The plugin that follows the run."""

    wanted: Sequence[Wanted]
    options: Options
    runs: list[Run] = field(default_factory=list)
    problem: str = ""
    _kind: str = ""

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        """Those scenarios, in that order, each with a recorder."""
        items[:] = [next(item for item in items if _is(item, *wanted)) for wanted in self.wanted]
        for (issue, scenario), item in zip(self.wanted, items, strict=True):
            what = issue.name if issue.path.parent == FOLDER else shlex.quote(issue.path.name)
            again = f"gmis repro {what} --seed {self.options.seed} --browser {self.options.browser}"
            again += f" --inbox {self.options.inbox}" if self.options.inbox != "auto" else ""
            again += f' --device "{self.options.device}"' if self.options.device else ""
            item.stash[RECORDER] = recorder = Recorder(
                issue.name, issue.title, scenario=scenario.name, seed=self.options.seed,
                device=self.options.device or "", again=again, versions=versions(),
            )  # fmt: skip
            self.runs.append(Run(issue, scenario, recorder))

    def pytest_bdd_before_scenario(self, scenario: Any) -> None:
        """Its name."""
        self.options.echo(f"シナリオ: {scenario.name}")

    @pytest.hookimpl(trylast=True)
    def pytest_bdd_after_step(self, request: pytest.FixtureRequest, step: Any) -> None:
        """Its line, with a mark that it went through."""
        took = request.node.stash[RECORDER].recording.moments[-1].took
        self.options.echo(f"  ✓ {step.keyword.strip()} {step.name}  ({took:.2f}秒)")

    @pytest.hookimpl(trylast=True)
    def pytest_bdd_step_error(self, step: Any, exception: Exception) -> None:
        """Its line, with a mark that it failed, and what was wrong."""
        self._kind = step.type if isinstance(exception, AssertionError) else "error"
        self.options.echo(f"  ✗ {step.keyword.strip()} {step.name}")

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
        """The verdict; the evidence is kept while the browsers are open."""
        report: pytest.TestReport = yield
        recorder = item.stash[RECORDER]
        run = next(run for run in self.runs if run.recorder is recorder)
        if report.when == "setup" and report.failed:
            run.error = str(call.excinfo.value) if call.excinfo else ""
        if report.when == "call":
            self._judge(run, report)
            if self.options.pause:
                self.options.pause(run)
            if run.remedy:  # it stands in the symptom's dossier
                run.recording = recorder.finish()
                return report
            run.kept = keep_evidence(
                self.options.folder, recorder, run.headline, facts=facts_of(run.issue), feature=run.issue.path,
            )  # fmt: skip
            run.recording = run.kept.recording
        return report

    def pytest_internalerror(self, excrepr: Any) -> bool:
        """A mistake of ours, told by the command."""
        self.problem = str(excrepr)
        return True

    @pytest.hookimpl
    def pytest_keyboard_interrupt(self, excinfo: Any) -> None:
        """Ctrl-C, or what ends a session before its first test."""
        if not isinstance(excinfo.value, KeyboardInterrupt):
            self.problem = str(excinfo.value)
            return
        for run in self.runs:
            if run.recording is None:
                run.verdict = Verdict.BROKEN_OFF

    def _judge(self, run: Run, report: pytest.TestReport) -> None:
        if report.passed:
            run.verdict = Verdict.REPRODUCED
            return
        failed = run.recorder.recording.failed
        crash = getattr(report.longrepr, "reprcrash", None)
        told = failed.error if failed else crash.message if crash else report.longreprtext
        run.error = told.strip().partition("\n")[0]
        run.where = f"{run.issue.path.name}:{failed.line} 「{failed.text}」: {run.error}" if failed else run.error
        # the user's view did not come about, and nothing broke on the way: then it went well
        broke = any(line.source == "error" for moment in run.recorder.recording.moments for line in moment.lines)
        broke = broke or any(
            event["kind"] == "page.answered" and event["data"]["status"] >= 500
            for moment in run.recorder.recording.moments
            for event in moment.events
        )
        run.verdict = Verdict.WENT_WELL if self._kind == "then" and not broke else Verdict.OTHER_FAILURE


def run_scenarios(wanted: Sequence[Wanted], options: Options) -> tuple[list[Run], str]:
    """Each in a fresh world, in that order; a sentence when none could be run, for want of a browser for example."""
    watch = _Watch(wanted, options)
    paths = dict.fromkeys(issue.path.resolve() for issue, _ in wanted)
    arguments = [
        *map(str, paths), "-c", os.devnull, "--rootdir", str(next(iter(paths)).parent), "--noconftest", "-s",
        "--disable-plugin-autoload", "-p", "no:cacheprovider", "-p", "no:terminal", "-p", "no:warnings",
        "--no-dossier", "--inbox", options.inbox, "--browser", options.browser, "--seed", str(options.seed),
    ]  # fmt: skip
    installed = [plugin.value for plugin in entry_points(group="pytest11") if plugin.name in _WANTED]
    arguments += [each for name in (*installed, *_OURS) for each in ("-p", name)]
    arguments += ["--headed"] if options.headed else []
    arguments += ["--slowmo", "700"] if options.slow else []
    arguments += ["--device", options.device] if options.device else []
    status = pytest.main(arguments, plugins=[watch])
    if not watch.problem and not any(
        run.recording or run.error or run.verdict is Verdict.BROKEN_OFF for run in watch.runs
    ):
        watch.problem = f"pytest ended with {status!s} before any step was run"
    return watch.runs, watch.problem


_SOURCES = {
    "manual": "案内文書", "platform": "基盤製品の公開された仕様", "public": "公開資料", "assumed": "推定"
}  # fmt: skip


def facts_of(issue: ReportedIssue) -> dict[str, str]:
    """What a dossier says about the issue on top."""
    facts = dict(issue.facts)
    kind, _, where = facts.get("出典", "").partition(" ")
    if kind in _SOURCES:
        facts["出典"] = f"{_SOURCES[kind]}{f': {where}' if where else ''}"
    if step := issue.leaflet_step:
        facts["案内文書の手順"] = "⑦の後" if step == "後" else step
    return facts


def _is(item: Any, issue: ReportedIssue, scenario: Scenario) -> bool:
    same_file = item.path == issue.path.resolve()
    return same_file and str(item.function.__doc__).endswith(f": {scenario.name}")  # pytest-bdd's: FILE: NAME
