"""`gmis site`: all that is known of the reported issues as a folder of pages, with pictures of a run of today."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from gmis.known import known_issues
from gmis_api.language import _
from pytest_gmis.reports.reading import WrongFeature, every_issue
from pytest_gmis.reports.run import CannotRun, Options, Wanted, run_scenarios
from pytest_gmis.reports.site.folder import WrongFolder, written_whole
from pytest_gmis.reports.site.pages import DOSSIERS, write_site
from pytest_gmis.reports.verdict import Run, Verdict


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--reports",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder of .feature files of your own.  [default: the reports that come with gmis]",
)
@click.option("--browser", type=click.Choice(["chromium", "firefox", "webkit"]), default="chromium", show_default=True)
@click.option("--inbox", type=click.Choice(["auto", "embedded", "mailpit"]), default="auto", show_default=True)
def site(folder: Path, reports: Path | None, browser: str, inbox: Any) -> None:  # fmt: skip
    """Write a static site of all reported issues into FOLDER, in Japanese and English, searchable without a server.

    Every symptom is run for its pictures and its dossier. Ends with 1 when one of them was not reproduced; the site is
    written all the same, and says so. A FOLDER that holds anything but an earlier site is left alone.
    """
    try:
        issues = every_issue(reports) if reports else known_issues()
        if not issues:
            raise click.ClickException(_("{folder} holds no .feature file: gmis new writes one.", folder=reports))
        with written_whole(folder) as unfinished:
            runs = _run([(issue, issue.symptom) for issue in issues], unfinished / DOSSIERS, browser, inbox)
            write_site(unfinished, runs)
    except (WrongFeature, WrongFolder, CannotRun) as error:
        raise click.ClickException(str(error)) from None
    failed = [run.issue.name for run in runs if run.verdict is not Verdict.REPRODUCED]
    click.echo(_("Written: {page} ({count} reports)", page=folder.resolve() / "index.html", count=len(runs)))
    if failed:
        click.echo(_("Not reproduced, and said so on their pages: {names}", names=", ".join(failed)))
        raise click.exceptions.Exit(1)


def _run(wanted: Sequence[Wanted], dossiers: Path, browser: str, inbox: Any) -> list[Run]:
    """Each symptom; a Ctrl-C ends it all, so that no half of a site is left."""
    told = 0

    def tell(run: Run) -> None:
        nonlocal told
        told += 1
        click.echo(f"  {told}/{len(wanted)} {run.issue.name}: {run.verdict.label}")

    # not to pause but to tell; Playwright's traces are for one report that is looked into, and take a third of the time
    options = Options(inbox=inbox, browser=browser, folder=dossiers, trace=False, pause=tell, echo=lambda _: None)
    runs = run_scenarios(wanted, options)
    if any(run.verdict is Verdict.BROKEN_OFF for run in runs):
        click.echo(_("Broken off: nothing was written."))
        raise click.exceptions.Exit(Verdict.BROKEN_OFF)
    return runs
