"""`gmis demo`: the happy path with a line per step, and a dossier of it in one file."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import sync_playwright

from gmis.display import check_display
from gmis.doctor import font
from gmis_simulator.data import PERSONAS
from gmis_simulator.data.files import read_personas
from gmis_simulator.server.mailpit import MailpitError
from gmis_simulator.server.server import running
from pytest_gmis.browser.find import FoundBrowser, NoBrowser, find_browser
from pytest_gmis.browser.gate import closed_gate
from pytest_gmis.browser.journey import reset_and_open_report
from pytest_gmis.client.control import Control
from pytest_gmis.client.mailbox import Mailbox
from pytest_gmis.client.mailpit import Mailpit
from pytest_gmis.evidence.dossier import Headline, write_dossier
from pytest_gmis.evidence.keep import versions
from pytest_gmis.evidence.recorder import Recorder
from pytest_gmis.evidence.steps import Steps

REPORT = Path("report/demo/index.html")
NEW_PASSWORD = "Clinic2026"  # noqa: S105 (guards nothing)
_TITLE = "パスワード再設定から「定期報告」まで"
_WENT_WELL = Headline("成功", "案内文書の①〜⑦のとおりに進み、「定期報告」の画面まで開けました。", "good")


@click.command()
@click.option("--headed", is_flag=True, help="Show the browser.")
@click.option("--slow", is_flag=True, help="Wait a moment before each action, for people who watch.")
@click.option("--inbox", type=click.Choice(["auto", "embedded", "mailpit"]), default="auto", show_default=True)
def demo(headed: bool, slow: bool, inbox: Any) -> None:
    """From the login page to 「定期報告」 by way of a real mail; writes report/demo/index.html."""
    try:
        has_font, what_helps = font()
        if not has_font:
            raise click.ClickException(f"the pictures would show boxes instead of Japanese: {what_helps}")
        check_display(headed)
        found = find_browser(headed=headed)
        with running(inbox, personas=read_personas(PERSONAS)) as server:
            click.echo(f"gmis_simulator {server.url}  inbox {server.inbox.kind} {server.inbox.url}")
            _run(server.url, server.inbox.url, server.inbox.kind, found, headed=headed, slow=slow)
    except (NoBrowser, MailpitError) as error:
        raise click.ClickException(str(error)) from None
    except PlaywrightError as error:
        raise click.ClickException(f"the browser failed: {error.message.splitlines()[0]}; see: gmis doctor") from None
    except AssertionError as error:
        raise click.ClickException(f"the journey failed: {error}") from None


def _run(url: str, inbox_url: str, inbox_kind: str, found: FoundBrowser, *, headed: bool, slow: bool) -> None:
    with (
        Control(url) as control,
        Mailpit(inbox_url) as mailpit,
        closed_gate(url, inbox_url) as gate,
        sync_playwright() as playwright,
    ):
        world = control.create_world()
        browser = playwright.chromium.launch(
            **found.launch_args, **gate.launch_args("chromium"), headless=not headed, slow_mo=700 if slow else 0
        )
        more = {**versions(), "inbox": f"{inbox_kind} {mailpit.info()['Version']}"}
        recorder = Recorder("demo", _TITLE, trace=False, again="gmis demo", versions=more)
        recorder.add_world(world, mailpit)
        context = browser.new_context(locale="ja-JP", viewport={"width": 960, "height": 640})
        recorder.watch(context)
        page = context.new_page()
        steps = Steps(page, recorder)

        @contextmanager
        def told(name: str) -> Iterator[None]:
            with steps.step(name):
                yield
            click.echo(f"  {name}")

        mailbox = Mailbox(mailpit, world, world.institution.registered_address)
        reset_and_open_report(page, world, mailbox, told, NEW_PASSWORD)
        browser.close()
    institution = {"医療機関": f"{world.institution.name}({world.institution.username})", "世界": world.name}
    write_dossier(REPORT, [recorder.finish()], headline=_WENT_WELL, facts=institution)
    click.echo(f"report: {REPORT.resolve()}")
