"""The farm itself, in this process: real HAProxy, and in the workers' place programs that say that they answer."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest

from gmis.up_workers import told
from gmis_simulator.inbox.embedded import EmbeddedInbox
from gmis_simulator.server.farm.child import DidNotStart
from gmis_simulator.server.farm.farm import Farm, Member
from gmis_simulator.server.running import SimulatorServer
from tests.rigs.farm import here_or_skip
from tests.rigs.running import run

WORKER = """
import os, sys
from functools import partial
from http.server import HTTPServer, SimpleHTTPRequestHandler
folder, index, port = sys.argv[1:]
with open(os.path.join(folder, index), "a") as file:
    print(os.getpid(), os.environ.get("GMIS_TOKEN"), file=file)
if len(open(os.path.join(folder, index)).readlines()) == 2:
    sys.exit("not this time")
HTTPServer.allow_reuse_port = True
server = HTTPServer(("127.0.0.1", int(port)), partial(SimpleHTTPRequestHandler, directory=folder))
print("{}", flush=True)
server.serve_forever()
"""
"""Notes each of its starts, fails at the second one, and answers with the files of its folder."""


def farm_in(folder: Path, *, haproxy: str = "", token: str | None = None, public_url: str | None = None) -> Farm:
    def command(member: Member) -> list[str]:
        return [sys.executable, "-c", WORKER, str(folder), str(member.index), str(member.port)]

    (folder / "robots.txt").touch()  # which HAProxy is asked for
    return Farm(
        haproxy or here_or_skip(),
        2,
        command,
        EmbeddedInbox(),
        host="127.0.0.1",
        port=0,
        token=token,
        public_url=public_url,
    )


def starts(folder: Path, worker: int) -> list[list[str]]:
    """Process and token of each start."""
    return [line.split() for line in (folder / str(worker)).read_text().splitlines()]


async def until(there: Callable[[], bool]) -> None:
    """Return when it is so; files tell nobody that they have changed."""
    for _look in range(1000):
        if there():
            return
        await asyncio.sleep(0.02)
    raise TimeoutError


def test_a_token_that_nobody_chose_and_the_url_of_links_are_known_to_every_worker(tmp_path: Path) -> None:
    async def scenario() -> None:
        farm = farm_in(tmp_path, token="made-up", public_url="http://gmis.test")
        await farm.start()
        assert {farm.url, *(member.url for member in farm.members)} == {"http://gmis.test"}
        await farm.stop()

    run(scenario())
    assert [starts(tmp_path, worker)[0][1] for worker in (0, 1)] == ["made-up", "made-up"]


def test_a_worker_that_does_not_come_back_at_once_is_started_until_it_does(tmp_path: Path) -> None:
    async def scenario() -> None:
        farm = farm_in(tmp_path)
        await farm.start()
        try:
            os.kill(int(starts(tmp_path, 0)[0][0]), signal.SIGKILL)
            await until(lambda: len(starts(tmp_path, 0)) == 3)
        finally:
            await farm.stop()

    run(scenario())
    assert len(starts(tmp_path, 1)) == 1


def test_a_worker_that_cannot_be_started_is_told_with_the_reason(tmp_path: Path) -> None:
    farm = Farm(here_or_skip(), 1, lambda _: [str(tmp_path)], EmbeddedInbox(), host="127.0.0.1", port=0)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("shutil.which", lambda _: None)  # without setpriv, which would be what starts
        with pytest.raises(DidNotStart, match=r"\(Permission denied\)$"):
            run(farm.start())


def test_where_haproxy_does_not_start_its_last_word_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    broken = tmp_path / "haproxy"
    broken.write_text("#!/bin/sh\necho a notice >&2\necho what is wrong >&2\nexit 1\n")
    broken.chmod(0o755)
    with pytest.raises(DidNotStart, match=r"HAProxy .*: what is wrong$"):
        run(farm_in(tmp_path, haproxy=str(broken)).start())
    for worker in (0, 1):
        with pytest.raises(ProcessLookupError):
            os.kill(int(starts(tmp_path, worker)[0][0]), 0)


def test_what_is_said_of_all_of_it_is_asked_with_the_token() -> None:
    async def scenario() -> str:
        server = SimulatorServer(inbox="embedded", token="made-up")
        await server.start()
        token = {"Authorization": "Bearer made-up"}
        try:
            async with httpx.AsyncClient(base_url=server.url, headers=token, trust_env=False) as http:
                made = await http.post("/api/worlds", json={"name": "demo"})
            member = Member(0, 0, 0, [server.url], server.url)
            farm = SimpleNamespace(url=server.url, inbox=server.inbox, members=[member])
            said = await told(farm, [], "made-up", json=False)  # type: ignore[arg-type]
            assert made.json()["institutions"][0]["password"] in said
            assert f"{server.url}  SMTP {member.exchange}" in said
            return said
        finally:
            await server.stop()

    assert "ex000000" in run(scenario())
