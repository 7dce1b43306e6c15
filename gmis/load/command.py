"""`gmis load`: the first day's rush on a simulator, by Locust."""

import errno
import json
import os
from pathlib import Path

import click

from gmis.load.figures import WrongRush, rush_of
from gmis.load.generator import LoadFailed, check_locust, generate
from gmis.load.plan import Plan
from gmis.load.report import Load
from gmis.load.stage import stage, standing
from gmis_api.language import _
from pytest_gmis.client.control import OtherVersion, Unreachable
from pytest_gmis.client.simulator import InboxChoice, NoSimulator

OUTPUT = Path("report/load")


@click.command()
@click.option("--users", type=click.IntRange(1, 100_000), default=1000, show_default=True, help="How many come.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Locust's worker processes.")
@click.option(
    "--spawn-rate", type=click.FloatRange(0.1, 1000), default=40, show_default=True, metavar="N",
    help="How many come in a second.",
)  # fmt: skip
@click.option(
    "--pace", type=click.FloatRange(0.1, 60), default=2, show_default=True, metavar="MINUTES",
    help="How many minutes of the worlds pass in a second.",
)  # fmt: skip
@click.option("--preset", default="first-day-rush", show_default=True, help="What worlds and users begin with.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same users do the same for the same number.")
@click.option("--url", help="A simulator that runs on this machine, else one is started.")
@click.option("--inbox", type=click.Choice(["auto", "embedded", "mailpit"]), default="auto", show_default=True)
@click.option(
    "--output", type=click.Path(file_okay=False, path_type=Path), default=OUTPUT, show_default=True,
    help="Where index.html and load.json go.",
)  # fmt: skip
def load(
    users: int, workers: int, spawn_rate: float, pace: float, preset: str, seed: int, url: str | None,
    inbox: InboxChoice, output: Path,
) -> None:  # fmt: skip
    """Send so many users through the first day of a reporting period, and say what became of their mails.

    Users do what those of the preset's figures do: most have forgotten their password, look for the mail minutes
    later, ask again, or have a carrier that refuses it. Ends with 0 when no mail was lost and nothing failed, 1
    otherwise, 2 for bad input.
    """
    try:
        rush = rush_of(preset)
        with standing(url, inbox) as control:
            _check_writable(output)
            check_locust()
            with stage(control, rush, users, workers, seed) as made:
                begins = {"users": users, "worlds": len(made.worlds), "url": control.url}
                click.echo(_("{users} users in {worlds} worlds on {url}", **begins))
                outcome = generate(Plan(control.url, preset, users, pace, users / spawn_rate, made.seats))
                found = made.tally()
    except (WrongRush, NoSimulator, OtherVersion, Unreachable, LoadFailed, ValueError) as error:
        raise click.ClickException(str(error)) from None
    told = Load(preset, users, workers, seed, pace, outcome, found)
    _say(told)
    try:
        page = _write(told, output)
    except OSError as error:
        raise click.ClickException(_("cannot write to {path}: {error}", path=output, error=error.strerror)) from None
    click.echo(_("report: {path}", path=page.resolve()))
    raise click.exceptions.Exit(1 if told.wrong else 0)


def _check_writable(output: Path) -> None:
    """Raises LoadFailed; before the rush, and not after it."""
    there = next(path for path in (output, *output.absolute().parents) if path.exists())
    if not there.is_dir() or not os.access(there, os.W_OK):
        why = os.strerror(errno.EACCES if there.is_dir() else errno.ENOTDIR)
        raise LoadFailed(_("cannot write to {path}: {error}", path=output, error=why))


def _write(told: Load, output: Path) -> Path:
    output.mkdir(parents=True, exist_ok=True)
    page = output / "index.html"
    page.write_text(told.page(), encoding="utf-8")
    (output / "load.json").write_text(json.dumps(told.as_json(), ensure_ascii=False, indent=1), encoding="utf-8")
    return page


def _say(told: Load) -> None:
    click.secho(f"{told.headline.label}: {told.headline.sentence}", bold=True)
    if told.mail:
        click.echo(
            _(
                "from the click to the mail: p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms",
                p50=told.mail.p50, p95=told.mail.p95, p99=told.mail.p99,
            )
        )  # fmt: skip
