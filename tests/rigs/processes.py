"""`gmis` as a process of its own, for what only a process shows."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.rigs.commands import Ended

GMIS = str(Path(sys.executable).with_name("gmis"))
# what a shell does to what it starts in the background, or not: exec keeps it, whoever runs these tests
_WITH_CTRL_C = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN if sys.argv[1] == "ignored" else signal.SIG_DFL)
os.execv(sys.argv[2], sys.argv[2:])
"""


def ours(**environment: str) -> dict[str, str]:
    """Our environment without what concerns commands, and ``environment`` on top."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GMIS_", "PYTEST_", "DISPLAY", "WAYLAND_DISPLAY"))
    }
    return clean | {"GMIS_LANG": os.environ["GMIS_LANG"]} | environment


def start(*arguments: str, cwd: Path, stdin: Any = subprocess.DEVNULL, **environment: str) -> Ended:
    """`gmis ARGUMENTS`, to its end."""
    ended = subprocess.run(
        [GMIS, *arguments], cwd=cwd, env=ours(**environment), stdin=stdin, capture_output=True, text=True,
        timeout=100, check=False,
    )  # fmt: skip
    return Ended(ended.returncode, ended.stdout, ended.stderr)


@contextmanager
def started(
    *arguments: str,
    cwd: Path,
    ctrl_c: str = "as usual",
    stdin: int = subprocess.DEVNULL,
    stderr: int = subprocess.STDOUT,
    **environment: str,
) -> Iterator[subprocess.Popen[str]]:
    """`gmis ARGUMENTS` while it runs, in a process group of its own; it is ended with the block at the latest.

    ``ctrl_c``: "as usual" or "ignored", as it is started from a shell or by one in the background.
    """
    before = [sys.executable, "-c", _WITH_CTRL_C, ctrl_c]
    process = subprocess.Popen(
        [*before, GMIS, *arguments], cwd=cwd, env=ours(**environment), stdin=stdin,
        stdout=subprocess.PIPE, stderr=stderr, text=True, start_new_session=True,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=30)


def said_until(process: subprocess.Popen[str], awaited: str) -> str:
    """What ``process`` says up to that, be it the end of a line or not."""
    assert process.stdout
    said = ""
    while sign := process.stdout.read(1):
        said += sign
        if said.endswith(awaited):
            return said
    raise AssertionError(f"{awaited!r} was never said: {said}")


def nothing_is_left_of(process: subprocess.Popen[str]) -> bool:
    """Whether its whole process group is gone."""
    try:
        os.killpg(process.pid, 0)
    except ProcessLookupError:
        return True
    return False
