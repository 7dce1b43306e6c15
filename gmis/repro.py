"""`gmis repro`: what a user reported, run in a fresh world, with a verdict and a dossier."""

import sys
import tempfile
from pathlib import Path
from typing import Any

import click

from gmis.display import check_display
from gmis.printing import Paper
from gmis_api.language import _, listed
from gmis_api.nearest import nearest
from gmis_api.shown import shown
from pytest_gmis.evidence.bundle import SUFFIX, Bundle, WrongBundle, read_bundle
from pytest_gmis.evidence.dossier import Headline, write_comparison, write_dossier
from pytest_gmis.reports.issue import ReportedIssue
from pytest_gmis.reports.reading import WrongFeature, read_issue
from pytest_gmis.reports.run import CannotRun, Options, run_scenarios
from pytest_gmis.reports.shipped import FOLDER as FOLDER_OF_REPORTS
from pytest_gmis.reports.verdict import Run, Verdict, facts_of

FOLDER = Path("report/repro")


@click.command()
@click.argument("what", metavar="NAME|FILE|BUNDLE")
@click.option("--remedy", is_flag=True, help="Run what helps too.")
@click.option("--headed", is_flag=True, help="Show the browser.")
@click.option("--slow", is_flag=True, help="Wait a moment before each action, for people who watch.")
@click.option("--pause", is_flag=True, help="Stop at the symptom, with the browser and its world open.")
@click.option(
    "--browser",
    type=click.Choice(["chromium", "firefox", "webkit"]),
    help="Which one drives the pages.  [default: chromium]",
)
@click.option("--device", metavar="NAME", help='Emulate a device, for example "iPhone 15".')
@click.option("--seed", type=int, help="Of the world's random source.  [default: 1]")
@click.option("--inbox", type=click.Choice(["auto", "embedded", "mailpit"]), default="auto", show_default=True)
@click.option("--output", type=click.Path(path_type=Path), default=FOLDER, show_default=True, help="Where it goes.")
@click.option("--print", "pdf", type=click.Path(path_type=Path), metavar="FILE.pdf", help="One A4 page of it, too.")
def repro(
    what: str, remedy: bool, headed: bool, slow: bool, pause: bool, browser: str | None, device: str | None,
    seed: int | None, inbox: Any, output: Path, pdf: Path | None,
) -> None:  # fmt: skip
    """Reproduce a reported issue: its NAME (see `gmis reports`), a .feature FILE, or a BUNDLE (*.gmis.zip).

    Ends with: reproduced (exit status 0), not reproduced (1) or another failure (2); writes NAME.html and
    NAME.gmis.zip.
    """
    check_display(headed)
    if pause and not sys.stdin.isatty():
        raise click.ClickException(_("--pause waits for Enter, and there is no terminal to press it in"))
    with tempfile.TemporaryDirectory() as scratch:
        try:
            bundle = read_bundle(Path(what)) if what.endswith(SUFFIX) else None
            issue = _from_bundle(bundle, Path(scratch)) if bundle else find_issue(what)
        except (WrongFeature, WrongBundle) as error:
            raise click.ClickException(str(error)) from None
        before = bundle.manifest if bundle else None
        kind = browser or (before.browser if before else "chromium")
        paper = Paper(pdf, kind, headed=headed) if pdf else None
        options = Options(
            inbox=inbox,
            browser=kind,
            device=device or (before.device if before else "") or None,
            headed=headed,
            slow=slow,
            seed=seed if seed is not None else (before.seed if before and before.seed is not None else 1),
            folder=output,
            pause=_wait_for_enter if pause else None,
            afterwards=paper.draw if paper else None,
            echo=click.echo,
        )
        click.echo(_("{title}  the user says 「{said}」", title=_(issue.title), said=_(issue.said)))
        scenarios = [issue.symptom, *issue.remedies] if remedy else [issue.symptom]
        try:
            runs = run_scenarios([(issue, scenario) for scenario in scenarios], options)
        except CannotRun as error:
            raise click.ClickException(str(error)) from None
        _finish(issue, runs, output)
        if paper:
            paper.write()
        if bundle and runs[0].kept:
            compare(bundle, runs[0], output)
    raise click.exceptions.Exit(_exit_status(runs))


def find_issue(what: str) -> ReportedIssue:
    """The issue of that name, or in that file; raises WrongFeature, which names the nearest."""
    if what.endswith(".feature") or "/" in what:
        return read_issue(Path(what).resolve())
    known = {path.stem: path for path in FOLDER_OF_REPORTS.glob("*.feature")}
    if what not in known:
        close = nearest(what, known, 3)
        near = _("Nearest: {names}. ", names=listed(close)) if close else ""
        raise WrongFeature(
            _(
                "There is no report 「{name}」. {near}All: gmis reports. A file is named as *.feature",
                name=what,
                near=near,
            )
        )
    return read_issue(known[what])


def _from_bundle(bundle: Bundle, scratch: Path) -> ReportedIssue:
    if bundle.feature is None:
        raise WrongBundle(
            _(
                "This bundle is of a test and holds no .feature file; run it by: {command}",
                command=bundle.recording.again,
            )
        )
    path = scratch / f"{Path(bundle.manifest.name).name}.feature"
    try:
        path.write_text(bundle.feature, encoding="utf-8")
    except (OSError, ValueError):
        raise WrongBundle(
            _("The name of this bundle, {name}, cannot name a file", name=shown(bundle.manifest.name))
        ) from None
    return read_issue(path)


def _finish(issue: ReportedIssue, runs: list[Run], output: Path) -> None:
    """Write the dossier of all that was run, and say how it came out."""
    first = runs[0]
    recordings = [run.recording or run.recorder.finish() for run in runs]
    dossier = output / f"{issue.name}.html"
    headline = first.headline
    for run in runs[1:]:
        if run.verdict is not Verdict.REPRODUCED:
            said = _("What helps did not help: {where}", where=run.where or run.error)
            headline = Headline(Verdict.OTHER_FAILURE.label, said, "bad")
    write_dossier(dossier, recordings, headline=headline, facts=facts_of(issue))
    for run in runs:
        click.secho(f"{run.headline.label}: {run.headline.sentence}", bold=True)
    click.echo(_("dossier: {path}", path=dossier.resolve()))
    if first.kept and first.kept.bundle:
        click.echo(_("bundle: {path}  (gmis open goes on from there)", path=first.kept.bundle.resolve()))


def compare(bundle: Bundle, run: Run, output: Path) -> None:
    """The bundle's run and today's side by side."""
    assert run.kept
    label, sentence, tone = bundle.manifest.verdict
    before = Headline(label, sentence, tone)
    path = output / f"{run.kept.recording.name}.compare.html"
    write_comparison(path, bundle.recording, run.kept.recording, headlines=(before, run.headline))
    same = _("the same result") if run.verdict.is_called(label) else _("another result")
    told = _(
        "「{before}」 before, 「{now}」 now: {same}. Compared: {path}",
        before=label,
        now=run.verdict.label,
        same=same,
        path=path.resolve(),
    )
    click.echo(told)


def _exit_status(runs: list[Run]) -> int:
    broken = [run.verdict for run in runs if run.verdict is Verdict.BROKEN_OFF]
    if broken:
        return Verdict.BROKEN_OFF
    unhelped = any(run.verdict is not Verdict.REPRODUCED for run in runs[1:])
    return Verdict.OTHER_FAILURE if unhelped else runs[0].verdict


def _wait_for_enter(run: Run) -> None:
    for context in run.recorder.contexts:
        for page in context.pages:
            click.echo("  " + _("open page: {url}", url=page.url))
    click.prompt(_("Stopped here. Enter goes on"), default="", show_default=False, prompt_suffix=" ")
