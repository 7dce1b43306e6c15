"""What becomes of a grade: a line for each defect, two files, and what is lacking in a few lines."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from time import monotonic

import click

from pytest_gmis.reports.graded.grade import FILE, Grade, Graded, in_order
from pytest_gmis.reports.graded.page import WORDS, page_of


def told(results: Iterable[Graded], count: int, decoys: int) -> Iterator[Graded]:
    """``results`` as they come, each told in one line with the time that is left; ``decoys`` of them run as one."""
    began = monotonic()
    for number, result in enumerate(results, start=1):
        runs = max(count - decoys + bool(decoys) - number, 0)
        minutes = (monotonic() - began) / number * runs / 60
        which = f" ({result.red[0].test})" if result.red and result.red[0].test else ""
        click.echo(
            f"[{number:>3}/{count}] {WORDS[result.outcome]:<6} {result.defect.name}{which} 残り約{minutes:.0f}分"
        )
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
        click.echo(f"{WORDS[each.outcome]}: {each.defect.name} {each.defect.title}(見方: {each.defect.seen})")
    for each in found.of("broken"):
        click.echo(f"起動しない: {each.defect.name} {each.told}")
    for each in found.false_alarms:
        click.echo(f"誤報: {each.defect.name} {each.defect.title}")
    noticed, counted = len(found.of("noticed")), len(found.counted)
    click.secho(
        f"{found.percent}%: {counted}件の不具合のうち{noticed}件に気づきました。無害な変更{len(found.decoys)}件のうち、"
        f"誤報は{len(found.false_alarms)}件です({found.took / 60:.1f}分)",
        bold=True,
    )
