"""The happy path, over the same clicks on dead files with no mail."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

from playwright.sync_api import Browser, Page

from bench.figures import ms, paired, ratio
from bench.replay import Recording, record, replaying
from pytest_gmis.browser.journey import reset_and_open_report
from pytest_gmis.browser.rig import rig
from pytest_gmis.client.control import Control, World
from pytest_gmis.client.mail import Mail
from pytest_gmis.client.mailbox import Mailbox
from pytest_gmis.client.mailpit import Mailpit
from pytest_gmis.evidence.steps import Steps

NEW = "Clinic2026"


def journey(page: Page, world: Any, mailbox: Any) -> Mail:
    """The clicks."""
    return reset_and_open_report(page, world, mailbox, Steps(page, None).step, NEW)


def measure(runs: int = 20) -> str:
    """A line for the table."""
    with rig("embedded", kept_in=False) as standing:
        browser, control, mailpit, url_of_ours = (
            standing.browser,
            standing.control,
            standing.mailpit,
            standing.simulator.url,
        )
        recording, recorded, mail = _record(browser, control, mailpit)
        with replaying(recording, url_of_ours) as url:
            link = mail.reset_link()
            moved = replace(
                mail, text=link.replace(url_of_ours, url), html=f'<a href="{link.replace(url_of_ours, url)}">'
            )
            dead_world = SimpleNamespace(url=f"{url}/{recorded.name}", institution=recorded.institution)
            dead_mailbox = SimpleNamespace(wait=lambda **_: moved)

            def real() -> None:
                with browser.new_context() as context:
                    world = control.create_world()
                    mailbox = Mailbox(mailpit, world, world.institution.registered_address)
                    journey(context.new_page(), world, mailbox)

            def dead() -> None:
                with browser.new_context() as context:
                    journey(context.new_page(), dead_world, dead_mailbox)

            ours, theirs = paired(real, dead, runs)
    return f"happy path: {ms(ours)}; dead files: {ms(theirs)}; ratio {ratio(ours, theirs):.2f} (to reach: ≤ 1.25)"


def _record(browser: Browser, control: Control, mailpit: Mailpit) -> tuple[Recording, World, Mail]:
    with browser.new_context() as context:
        page, world = context.new_page(), control.create_world()
        recording = record(page)
        mailbox = Mailbox(mailpit, world, world.institution.registered_address)
        return recording, world, journey(page, world, mailbox)


if __name__ == "__main__":
    print(measure())
