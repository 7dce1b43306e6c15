"""What becomes of a grade: a line for each defect, two files, and what is lacking in a few lines."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from time import monotonic

import click

from gmis.padded import padded
from gmis_api.language import _
from pytest_gmis.reports.graded.grade import FILE, Grade, Graded, in_order
from pytest_gmis.reports.graded.page import WORDS, page_of


def told(results: Iterable[Graded], count: int, decoys: int) -> Iterator[Graded]:
    """``results`` as they come, each told in one line with the time that is left; ``decoys`` of them run as one."""
    began = monotonic()
    for number, result in enumerate(results, start=1):
        runs = max(count - decoys + bool(decoys) - number, 0)
        minutes = (monotonic() - began) / number * runs / 60
        which = f" ({result.red[0].test})" if result.red and result.red[0].test else ""
        outcome = padded(_(WORDS[result.outcome]), 12)
        left = _("about {minutes:.0f} min left", minutes=minutes)
        click.echo(f"[{number:>3}/{count}] {outcome} {result.defect.name}{which} {left}")
        yield result


def write(found: Grade, output: Path) -> Path:
    """Both files; answers the page."""
    found.results = in_order(found.results)
    (output / FILE).write_text(found.model_dump_json(indent=1), encoding="utf-8")
    page = output / "index.html"
    page.write_text(page_of(found), encoding="utf-8")
    return page


def summarise(found: Grade) -> None:
    """The grade, and what it lacks, in a few lines."""
    for each in found.of("unnoticed") + found.of("flaky"):
        seen = _("how it is seen: {how}", how=_(each.defect.seen))
        click.echo(f"{_(WORDS[each.outcome])}: {each.defect.name} {_(each.defect.title)} ({seen})")
    for each in found.of("broken"):
        click.echo(f"{_(WORDS['broken'])}: {each.defect.name} {each.told}")
    for each in found.false_alarms:
        click.echo(_("false alarm: {name} {title}", name=each.defect.name, title=_(each.defect.title)))
    noticed, counted = len(found.of("noticed")), len(found.counted)
    click.secho(
        _(
            "{percent}%: {noticed} of {counted} defects were noticed. Of {decoys} harmless changes {alarms} are false "
            "alarms ({minutes:.1f} min)",
            percent=found.percent,
            noticed=noticed,
            counted=counted,
            decoys=len(found.decoys),
            alarms=len(found.false_alarms),
            minutes=found.took / 60,
        ),
        bold=True,
    )
