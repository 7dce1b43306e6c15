"""`gmis open`: the world of a bundle goes on where it was, and so does the browser in it."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Playwright, expect

from gmis.open import open_pages
from gmis_simulator.server.running import running
from pytest_gmis.browser.find import find_browser
from pytest_gmis.browser.pages.med_login import MedLogin
from pytest_gmis.browser.rig import Rig
from pytest_gmis.client.control import Control
from pytest_gmis.evidence.bundle import read_bundle
from tests.rigs.one_engine import Asked, Command


@pytest.fixture(scope="module")
def bundle(standing: Rig, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of a user who stands before ⑥, the link spent, the password not saved."""
    command = Command(standing, tmp_path_factory.mktemp("open"))
    ended = command("repro", "rule-unmet")
    assert ended.status == 0, ended.said
    return command.folder / "report/repro/rule-unmet.gmis.zip"


def test_the_browser_is_logged_in_as_it_was_and_the_user_can_go_on(bundle: Path, playwright: Playwright) -> None:
    read = read_bundle(bundle)
    assert read.snapshot
    with (
        running("embedded") as server,  # another one, at another address
        Control(server.url) as control,
        playwright.chromium.launch(**find_browser().launch_args) as browser,
    ):
        world = control.restore(read.snapshot)
        (page,) = open_pages(browser, read, server.url)
        med_login = MedLogin(page, world.url)
        expect(med_login.heading("パスワードを変更する")).to_be_visible()
        med_login.set_password("Clinic2026")
        expect(med_login.signed_in_mark).to_be_visible()
        world.expect_event("password.changed", username="ex000000")


def test_it_shows_the_browser_and_ends_when_its_last_page_is_closed(
    bundle: Path, command: Command, standing: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = []

    def opened_and_closed(*given: Any) -> list[Page]:
        pages = open_pages(*given)
        for page in pages:
            shown.append(page.url)
            page.context.close()
        return pages

    monkeypatch.setattr("gmis.open.open_pages", opened_and_closed)
    ended = command("open", str(bundle), "--inbox", "mailpit", DISPLAY=":0")
    assert (ended.status, ended.err) == (0, "")
    assert command.asked == [Asked("mailpit", "chromium", headed=True, slow=False)]
    (page,) = shown
    assert f"  画面: {page}\n" in ended.out
    assert "  結果: 再現した: 利用者の申告のとおりになりました。\n" in ended.out
    name = re.search(rf"コントロールルーム: {standing.simulator.url}/\?world=(\S+)", ended.out)
    assert name
    world = standing.control.world(name[1])
    assert page == f"{world.url}/_ui/system/security/ChangePassword"
    world.delete()
