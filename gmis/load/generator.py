"""Locust's processes: a master and its workers, on loopback, while one call lasts."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from gmis.load.outcome import Outcome
from gmis.load.plan import OUTCOME, PLAN, Plan
from gmis_api.language import _, language

_LONGEST = 900  # seconds that a rush may take besides the time in which users come


class LoadFailed(Exception):
    """Locust did not get so far as to measure; the message says what helps."""


def check_locust() -> None:
    """Raises LoadFailed where it is not installed; it is not imported, since it replaces sockets and threads."""
    if find_spec("locust") is None:
        remedy = "pip install 'gmis-reset-simulator[load]'"
        raise LoadFailed(_("`gmis load` needs Locust, which is not installed: {remedy}", remedy=remedy))


def generate(plan: Plan) -> Outcome:
    """What Locust measured while the users of ``plan`` went through their day; its table goes to stdout.

    Raises LoadFailed.
    """
    with TemporaryDirectory(prefix="gmis-load-") as folder:
        where, outcome = Path(folder) / "plan.json", Path(folder) / "outcome.json"
        plan.write(where)
        process = subprocess.Popen(  # noqa: S603 (our own locustfile)
            _command(plan), cwd=folder, env=_environment() | {PLAN: str(where), OUTCOME: str(outcome)},
            stdin=subprocess.DEVNULL, start_new_session=True,  # Ctrl-C is ours: it ends them in order
        )  # fmt: skip
        try:
            status = process.wait()
        finally:
            _end(process)
        if not outcome.exists():
            raise LoadFailed(
                _("Locust ended with {status} and measured nothing: what it said stands above", status=status)
            )
        return Outcome.read(outcome)


def _command(plan: Plan) -> list[str]:
    port = str(_free_port())
    return [
        sys.executable, "-m", "locust", "-f", str(Path(__file__).with_name("locustfile.py")), "--headless",
        "--processes", str(len(plan.seats)), "--users", str(plan.users), "--spawn-rate", str(plan.users),
        "--run-time", f"{int(plan.arrival) + _LONGEST}s", "--host", plan.url, "--only-summary",
        "--master-bind-host", "127.0.0.1", "--master-bind-port", port,
        "--master-host", "127.0.0.1", "--master-port", port, "--loglevel", "ERROR",
    ]  # fmt: skip


def _environment() -> dict[str, str]:
    """Ours, without settings of somebody else's Locust."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("LOCUST_")}
    return ours | {"GMIS_LANG": language()}


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what is left of the master and its workers, which are a process group of their own."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
