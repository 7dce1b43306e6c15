"""`gmis up --workers 2` when one of them is killed, when all of it ends, and when it cannot begin."""

import contextlib
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from gmis_simulator.world.share import Share
from tests.rigs.commands import Ended
from tests.rigs.farm import WORKERS, a_name_of, here_or_skip, started_farm
from tests.rigs.processes import GMIS, ours, start

LONG = 20.0  # seconds; far above what any of this takes


def test_a_killed_worker_takes_its_worlds_along_and_nobody_elses_and_comes_back(tmp_path: Path) -> None:
    with started_farm(tmp_path) as farm:
        lost, kept = (farm.new_world(a_name_of(worker, "world")) for worker in range(WORKERS))
        with held_still(farm.process.pid):  # else the worker may be back before the second question
            os.kill(farm.pid_of(0), signal.SIGKILL)
            page = farm.ask(f"/{lost}/s/login/", headers={"Accept-Language": "ja"})
            problem = farm.ask(f"/api/worlds/{lost}")
            assert farm.ask(f"/{kept}/s/login/").status_code == 200
        assert (page.status_code, page.headers["content-type"]) == (503, "text/html; charset=utf-8")
        assert "この世界のプロセスは終了したか、応答していません" in page.text
        assert "これはシミュレーターです。実在のシステムではありません。" in page.text
        assert (problem.status_code, problem.headers["content-type"]) == (503, "application/problem+json")
        assert "if it has ended, its worlds are gone: make them anew" in problem.json()["detail"]
        continued = time.monotonic()
        while (after := farm.ask(f"/{lost}/s/login/")).status_code != 404:
            assert farm.ask(f"/{kept}/s/login/").status_code == 200
            assert farm.ask("/api/worlds?name=world-").json()[0]["name"] == kept
            assert farm.new_world()
            assert time.monotonic() - continued < LONG
        assert "ワーカー 0 は" in after.text
        assert "それより前の世界は失われています" in after.text
        assert farm.new_world(lost) == lost
        farm.process.terminate()
        assert farm.process.stderr
        assert "ワーカー 0 が終了したので（-9）、もう一度起動します\n" in farm.process.stderr.read()


def test_a_worker_that_hangs_is_told_and_nobody_elses_users_wait_for_it(tmp_path: Path) -> None:
    with started_farm(tmp_path) as farm:
        stuck, kept = (farm.new_world(a_name_of(worker, "world")) for worker in range(WORKERS))
        with held_still(farm.pid_of(0)):
            # under way when it is found out
            page = farm.ask(f"/{stuck}/s/login/", timeout=LONG, headers={"Accept-Language": "ja"})
            assert page.status_code in (502, 503)
            assert "これはシミュレーターです" in page.text
            assert farm.ask(f"/{stuck}/s/login/").status_code == 503
            assert farm.ask(f"/{kept}/s/login/").status_code == 200
            assert [world["name"] for world in farm.ask("/api/worlds?name=world-", timeout=LONG).json()] == [kept]
            assert farm.new_world()
        until = time.monotonic() + LONG
        while farm.ask(f"/{stuck}/s/login/").status_code != 200:
            assert time.monotonic() < until
        assert farm.ask("/api/worlds/demo").status_code == 200


def test_demo_of_a_worker_that_was_started_again_has_the_password_that_the_terminal_shows(tmp_path: Path) -> None:
    with started_farm(tmp_path) as farm:
        password = farm.ask("/api/worlds/demo").json()["institutions"][0]["password"]
        os.kill(farm.pid_of(Share(0, WORKERS).owner("demo")), signal.SIGKILL)
        until = time.monotonic() + LONG
        while (again := farm.ask("/api/worlds/demo")).status_code != 200:
            assert time.monotonic() < until
    assert again.json()["institutions"][0]["password"] == password


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL], ids=lambda sign: sign.name)
def test_a_signal_ends_all_of_it(tmp_path: Path, sign: signal.Signals) -> None:
    with started_farm(tmp_path) as farm:
        children = [pid for pid, _ in farm.children()]
        assert len(children) == WORKERS + 1
        farm.process.send_signal(sign)
        assert farm.process.wait(timeout=10) == (0 if sign != signal.SIGKILL else -signal.SIGKILL)
        ended = time.monotonic()
        while any(is_there(pid) for pid in children):  # of a process that was killed they hear a moment later
            assert time.monotonic() - ended < LONG
        with pytest.raises(httpx.ConnectError):
            farm.ask("/")


def test_ctrl_c_at_a_terminal_is_not_heard_by_the_workers_which_would_be_started_again(tmp_path: Path) -> None:
    with started_farm(tmp_path) as farm:
        assert farm.process.pid not in {os.getpgid(pid) for pid, _ in farm.children()}
        os.killpg(farm.process.pid, signal.SIGINT)  # as a terminal does
        assert farm.process.wait(timeout=10) == 0
        assert farm.process.stderr
        assert farm.process.stderr.read() == ""


def test_a_port_that_is_taken_is_one_sentence_and_nothing_is_left(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        ended = start("up", "--workers", "2", "--port", port, "--inbox", "embedded", cwd=tmp_path)
    assert f"127.0.0.1 のポート {port} は使われています" in ended.in_one_sentence()


@contextmanager
def held_still(pid: int) -> Iterator[None]:
    """That process does nothing while the block runs."""
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def test_more_workers_than_there_are_ports_for_is_one_sentence_and_nothing_is_left(tmp_path: Path) -> None:
    here_or_skip()
    few = 'ulimit -n 100; exec "$0" up --workers 64 --port 0 --inbox embedded'  # a port that is kept is an open file
    ended = subprocess.run(
        ["bash", "-c", few, GMIS], cwd=tmp_path, env=ours(), capture_output=True, text=True, timeout=60, check=False
    )
    said = Ended(ended.returncode, ended.stdout, ended.stderr).in_one_sentence()
    assert "64 個のワーカーに空きポートを2つずつ割り当てられません" in said
    assert "--workers を減らしてください" in said


def is_there(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    return False
