"""A `gmis up --workers 2`, and what belongs to it."""

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from gmis_simulator.server.farm.haproxy import find_haproxy
from gmis_simulator.world.share import Share
from tests.rigs.processes import started

WORKERS = 2


class Farm:
    """What `gmis up --json` said, and its process."""

    def __init__(self, process: subprocess.Popen[str], said: dict[str, Any]) -> None:
        self.process, self.said = process, said
        self.url: str = said["simulator"]
        self.workers: list[str] = [each["url"] for each in said["workers"]]

    def ask(self, path: str, method: str = "GET", *, worker: int | None = None, **more: Any) -> httpx.Response:
        """By way of the front, or past it."""
        url = self.url if worker is None else self.workers[worker]
        return httpx.request(method, f"{url}{path}", trust_env=False, **more)

    def new_world(self, name: str | None = None) -> str:
        """Its name."""
        answer = self.ask("/api/worlds", "POST", json={"name": name} if name else {})
        assert answer.status_code == 201, answer.text
        return str(answer.json()["name"])

    def pid_of(self, worker: int) -> int:
        """That of the worker that runs now."""
        (found,) = (pid for pid, command in self.children() if f"--worker\0{worker}\0" in command)
        return found

    def children(self) -> list[tuple[int, str]]:
        """The processes that it started, with their commands."""
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        return [(int(pid), Path(f"/proc/{pid}/cmdline").read_text()) for pid in listed]


def a_name_of(worker: int, beginning: str) -> str:
    """The name of a world that is this worker's."""
    return next(name for number in range(99) if Share(worker, WORKERS).owns(name := f"{beginning}-{number}"))


def here_or_skip() -> str:
    """HAProxy's binary."""
    if found := find_haproxy():
        return found
    if os.environ.get("GMIS_REQUIRE_HAPROXY") == "1":
        pytest.fail("GMIS_REQUIRE_HAPROXY is set and there is no HAProxy: scripts/haproxy")
    pytest.skip("no HAProxy: scripts/haproxy")


@contextmanager
def started_farm(folder: Path, *options: str) -> Iterator[Farm]:
    """It runs while the block does."""
    here_or_skip()
    common = ("up", "--json", "--port", "0", "--inbox", "embedded", "--workers", str(WORKERS))
    with started(*common, *options, cwd=folder, stderr=subprocess.PIPE, TMPDIR=str(folder)) as process:
        assert process.stdout
        assert process.stderr
        line = process.stdout.readline()
        assert line, process.stderr.read()
        yield Farm(process, json.loads(line))
