"""Making a world, starting `gmis up`, and whether a known name takes longer than an unknown one."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

import httpx

from bench.figures import ms, ratio
from gmis_simulator.server.running import running
from pytest_gmis.client.control import Control

GMIS = str(Path(sys.executable).with_name("gmis"))


class Running(NamedTuple):
    """Where the simulator answers, and the inbox, and its process."""

    simulator: str
    inbox: str
    pid: int


def creating_a_world(runs: int = 200) -> str:
    """Over HTTP, as a test does it."""
    taken = []
    with running("embedded") as server, Control(server.url) as control:
        control.create_world()
        for _ in range(runs):
            began = perf_counter()
            control.create_world()
            taken.append(perf_counter() - began)
    return f"creating a world: {ms(taken)} (to reach: ≤ 5 ms)"


def gmis_up_ready(inbox: str, runs: int = 7) -> str:
    """From the call to its line of JSON."""
    taken = []
    for _ in range(runs):
        began = perf_counter()
        with gmis_up(inbox):
            taken.append(perf_counter() - began)
    return f"gmis up ready, {inbox}: {ms(taken)} (to reach: ≤ 1500 ms)"


@contextmanager
def gmis_up(inbox: str) -> Iterator[Running]:
    """A `gmis up` that runs while the block does."""
    command = [GMIS, "up", "--port", "0", "--json", "--inbox", inbox]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout
    try:
        ready = json.loads(process.stdout.readline())
        yield Running(ready["simulator"], ready["mailpit"], process.pid)
    finally:
        process.terminate()
        process.communicate()


def known_and_unknown_name(runs: int = 300) -> str:
    """② answered for a name that exists and for one that does not, by a process of its own."""
    with gmis_up("embedded") as server, Control(server.simulator) as control:
        world = control.create_world(settings={"reset_requests_per_day": 10_000})
        with httpx.Client(base_url=world.url, trust_env=False) as http:
            one: list[float] = []
            other: list[float] = []
            for _ in range(runs):
                for username, taken in (("ex000000", one), ("zz999999", other)):
                    world.settle()  # the mail before this one is out of the way
                    began = perf_counter()
                    http.post("/s/login/ForgotPassword", data={"username": username})
                    taken.append(perf_counter() - began)
    return f"② known name: {ms(one)}; unknown name: {ms(other)}; ratio {ratio(one, other):.2f}"


if __name__ == "__main__":
    print(creating_a_world(), gmis_up_ready("embedded"), known_and_unknown_name(), sep="\n")
