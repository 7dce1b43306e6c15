"""`--gmis-browser-endpoint`: the browser is at a Playwright server, and reaches the simulator of this machine."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from gmis.merge import find_results
from pytest_gmis.browser.find import NoBrowser, find_browser
from pytest_gmis.evidence.results_file import read_results
from pytest_gmis.reports.merged.lanes import Source, lanes_of, rows_of
from tests.process.plugin.project import RED_STEP, Ran, environment, run_alone
from tests.rigs.answering import answering

PAGES = """
def test_a_page_of_the_simulator(page, med_login):
    med_login.open()
    assert page.get_by_role("button", name="ログイン").is_visible()

def test_a_mail(page, med_login, mailbox):
    med_login.ask_for_a_reset("ex000000")
    med_login.open_link(mailbox.wait().reset_link())
    assert page.url.startswith("http://127.0.0.1:")
"""
FENCE = """
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
import pytest
from playwright.sync_api import Error

BLOCKED = "ERR_BLOCKED_BY_CLIENT|NS_ERROR_ABORT"
REFUSED = "ERR_SOCKS_CONNECTION_FAILED|NS_ERROR_CONNECTION_REFUSED"

class Asked(BaseHTTPRequestHandler):
    here = []
    def do_GET(self):
        self.here.append(self.path)
        self.send_error(404)

def test_nothing_else_is_reached(page, med_login, gate):
    med_login.open()
    with pytest.raises(Error, match=BLOCKED):
        page.goto("http://127.0.0.1:59999/x")
    assert gate.refused[-1] == "GET http://127.0.0.1:59999/x"

@pytest.mark.skip_browser("firefox")  # Playwright's route_web_socket does nothing in a stock one
def test_nor_by_a_websocket(page, med_login, gate):
    med_login.open()
    page.evaluate("new Promise(done => { new WebSocket('ws://127.0.0.1:9/w').onopen = done; }).then(() => null)")
    assert gate.refused[-1] == "GET ws://127.0.0.1:9/w"

def test_nor_from_a_page_without_a_context_of_ours(gmis_browser, gate):
    with pytest.raises(Error, match=BLOCKED):
        gmis_browser.new_page().goto("http://127.0.0.1:59998/x")
    assert gate.refused[-1] == "GET http://127.0.0.1:59998/x"

@pytest.mark.parametrize("way", ["let through by the test", "kept in by nobody"])
def test_nor_what_interception_does_not_see(page, med_login, way):
    with HTTPServer(("127.0.0.1", 0), Asked) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        if way == "kept in by nobody":
            page.context.unroute_all()
        else:
            page.route("**/*", lambda route: route.continue_())
        with pytest.raises(Error, match=REFUSED):
            page.goto(f"http://127.0.0.1:{server.server_port}/x")
        server.shutdown()
    assert not Asked.here
    med_login.open()
"""
MISMATCH = """\
╔════════════════════════════════╗
║ Playwright version mismatch:   ║
║   - server version: v1.50      ║
║   - client version: v1.64      ║
╚════════════════════════════════╝"""


@contextmanager
def playwright_server(folder: Path, *options: str, pid: Path | None = None) -> Iterator[str]:
    """Where it listens; what it started ends with it. Its process group goes to the file ``pid``."""
    command = [sys.executable, "-m", "playwright", "run-server", "--host", "127.0.0.1", "--port", "0", *options]
    with subprocess.Popen(
        command, cwd=folder, env=environment(PLAYWRIGHT_BROWSERS_PATH=str(folder / "none")),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, start_new_session=True,
    ) as process:  # fmt: skip
        if pid:
            pid.write_text(str(process.pid))
        try:
            assert process.stdout
            yield process.stdout.readline().removeprefix("Listening on ").strip()
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)  # of Playwright's Python, and of its Node


def run_at(folder: Path, endpoint: str, *options: str, suite: str = PAGES) -> Ran:
    return run_alone(folder, suite, "-v", "--gmis-no-dossier", "--gmis-browser-endpoint", endpoint, *options)


def installed(kind: str) -> str:
    """A browser that the servers are to start, too."""
    try:
        found = find_browser(kind=kind).path
    except NoBrowser as error:
        pytest.skip(str(error))
    if found is None:
        pytest.skip("Playwright's own browser is here, which its servers would find: nothing to be told")
    return found


@pytest.mark.parametrize(("kind", "passed"), [("chromium", "5 passed"), ("firefox", "4 passed, 1 skipped")])
def test_a_browser_elsewhere_reaches_the_simulator_and_nothing_else(tmp_path: Path, kind: str, passed: str) -> None:
    options = ("--browser", kind, f"--gmis-browser-path={installed(kind)}")
    with playwright_server(tmp_path, "--unsafe") as endpoint:
        ran = run_at(tmp_path, endpoint, *options, suite=FENCE)
    assert (ran.status, passed in ran.said) == (0, True), ran.said


def test_two_shards_at_two_servers_give_the_same_report_as_one_run_here(tmp_path: Path) -> None:
    suite, here = PAGES + RED_STEP, f"--gmis-browser-path={installed('chromium')}"
    whole = run_alone(tmp_path, suite, here, "--junitxml", "whole/junit.xml")
    assert whole.status == 1, whole.said
    with ExitStack() as stack:
        for number in (1, 2):
            endpoint = stack.enter_context(playwright_server(tmp_path, "--unsafe"))
            options = ("--gmis-browser-endpoint", endpoint, "--gmis-shard", f"{number}/2")
            ran = run_alone(tmp_path, suite, here, *options, "--junitxml", f"parts/junit-{number}.xml")
            assert "deselected" in ran.said, ran.said
    assert sorted(outcome for _, outcome, *_ in report_of(tmp_path / "whole")) == ["failed", "passed", "passed"]
    assert report_of(tmp_path / "parts") == report_of(tmp_path / "whole")


def report_of(folder: Path) -> list[tuple[str, str, list[str], list[tuple[str, str]], list[bool]]]:
    """The table of `gmis merge`: each test, how it came out, its steps, and in which columns, with a dossier or not."""
    lanes = lanes_of(Source(path, read_results(path)) for path in find_results([folder]))
    columns = {lane.mark: (lane.browser, lane.inbox) for lane in lanes}
    return [
        (row.test, row.outcome, row.steps, [columns[mark] for mark in row.cells],
         [cell.dossier is not None for cell in row.cells.values()])
        for row in rows_of(lanes)
    ]  # fmt: skip


def refused(ran: Ran, *, traceback: bool = False) -> str:
    """The one sentence with which it ended; ``traceback``: a test may have been red before."""
    assert ran.status == 2, ran.said
    assert traceback or "Traceback" not in ran.said
    assert "it was begun" not in ran.said
    return next(line for line in ran.said.splitlines() if "Exit: " in line)


def test_a_server_that_ends_in_the_middle_ends_the_run_in_one_sentence(tmp_path: Path) -> None:
    suite = """
import os, pathlib, signal

def test_a_red_one(page, med_login):
    med_login.open()
    os.killpg(int(pathlib.Path("server").read_text()), signal.SIGKILL)
    med_login.open()

def test_never_begun(page):
    print("it was begun")
"""
    with playwright_server(tmp_path, "--unsafe", pid=tmp_path / "server") as endpoint:
        options = ("-s", "--gmis-browser-endpoint", endpoint, f"--gmis-browser-path={installed('chromium')}")
        said = refused(run_alone(tmp_path, suite, *options), traceback=True)
    assert f"{endpoint} のPlaywrightサーバが、ブラウザーとともに失われました" in said


def test_a_server_without_a_browser_is_told_with_what_helps(tmp_path: Path) -> None:
    with playwright_server(tmp_path) as endpoint:
        said = refused(run_at(tmp_path, endpoint))
    assert f"{endpoint} のPlaywrightサーバには起動できるchromiumがありません" in said
    assert "--unsafe" in said


def test_a_server_of_another_version_is_told_with_both(tmp_path: Path) -> None:
    with answering(428, MISMATCH) as address:
        endpoint = f"ws://{address}/"
        said = refused(run_at(tmp_path, endpoint))
    assert f"{endpoint} のPlaywrightサーバの版は1.50、このマシンの版は1.64です" in said


def test_what_a_process_of_xdist_found_out_is_told_too(tmp_path: Path) -> None:
    said = refused(run_at(tmp_path, "ws://127.0.0.1:9/", "-n", "2"))
    assert "ws://127.0.0.1:9/ ではPlaywrightサーバが応答しません" in said


def test_what_is_no_playwright_server_is_told(tmp_path: Path) -> None:
    with answering(200, "hello") as address:
        endpoint = f"ws://{address}/"
        assert f"{endpoint} ではPlaywrightサーバが応答しません" in refused(run_at(tmp_path, endpoint))
