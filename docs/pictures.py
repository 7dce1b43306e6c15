"""Takes the pictures of the README anew: scripts/pictures."""

import re
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from fixtures.browser import find_browser
from fixtures.control import Control
from fixtures.evidence import Evidence
from fixtures.journey import reset_and_open_report
from fixtures.mailbox import Mailbox
from fixtures.mailpit import Mailpit
from fixtures.pages.med_login import MedLogin
from fixtures.report import write_report
from simulator.server import running

FOLDER = Path(__file__).parent / "pictures"


def main() -> None:
    """Write change-password.png and report.png."""
    with (
        running("embedded") as server,
        Control(server.url) as control,
        Mailpit(server.inbox.url) as mailpit,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find_browser().path)
        world = control.create_world(name="demo", seed=1, now="2026-01-15T09:00:00+09:00")
        mailbox = Mailbox(mailpit, world, world.institution.registered_address)
        page = browser.new_page(viewport={"width": 640, "height": 660}, locale="ja-JP")
        med_login = MedLogin(page, world.url)
        med_login.ask_for_a_reset(world.institution.username)
        med_login.open_link(mailbox.wait().reset_link())
        med_login.confirm()
        med_login.type_password("clinic2026")
        page.screenshot(path=FOLDER / "change-password.png")
        world.delete()

        world = control.create_world(name="demo", seed=1, now="2026-01-15T09:00:00+09:00")
        mailbox = Mailbox(mailpit, world, world.institution.registered_address)
        page = browser.new_page(viewport={"width": 960, "height": 640}, locale="ja-JP")
        evidence = Evidence(page, world, pictures=True)
        mail = reset_and_open_report(page, world, mailbox, evidence.step, "Clinic2026")
        for step in evidence.steps:
            step.url = re.sub(r":\d+", ":8000", step.url)
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder) / "report.html"
            write_report(report, world, evidence.steps[3:6], mail, {"browser": f"chromium {browser.version}"})
            page.set_viewport_size({"width": 1000, "height": 980})
            page.goto(report.as_uri())
            page.screenshot(path=FOLDER / "report.png")


if __name__ == "__main__":
    main()
