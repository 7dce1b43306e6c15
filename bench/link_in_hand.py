"""From the click on パスワードリセット, as the page sees it, to the link in hand."""

from time import time

from playwright.sync_api import sync_playwright

from bench.figures import ms
from gmis_simulator.server.inboxes import InboxChoice
from gmis_simulator.server.server import running
from pytest_gmis.browser.find import find_browser
from pytest_gmis.browser.pages.med_login import MedLogin
from pytest_gmis.client.control import Control
from pytest_gmis.client.mailbox import Mailbox
from pytest_gmis.client.mailpit import Mailpit


def measure(inbox: InboxChoice, runs: int = 30) -> str:
    """A line for the table."""
    since_click: list[float] = []
    since_call: list[float] = []
    with (
        running(inbox) as server,
        Control(server.url) as control,
        Mailpit(server.inbox.url) as mailpit,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find_browser().path)
        page = browser.new_page()
        for _ in range(runs + 1):
            world = control.create_world()
            mailbox = Mailbox(mailpit, world, world.institution.registered_address)
            med_login = MedLogin(page, world.url)
            med_login.open("/s/login/ForgotPassword")
            med_login.username.fill(world.institution.username)
            page.evaluate("addEventListener('click', () => sessionStorage.clicked = Date.now(), {capture: true})")
            called = time()
            med_login.reset_button.click()
            mailbox.wait().reset_link()
            in_hand = time()
            clicked = page.evaluate("Number(sessionStorage.clicked)") / 1000
            since_click.append(in_hand - clicked)
            since_call.append(in_hand - called)
        browser.close()
    return (
        f"click to link in hand, {server.inbox.kind}: {ms(since_click[1:])} (to reach, embedded: ≤ 60 ms); "
        f"counted from Playwright's click(), which first looks whether the button stands still: {ms(since_call[1:])}"
    )


if __name__ == "__main__":
    print(measure("embedded"))
