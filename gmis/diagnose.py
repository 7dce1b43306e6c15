"""`gmis diagnose`: every reported issue of which users say the same, run, and how to tell them apart."""

from pathlib import Path
from typing import Any

import click

from gmis.known import known_issues
from gmis_api.language import _, listed
from gmis_api.nearest import nearest
from pytest_gmis.reports.issue import ReportedIssue
from pytest_gmis.reports.run import CannotRun, Options, run_scenarios
from pytest_gmis.reports.symptoms import with_symptom
from pytest_gmis.reports.verdict import Run, Verdict
from pytest_gmis.reports.words import folded

FOLDER = Path("report/diagnose")
_LONGEST = 100  # signs of what was said that a message repeats


@click.command()
@click.argument("said", metavar="SAID")
@click.option("--browser", type=click.Choice(["chromium", "firefox", "webkit"]), default="chromium", show_default=True)
@click.option("--inbox", type=click.Choice(["auto", "embedded", "mailpit"]), default="auto", show_default=True)
@click.option("--output", type=click.Path(path_type=Path), default=FOLDER, show_default=True, help="For the dossiers.")
def diagnose(said: str, browser: str, inbox: Any, output: Path) -> None:
    """Run every reported issue with that symptom, and say how to tell them apart and what helps.

    Where nobody said exactly this: every one that holds all the words.
    """
    issues = _found(said)
    symptoms = "".join(f"「{each}」" for each in dict.fromkeys(issue.said for issue in issues))
    click.echo(_("{symptoms}: {count} reports are run", symptoms=symptoms, count=len(issues)))
    options = Options(inbox=inbox, browser=browser, folder=output, echo=lambda _: None)
    try:
        runs = run_scenarios([(issue, issue.symptom) for issue in issues], options)
    except CannotRun as error:
        raise click.ClickException(str(error)) from None
    for number, run in enumerate(runs, 1):
        click.echo()
        click.secho(f"{number}. {run.verdict.label}: {_(run.issue.title)} ({run.issue.name})", bold=True)
        click.echo("\n".join(f"   {label}: {text}" for label, text in _lines(run)))
    if any(run.verdict is Verdict.BROKEN_OFF for run in runs):
        raise click.exceptions.Exit(Verdict.BROKEN_OFF)
    raise click.exceptions.Exit(max(run.verdict for run in runs))


def _lines(run: Run) -> list[tuple[str, str]]:
    issue = run.issue
    given, done = ([step.text for step in issue.symptom.steps if step.kind == kind] for kind in ("前提", "もし"))
    lines = [(_("circumstances"), listed(given) or _("none in particular")), (_("what is done"), listed(done))]
    lines += [(_(label), _(issue.facts.get(label, ""))) for label in ("原因", "見分け方", "対処")]
    if run.verdict is not Verdict.REPRODUCED:
        lines.append((_("result"), run.headline.sentence))
    if run.kept:
        lines.append((_("dossier"), str(run.kept.dossier)))
    return lines


def _found(said: str) -> list[ReportedIssue]:
    every = known_issues()
    found = with_symptom(said, every)
    if not found:
        known = {folded(issue.said): issue.said for issue in every}
        close = [known[each] for each in nearest(folded(said), known, 3)] or list(known.values())
        near = "".join(f"「{each}」" for each in close)
        short = said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
        raise click.ClickException(_("No report says 「{said}」. Nearest: {nearest}", said=short, nearest=near))
    return found
