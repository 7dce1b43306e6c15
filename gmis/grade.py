"""`gmis grade`: which of the simulator's defects does a suite notice?"""

import json
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from time import monotonic

import click

from gmis.grading.command import Command, WrongCommand
from gmis.grading.lanes import graded_in_lanes
from gmis.grading.one_by_one import against, control
from gmis.grading.telling import summarise, told, write
from gmis_api.answers import DefectAnswer
from gmis_api.language import _
from gmis_api.nearest import nearest
from gmis_simulator.defects.catalogue import DEFECTS, answer_of
from pytest_gmis.reports.graded.grade import FILE, Grade, Graded, WrongGrade, read_grade

OUTPUT = Path("report/grade")
OWN = "e2e"


@click.command(context_settings={"ignore_unknown_options": False})
@click.option("--only", default="", metavar="NAME,…", help="Areas or defects, as GET /api/catalogue lists them.")
@click.option("--junit", type=click.Path(path_type=Path), help="Where the command writes JUnit XML: names the tests.")
@click.option(
    "--limit", type=click.FloatRange(min=0, min_open=True), default=30, show_default=True, metavar="MINUTES",
    help="A run that takes longer is ended, and counts as red.",
)  # fmt: skip
@click.option("--resume", is_flag=True, help="Go on where the last one, with the same command, was ended.")
@click.option("--shard", metavar="I/N", help="The I-th of N parts, such as 1/4; `gmis merge` joins them.")
@click.option("--full", is_flag=True, help="Every test against every defect (takes hours; our own suite only).")
@click.option("--output", type=click.Path(path_type=Path), default=OUTPUT, show_default=True)
@click.argument("command", nargs=-1, type=click.UNPROCESSED)
def grade(
    only: str,
    junit: Path | None,
    limit: float,
    resume: bool,
    shard: str | None,
    full: bool,
    output: Path,
    command: tuple[str, ...],
) -> None:
    """Say which of the simulator's defects a suite notices.

    COMMAND runs the suite, in any language; without one it is this clone's e2e. It finds GMIS_SIMULATOR_URL and
    GMIS_MAILPIT_URL in its environment. It must be green twice without a defect; then a simulator with each defect on
    stands there for one run, and one more where it was red. Decoys, which harm nobody, must stay green. Ends with 0
    when all is noticed and no decoy is, else with 1, with 2 for bad input.
    """
    if not command and not Path(OWN).is_dir():
        raise click.ClickException(_("there is no {folder}/ here: write the command to be graded after --", folder=OWN))
    if full and command:
        raise click.ClickException(_("--full grades this project's own suite alone: leave out the command, or --full"))
    began, words = monotonic(), list(command) or [sys.executable, "-m", "pytest", OWN]
    defects = part_of(chosen(only), shard)
    kept = kept_from(output / FILE, words, full, shard or "") if resume else None
    found = kept or Grade(
        command=shown(words), started=datetime.now(UTC).isoformat(timespec="seconds"), whole=full, shard=shard or ""
    )
    done = {each.defect.name for each in found.results}
    output.mkdir(parents=True, exist_ok=True)
    left = [each for each in defects if each.name not in done]
    click.echo(
        _(
            "{count} to try (defects: {defects}, harmless changes: {decoys})",
            count=len(left),
            defects=sum(not x.decoy for x in left),
            decoys=sum(x.decoy for x in left),
        )
    )
    runs = Command(words, output / "command.txt", junit, limit * 60)
    try:
        if not command:
            runs = _together(words, output, limit * 60)
        while len(found.control) < 2:
            found.control.append(round(control(runs), 1))
            click.echo(_("without a defect: green ({seconds:.0f} s)", seconds=found.control[-1]))
        results = _results(runs, words, left, output, own=not command, full=full)
        for result in told(results, len(left), sum(each.decoy for each in left)):
            found.results.append(result)
    except WrongCommand as error:
        raise click.ClickException(str(error)) from None
    except KeyboardInterrupt:
        click.echo(_("{count} results are kept; --resume goes on", count=len(found.results)), err=True)
        raise
    finally:
        found.took = round(found.took + monotonic() - began, 1)
        page = write(found, output) if found.results else output
    summarise(found)
    click.echo(_("report: {path}", path=page.resolve()))
    raise click.exceptions.Exit(0 if found.perfect else 1)


def _together(words: list[str], output: Path, limit: float) -> Command:
    """Our own suite as a whole."""
    junit = (output / "command.xml").absolute()
    options = [*(["-n", "auto"] if find_spec("xdist") else []), "-q", "-p", "no:cacheprovider", "-p", "no:gmis-results"]
    return Command(
        [*words, *options, "--gmis-no-dossier", "--junitxml", str(junit)], output / "command.txt", junit, limit
    )


def _results(
    runs: Command, words: list[str], left: list[DefectAnswer], output: Path, *, own: bool, full: bool
) -> Iterator[Graded]:
    if not own:
        return against(runs, left)
    lanes = graded_in_lanes(words, [x for x in left if not x.decoy], output / "lanes", whole=full, first=hints())
    return chain(lanes, against(runs, [x for x in left if x.decoy]))


def hints(file: Path = Path("docs/defects.json")) -> dict[str, list[str]]:
    """Which test noticed each defect before, where that is known: it is asked first."""
    if not file.exists():
        return {}
    listed = json.loads(file.read_text(encoding="utf-8"))
    return {name: list(tests)[:1] for name, tests in listed.get("noticed_by", {}).items()}


def chosen(only: str) -> list[DefectAnswer]:
    """The defects and decoys of those areas, or of those names; raises ClickException with the nearest."""
    every = [answer_of(each) for each in DEFECTS.values()]
    areas = {each.area for each in every}
    names = [name.strip() for name in only.split(",") if name.strip()]
    for name in names:
        if name not in areas | DEFECTS.keys():
            near = nearest(name, [*areas, *DEFECTS])
            hint = _("Did you mean {name}? ", name=near[0]) if near else ""
            raise click.ClickException(
                _(
                    "No defect and no area is called 「{name}」. {hint}Areas: {areas}",
                    name=name,
                    hint=hint,
                    areas=", ".join(sorted(areas)),
                )
            )
    return [each for each in every if not names or each.name in names or each.area in names]


def part_of(defects: list[DefectAnswer], shard: str | None) -> list[DefectAnswer]:
    """The I-th of N parts; raises ClickException for what is no such part."""
    if shard is None:
        return defects
    match = re.fullmatch(r"(\d{1,4})/(\d{1,4})", shard)
    if not match or not 1 <= int(match[1]) <= int(match[2]):
        raise click.ClickException(_("--shard {shard}: write it as WHICH/OF, from 1, such as 1/4", shard=shard))
    return defects[int(match[1]) - 1 :: int(match[2])]


def kept_from(file: Path, words: list[str], full: bool, shard: str) -> Grade | None:
    """What an earlier run left, without what is to be tried again; raises ClickException for another command's."""
    if not file.exists():
        return None
    try:
        found = read_grade(file)
    except WrongGrade as error:
        raise click.ClickException(str(error)) from None
    if (found.command, found.whole, found.shard) != (shown(words), full, shard):
        raise click.ClickException(
            _("{file} is of another grade: leave out --resume, or choose another place by --output", file=file)
        )
    found.results = [each for each in found.results if each.outcome in ("noticed", "unnoticed")]
    return found


def shown(words: list[str]) -> list[str]:
    """The command without the path of the Python that runs it."""
    return ["python" if word == sys.executable else word for word in words]
