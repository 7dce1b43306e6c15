"""`gmis open`: the world of a bundle, as it was at the symptom, with a browser in it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as PlaywrightError

from gmis.display import check_display
from gmis_api.language import N_, _
from pytest_gmis.browser.find import NoBrowser
from pytest_gmis.browser.rig import CONTEXT, rig
from pytest_gmis.client.control import Control, ControlError, World
from pytest_gmis.client.simulator import NoSimulator, simulator
from pytest_gmis.evidence.bundle import Bundle, WrongBundle, read_bundle

_NO_DISPLAY = N_(
    "gmis open shows a browser, which needs a display and none is set: run it on a desktop, "
    "or leave it out with --no-browser"
)


@click.command("open")
@click.argument("bundle", type=click.Path(path_type=Path))
@click.option("--no-browser", is_flag=True, help="Bring the world back and print where it is; open no browser.")
@click.option("--inbox", type=click.Choice(["auto", "embedded", "mailpit"]), default="auto", show_default=True)
def open_bundle(bundle: Path, no_browser: bool, inbox: Any) -> None:
    """Bring back the world of BUNDLE (*.gmis.zip) at the symptom, and open a browser in it, logged in as it was."""
    try:
        if not bundle.exists():
            raise WrongBundle(
                _("{path}: there is no such file: `gmis repro` writes one beside each dossier", path=bundle)
            )
        read = read_bundle(bundle)
        check_display(not no_browser, _NO_DISPLAY)
        if read.snapshot is None:
            raise WrongBundle(
                _("{path}: it holds no snapshot of a world: only what was recorded with one can be opened", path=bundle)
            )
        if no_browser:
            with simulator(inbox) as running, Control(running.url, running.token) as control, _until_interrupted():
                click.echo(_table(read, control.restore(read.snapshot), running.url, running.inbox_url))
                threading.Event().wait()
            return
        with rig(inbox, headed=True) as standing, _until_interrupted():
            url = standing.simulator.url
            click.echo(_table(read, standing.control.restore(read.snapshot), url, standing.simulator.inbox_url))
            for page in open_pages(standing.browser, read, url):
                if not page.is_closed():
                    page.wait_for_event("close", timeout=0)
    except (WrongBundle, NoBrowser, NoSimulator, ControlError) as error:
        raise click.ClickException(str(error)) from None
    except PlaywrightError as error:
        raise click.ClickException(
            _("the browser failed: {error}; see: gmis doctor", error=error.message.splitlines()[0])
        ) from None


def open_pages(browser: Browser, bundle: Bundle, url: str) -> list[Page]:
    """The tabs of every browser of the bundle, at the simulator that answers at ``url`` now, logged in as they were."""
    pages = []
    for state in bundle.manifest.browsers:
        cookies = [cookie | {"domain": urlsplit(url).hostname} for cookie in state.storage.get("cookies", [])]
        context = browser.new_context(**CONTEXT, storage_state={"cookies": cookies})
        for each in state.pages:
            page = context.new_page()
            page.goto(here(each, bundle, url))
            pages.append(page)
    return pages


def here(page_url: str, bundle: Bundle, url: str) -> str:
    """Where a page of the bundle is now."""
    return page_url.replace(bundle.manifest.url, url, 1) if bundle.manifest.url else page_url


def _table(bundle: Bundle, world: World, url: str, inbox_url: str) -> str:
    label, sentence, _tone = bundle.manifest.verdict
    rows = [
        (_("dossier"), f"{bundle.recording.title} ({bundle.recording.started})"),
        (_("result"), f"{label}: {sentence}"),
        (_("time of the world"), world.now()),
        *((_("page"), here(page, bundle, url)) for state in bundle.manifest.browsers for page in state.pages),
        (_("inbox"), world.urls["webmail"]),
        (_("control room"), f"{url}/?world={world.name}"),
        ("Mailpit", inbox_url),
    ]
    return "\n".join(f"  {label}: {value}" for label, value in rows) + "\n  " + _("Ctrl-C ends all of it.")


@contextmanager
def _until_interrupted() -> Iterator[None]:
    """What is inside ends quietly when Ctrl-C is pressed, or when whoever started this wants it to end."""
    with suppress(KeyboardInterrupt):
        yield
