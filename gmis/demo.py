"""`gmis demo`: the happy path with a line per step, and a dossier of it in one file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from playwright.sync_api import Error as PlaywrightError

from gmis.display import check_display
from gmis.doctor import font
from gmis_api.language import _
from pytest_gmis.browser.find import NoBrowser
from pytest_gmis.browser.journey import reset_and_open_report
from pytest_gmis.browser.rig import Rig, rig
from pytest_gmis.client.mailbox import Mailbox
from pytest_gmis.client.simulator import NoSimulator
from pytest_gmis.evidence.dossier import Headline, write_dossier
from pytest_gmis.evidence.keep import versions
from pytest_gmis.evidence.recorder import Recorder
from pytest_gmis.evidence.steps import Steps

REPORT = Path("report/demo/index.html")
NEW_PASSWORD = "Clinic2026"  # noqa: S105 (guards nothing)


@click.command()
@click.option("--headed", is_flag=True, help="Show the browser.")
@click.option("--slow", is_flag=True, help="Wait a moment before each action, for people who watch.")
@click.option("--inbox", type=click.Choice(["auto", "embedded", "mailpit"]), default="auto", show_default=True)
def demo(headed: bool, slow: bool, inbox: Any) -> None:
    """Go from the login page to 「定期報告」 by way of a real mail; writes report/demo/index.html."""
    has_font, what_helps = font()
    if not has_font:
        raise click.ClickException(_("the pictures would show boxes instead of Japanese: {remedy}", remedy=what_helps))
    check_display(headed)
    try:
        with rig(inbox, headed=headed, slow=slow) as standing:
            simulator = standing.simulator
            click.echo(
                _(
                    "simulator {url}  inbox {kind} {inbox}",
                    url=simulator.url,
                    kind=simulator.inbox,
                    inbox=simulator.inbox_url,
                )
            )
            _show(standing)
    except (NoBrowser, NoSimulator) as error:
        raise click.ClickException(str(error)) from None
    except PlaywrightError as error:
        raise click.ClickException(
            _("the browser failed: {error}; see: gmis doctor", error=error.message.splitlines()[0])
        ) from None
    except AssertionError as error:
        raise click.ClickException(_("the journey failed: {error}", error=error)) from None


def _show(standing: Rig) -> None:
    world = standing.control.create_world()
    more = {**versions(), "inbox": f"{standing.simulator.inbox} {standing.mailpit.info()['Version']}"}
    recorder = Recorder(
        "demo", _("From the reset of the password to 「定期報告」"), trace=False, again="gmis demo", versions=more
    )
    recorder.add_world(world, standing.mailpit)
    context = standing.new_context(viewport={"width": 960, "height": 640})
    recorder.watch(context)
    page = context.new_page()
    steps = Steps(page, recorder)

    @contextmanager
    def told(name: str) -> Iterator[None]:
        with steps.step(name):
            yield
        click.echo(f"  {name}")

    mailbox = Mailbox(standing.mailpit, world, world.institution.registered_address)
    reset_and_open_report(page, world, mailbox, told, NEW_PASSWORD)
    institution = {_("institution"): f"{world.institution.name} ({world.institution.username})", _("world"): world.name}
    went_well = Headline(
        _("success"), _("All went as steps ① to ⑦ of the leaflet say, and 「定期報告」 was opened."), "good"
    )
    write_dossier(REPORT, [recorder.finish()], headline=went_well, facts=institution)
    click.echo(_("report: {path}", path=REPORT.resolve()))
