"""`gmis open`: the world of a bundle goes on where it was, and so does the browser in it."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Playwright, expect

from gmis.open import open_pages
from gmis_simulator.server.running import running
from pytest_gmis.browser.find import find_browser
from pytest_gmis.browser.pages.med_login import MedLogin
from pytest_gmis.client.control import Control
from pytest_gmis.evidence.bundle import read_bundle

GMIS = str(Path(sys.executable).with_name("gmis"))


def gmis(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("GMIS_", "PYTEST_", "DISPLAY"))}
    return subprocess.run(
        [GMIS, *arguments], cwd=folder, env=clean, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of a user who stands before ⑥, the link spent, the password not saved."""
    folder = tmp_path_factory.mktemp("open")
    ended = gmis(folder, "repro", "rule-unmet", "--inbox", "embedded")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return folder / "report/repro/rule-unmet.gmis.zip"


def test_the_browser_is_logged_in_as_it_was_and_the_user_can_go_on(bundle: Path, playwright: Playwright) -> None:
    read = read_bundle(bundle)
    assert read.snapshot
    with (
        running("embedded") as server,
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


def test_without_a_browser_it_says_where_the_world_is_until_it_is_told_to_end(bundle: Path) -> None:
    said = []
    with subprocess.Popen(
        [GMIS, "open", str(bundle), "--no-browser", "--inbox", "embedded"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    ) as process:  # fmt: skip
        assert process.stdout
        for line in process.stdout:
            said.append(line)
            if "Ctrl-C" in line:
                page = re.search(r"画面: (\S+ChangePassword)", "".join(said))
                assert page
                assert httpx.get(page[1], follow_redirects=True, trust_env=False).status_code == 200
                process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0
    assert "結果: 再現した: 利用者の申告のとおりになりました。" in "".join(said)
    assert "Traceback" not in "".join(said)


def test_without_a_display_it_says_so_and_how_to_do_without(bundle: Path, tmp_path: Path) -> None:
    ended = gmis(tmp_path, "open", str(bundle))
    assert ended.returncode == 2
    assert "gmis open shows a browser, which needs a display" in ended.stderr
    assert "--no-browser" in ended.stderr


def test_what_is_no_bundle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.gmis.zip").write_text("no")
    ended = gmis(tmp_path, "open", "x.gmis.zip", "--no-browser")
    assert (ended.returncode, "Traceback" in ended.stderr) == (2, False)
    assert "記録の束(*.gmis.zip)として読めません" in ended.stderr
