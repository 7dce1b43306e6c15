"""Runs of reports, with pictures, as a site is made of them; nothing was run."""

from pathlib import Path

from pytest_gmis.evidence.keep import Kept
from pytest_gmis.evidence.recorder import Recorder
from pytest_gmis.evidence.recording import Moment, Shown
from pytest_gmis.reports.issue import ReportedIssue
from pytest_gmis.reports.reading import read_issue
from pytest_gmis.reports.verdict import Run, Verdict


def run_of(issue: ReportedIssue, *seen: int, verdict: Verdict = Verdict.REPRODUCED) -> Run:
    """A run in which the steps of those numbers, all of them where none is named, showed a page anew."""
    recorder = Recorder(issue.name, issue.title)
    for number, step in enumerate(issue.symptom.steps):
        shown = Shown(browser="", url="", title="", picture=f"picture {number}".encode(), words="")
        pages = [shown] if number in (seen or range(100)) else []
        recorder.recording.moments.append(Moment(keyword=step.keyword, text=step.text, pages=pages))
    recording = recorder.finish()
    dossier = Path("dossier") / f"{issue.name}.html"
    run = Run(issue, issue.symptom, recorder, verdict, recording=recording)
    run.kept = Kept(recording, dossier, dossier.with_suffix(".gmis.zip"))
    return run


def report_in(folder: Path, name: str, text: str) -> ReportedIssue:
    """The report in a file of that name, without its ending."""
    path = folder / f"{name}.feature"
    path.write_text(text, encoding="utf-8")
    return read_issue(path)
