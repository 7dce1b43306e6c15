"""Making a world, starting `gmis up`, and whether a known name takes longer than an unknown one."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter, sleep
from typing import NamedTuple

import httpx

from bench.figures import ms
from gmis_simulator.server.running import running
from pytest_gmis.client.control import Control

PAUSE = 0.01  # seconds, in which what is left of a mail goes away
GMIS = str(Path(sys.executable).with_name("gmis"))


class Running(NamedTuple):
    """Where the simulator answers, and the inbox, and its process; of several workers, where each does."""

    simulator: str
    inbox: str
    exchange: tuple[str, int]
    pid: int
    workers: list[str]


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
def gmis_up(inbox: str, *options: str, **environment: str) -> Iterator[Running]:
    """A `gmis up` that runs while the block does; ``environment`` on top of ours."""
    command = [GMIS, "up", "--port", "0", "--json", "--inbox", inbox, *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | environment)
    assert process.stdout
    try:
        ready = json.loads(process.stdout.readline())
        host, port = ready["exchange"].rsplit(":", 1)
        workers = [each["url"] for each in ready.get("workers", ())]
        yield Running(ready["simulator"], ready["mailpit"], (host, int(port)), process.pid, workers)
    finally:
        process.terminate()
        process.communicate()


def known_and_unknown_name(inbox: str = "embedded", runs: int = 300) -> str:
    """② for a name that exists and for one that does not, and the request after it on the same connection."""
    answers: dict[str, list[float]] = {"ex000000": [], "zz999999": []}
    following: dict[str, list[float]] = {"ex000000": [], "zz999999": []}
    with gmis_up(inbox) as server, Control(server.simulator) as control:
        world = control.create_world(settings={"reset_requests_per_day": 10_000})
        with httpx.Client(base_url=world.url, trust_env=False) as http:
            for username in _shuffled([*answers] * runs):
                world.settle()  # the mail before this one is out of the way
                sleep(PAUSE)
                began = perf_counter()
                http.post("/s/login/ForgotPassword", data={"username": username})
                answered = perf_counter()
                http.get("/s/login/")
                answers[username].append(answered - began)
                following[username].append(perf_counter() - answered)
    asked = {"②": answers, "the request after it": following}
    said = [
        f"{what}: {ms(taken['ex000000'])} and {ms(taken['zz999999'])}, AUC {auc(*taken.values()):.2f}"
        for what, taken in asked.items()
    ]
    return f"known and unknown name, {inbox}: {'; '.join(said)} (to reach: 0.45–0.55)"


def auc(some: list[float], others: list[float]) -> float:
    """How often one of ``some`` is longer than one of ``others``; 0.5: nothing can be told from it."""
    longer = sum((one > other) + 0.5 * (one == other) for one in some for other in others)
    return longer / (len(some) * len(others))


def _shuffled(names: list[str]) -> list[str]:
    random.Random(1).shuffle(names)  # noqa: S311 (nothing is secret)
    return names


if __name__ == "__main__":
    print(creating_a_world(), gmis_up_ready("embedded"), known_and_unknown_name(), sep="\n")
