"""`gmis reports` and `gmis diagnose`: the reported issues by what the user says."""

import difflib
import unicodedata
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from pytest_gmis.reports.issue import ReportedIssue, WrongFeature, every_issue
from pytest_gmis.reports.run import Options, Run, Verdict, run_scenarios

FOLDER = Path("report/diagnose")


@click.command()
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Only those with this tag, for example 迷惑メール.")
def reports(tags: tuple[str, ...]) -> None:
    """List the reported issues, by what the user says."""
    found = [issue for issue in _every() if set(tags) <= set(issue.tags)]
    if not found:
        known = sorted({tag for issue in _every() for tag in issue.tags})
        raise click.ClickException(f"タグ {'、'.join(tags)} のついた報告はありません。タグ: {'、'.join(known)}")
    width = max(len(issue.name) for issue in found)
    for said, issues in groupby(sorted(found, key=lambda issue: _first_of(issue, found)), key=lambda issue: issue.said):
        click.secho(f"「{said}」", bold=True)
        for issue in issues:
            click.echo(f"  {issue.name:<{width}}  {_padded(issue.leaflet_step, 3)} {issue.title}")


@click.command()
@click.argument("said", metavar="「申告」")
@click.option("--browser", type=click.Choice(["chromium", "firefox", "webkit"]), default="chromium", show_default=True)
@click.option("--inbox", type=click.Choice(["auto", "embedded", "mailpit"]), default="auto", show_default=True)
@click.option("--output", type=click.Path(path_type=Path), default=FOLDER, show_default=True, help="For the dossiers.")
def diagnose(said: str, browser: str, inbox: Any, output: Path) -> None:
    """Run every reported issue with that symptom, and say how to tell them apart and what helps."""
    issues = _with_symptom(said)
    click.echo(f"「{issues[0].said}」: {len(issues)}件の報告を実行します")
    options = Options(inbox=inbox, browser=browser, folder=output, echo=lambda _: None)
    runs, problem = run_scenarios([(issue, issue.symptom) for issue in issues], options)
    if problem:
        raise click.ClickException(problem)
    for number, run in enumerate(runs, 1):
        click.echo()
        click.secho(f"{number}. {run.verdict.label}: {run.issue.title} ({run.issue.name})", bold=True)
        click.echo("\n".join(f"   {label}: {text}" for label, text in _lines(run)))
    if any(run.verdict is Verdict.BROKEN_OFF for run in runs):
        raise SystemExit(Verdict.BROKEN_OFF)
    raise SystemExit(max(run.verdict for run in runs))


def _lines(run: Run) -> list[tuple[str, str]]:
    issue = run.issue
    given, done = ([step.text for step in issue.symptom.steps if step.kind == kind] for kind in ("前提", "もし"))
    lines = [("状況", "、".join(given) or "特になし"), ("操作", "、".join(done)), ("原因", issue.facts.get("原因", ""))]
    lines += [(label, issue.facts.get(label, "")) for label in ("見分け方", "対処")]
    if run.verdict is not Verdict.REPRODUCED:
        lines.append(("結果", run.headline.sentence))
    if run.kept:
        lines.append(("記録", str(run.kept.dossier)))
    return lines


def _with_symptom(said: str) -> list[ReportedIssue]:
    wanted, every = _plain(said), _every()
    found = [issue for issue in every if _plain(issue.said) == wanted]
    if not found:
        known = list(dict.fromkeys(issue.said for issue in every))
        close = difflib.get_close_matches(wanted, known, n=3, cutoff=0.3) or known
        raise click.ClickException(
            f"「{said}」という申告はありません。近いもの: {''.join(f'「{each}」' for each in close)}"
        )
    return found


def _every() -> list[ReportedIssue]:
    try:
        return every_issue()
    except WrongFeature as error:
        raise click.ClickException(str(error)) from None


def _first_of(issue: ReportedIssue, found: Sequence[ReportedIssue]) -> int:
    """The place of the first issue of which the same is said."""
    return next(place for place, each in enumerate(found) if each.said == issue.said)


def _plain(said: str) -> str:
    """Without the brackets, the stop and the widths that people write one way or another."""
    return unicodedata.normalize("NFKC", said).strip().strip("「」『』\"'。 ").replace(" ", "")


def _padded(text: str, columns: int) -> str:
    """``text`` and as many blanks as fill ``columns`` of a terminal, where a Japanese sign takes two."""
    taken = sum(2 if unicodedata.east_asian_width(sign) in "FWA" else 1 for sign in text)
    return text + " " * max(columns - taken, 0)
