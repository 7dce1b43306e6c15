"""`gmis merge`: one report over several runs, of shards, browsers and inboxes."""

from collections.abc import Iterable
from pathlib import Path

import click

from gmis.grading.telling import summarise, write
from gmis_api.language import _
from pytest_gmis.evidence.results_file import SUFFIX, WrongResults, read_results
from pytest_gmis.evidence.times_file import times_of, write_times
from pytest_gmis.reports.graded.grade import FILE as GRADE
from pytest_gmis.reports.graded.grade import WrongGrade, joined, read_grade
from pytest_gmis.reports.merged.lanes import Source
from pytest_gmis.reports.merged.page import Merged
from pytest_gmis.reports.requirements import NONE, WrongList, read_requirements

OUTPUT = Path("report/merged")


@click.command()
@click.argument("where", metavar="DIR…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--output", type=click.Path(path_type=Path), default=OUTPUT, show_default=True, help="Where index.html goes."
)
@click.option(
    "--requirements", metavar="FILE", type=click.Path(path_type=Path), help="A list (TOML) of what tests are to show."
)
@click.option(
    "--times", metavar="FILE", type=click.Path(path_type=Path),
    help="Where the seconds of each test go, by which pytest --gmis-shard makes parts even.",
)  # fmt: skip
def merge(where: tuple[Path, ...], output: Path, requirements: Path | None, times: Path | None) -> None:
    """Join the results of several runs into one page: what passed, by lane, by the leaflet's step, by requirement.

    DIR is searched for *.results.json, which pytest writes beside --junitxml; a file can be named too. Where `gmis
    grade` wrote there, its shards become one grade, in `grade` below the output. Ends with 0
    when nothing failed, 1 when something failed, is flaky, broke off, or a part of the suite is missing, 2 for bad
    input.
    """
    try:
        status, grades = 0, find_grades(where, output)
        if grades:
            status = _one_grade(grades, output / "grade")
        tests = [path for path in where if path.name != GRADE]
        if grades and not has_results(tests):
            raise click.exceptions.Exit(status)
        sources = [Source(path, read_results(path)) for path in find_results(tests)]
        listed = read_requirements(requirements) if requirements else NONE
    except (WrongResults, WrongList, WrongGrade) as error:
        raise click.ClickException(str(error)) from None
    merged = Merged(sources, listed)
    if not merged.rows and not merged.broken_off:
        raise click.ClickException(_("{paths}: none of the results holds a test", paths=", ".join(map(str, where))))
    page = output if output.suffix == ".html" else output / "index.html"
    try:
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(merged.page(page), encoding="utf-8")
        if times:
            write_times(times, times_of(source.run for source in sources))
    except OSError as error:
        said = _("cannot write to {path}: {error}", path=error.filename or output, error=error.strerror)
        raise click.ClickException(said) from None
    if times:
        click.echo(_("times: {path}", path=times.resolve()))
    headline = merged.headline
    click.secho(f"{headline.label}: {headline.sentence}", bold=True)
    for source in merged.broken_off:
        click.echo(f"{source.path}: {source.broken_off}")
    for said in merged.missing:
        click.echo(said)
    click.echo(_("report: {path}", path=page.resolve()))
    raise click.exceptions.Exit(status if merged.green else 1)


def find_grades(where: Iterable[Path], output: Path) -> list[Path]:
    """The grades named, and those in the folders named, but for what was merged into ``output`` before."""
    found: list[Path] = []
    for path in where:
        found += sorted(path.rglob(GRADE)) if path.is_dir() else [path] if path.name == GRADE else []
    return [path for path in found if not path.resolve().is_relative_to(output.resolve())]


def _one_grade(paths: list[Path], output: Path) -> int:
    """The exit status; what the shards of one grade come to together is written as one."""
    grade = joined([(path, read_grade(path)) for path in paths])
    output.mkdir(parents=True, exist_ok=True)
    page = write(grade, output)
    summarise(grade)
    click.echo(_("report: {path}", path=page.resolve()))
    return 0 if grade.perfect else 1


def has_results(where: Iterable[Path]) -> bool:
    """Whether there is any result of tests."""
    return any(not path.is_dir() or next(path.rglob(f"*{SUFFIX}"), None) for path in where)


def find_results(where: Iterable[Path]) -> list[Path]:
    """The files named, and those in the folders named, each once; raises WrongResults."""
    found: dict[Path, Path] = {}
    for path in where:
        if not path.exists():
            raise WrongResults(
                _("{path}: it is not there. Give a *{suffix}, or a folder that holds one", path=path, suffix=SUFFIX)
            )
        here = sorted(path.rglob(f"*{SUFFIX}")) if path.is_dir() else [path]
        if not here:
            raise WrongResults(
                _(
                    "{path}: there is no *{suffix} in it. pytest writes one beside its XML when run with --junitxml",
                    path=path,
                    suffix=SUFFIX,
                )
            )
        found |= {each.resolve(): each for each in here}
    return list(found.values())
