"""`--gmis-browser-endpoint`: the browser is at a Playwright server, and reaches the simulator of this machine."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from pytest_gmis.browser.find import find_browser
from tests.process.plugin.project import Ran, environment, run_alone

SUITE = """
import pytest
from playwright.sync_api import Error

def test_a_page_of_the_simulator(page, med_login):
    med_login.open()
    assert page.get_by_role("button", name="ログイン").is_visible()

def test_nothing_else_is_reached(page, med_login, gate):
    med_login.open()
    page.evaluate("new Promise(done => { new WebSocket('ws://127.0.0.1:9/w').onopen = done; }).then(() => null)")
    with pytest.raises(Error, match="ERR_BLOCKED_BY_CLIENT"):
        page.goto("http://127.0.0.1:59999/x")
    assert gate.refused == ["GET ws://127.0.0.1:9/w", "GET http://127.0.0.1:59999/x"]
"""
MISMATCH = """\
╔════════════════════════════════╗
║ Playwright version mismatch:   ║
║   - server version: v1.50      ║
║   - client version: v1.64      ║
╚════════════════════════════════╝"""


@contextmanager
def playwright_server(folder: Path, *options: str) -> Iterator[str]:
    """Where it listens; what it started ends with it."""
    command = [sys.executable, "-m", "playwright", "run-server", "--host", "127.0.0.1", "--port", "0", *options]
    with subprocess.Popen(
        command, cwd=folder, env=environment(PLAYWRIGHT_BROWSERS_PATH=str(folder / "none")),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, start_new_session=True,
    ) as process:  # fmt: skip
        try:
            assert process.stdout
            yield process.stdout.readline().removeprefix("Listening on ").strip()
        finally:
            os.killpg(process.pid, signal.SIGTERM)  # of Playwright's Python, and of its Node


@contextmanager
def answering(status: int, text: str) -> Iterator[str]:
    """The endpoint of a server that is none of Playwright's, or of another version."""

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its name in the base class)
            """Nobody reads it."""

    with HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"ws://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def run_at(folder: Path, endpoint: str, *options: str) -> Ran:
    return run_alone(folder, SUITE, "-v", "--gmis-no-dossier", "--gmis-browser-endpoint", endpoint, *options)


def test_two_shards_drive_the_browsers_of_two_servers_which_reach_the_simulator_and_nothing_else(
    tmp_path: Path,
) -> None:
    path = find_browser().path
    if path is None:
        pytest.skip("Playwright's own browser is here, which its servers would find: nothing to be told")
    with ExitStack() as stack:
        for which in ("1/2", "2/2"):
            endpoint = stack.enter_context(playwright_server(tmp_path, "--unsafe"))
            ran = run_at(tmp_path, endpoint, f"--gmis-browser-path={path}", "--gmis-shard", which)
            assert (ran.status, "1 passed, 1 deselected" in ran.said) == (0, True), ran.said


def refused(ran: Ran) -> str:
    """The one sentence with which it ended."""
    assert ran.status == 2, ran.said
    assert "Traceback" not in ran.said
    return next(line for line in ran.said.splitlines() if "Exit: " in line)


def test_a_server_without_a_browser_is_told_with_what_helps(tmp_path: Path) -> None:
    with playwright_server(tmp_path) as endpoint:
        said = refused(run_at(tmp_path, endpoint))
    assert f"{endpoint} のPlaywrightサーバには起動できるchromiumがありません" in said
    assert "--unsafe" in said


def test_a_server_of_another_version_is_told_with_both(tmp_path: Path) -> None:
    with answering(428, MISMATCH) as endpoint:
        said = refused(run_at(tmp_path, endpoint))
    assert f"{endpoint} のPlaywrightサーバの版は1.50、このマシンの版は1.64です" in said


def test_what_a_process_of_xdist_found_out_is_told_too(tmp_path: Path) -> None:
    said = refused(run_at(tmp_path, "ws://127.0.0.1:9/", "-n", "2"))
    assert "ws://127.0.0.1:9/ ではPlaywrightサーバが応答しません" in said


def test_what_is_no_playwright_server_is_told(tmp_path: Path) -> None:
    with answering(200, "hello") as endpoint:
        assert f"{endpoint} ではPlaywrightサーバが応答しません" in refused(run_at(tmp_path, endpoint))
