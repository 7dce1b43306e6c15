"""`gmis up --workers 2` over one process: CPU, resets a second, the way through HAProxy, and a worker killed."""

import asyncio
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from queue import Queue
from statistics import median
from time import perf_counter

import httpx

from bench.crowd import USERS, through_the_reset
from bench.figures import ms
from bench.server import Running, gmis_up
from gmis_simulator.inbox.embedded import EmbeddedInbox
from gmis_simulator.serving.in_thread import in_thread
from gmis_simulator.world.share import Share
from pytest_gmis.client.control import Control, World

WORKERS = 2  # each has a world, of so many users as a crowd is
WARM = 20  # more of them, who come first and do not count: what every process does once


def cpu_of_a_reset(runs: int = 3) -> str:
    """One simulator, and two with HAProxy, in turn; the inbox, which both need, is this process and does not count."""
    with in_thread(EmbeddedInbox()) as inbox:
        pairs = [(_cpu_of_a_reset(inbox), _cpu_of_a_reset(inbox, "--workers", str(WORKERS))) for _ in range(runs)]
    one, several = ([pair[side] for pair in pairs] for side in (0, 1))
    ratio = median(b / a for a, b in pairs)
    return f"CPU of a reset: {ms(several)}; one process: {ms(one)}; ratio {ratio:.2f} (to reach: ≤ 1.15)"


def resets_a_second(runs: int = 5) -> str:
    """One simulator, and two with HAProxy, in turn, each with the embedded inbox; the users are this process."""
    pairs = [(_resets_a_second(), _resets_a_second("--workers", str(WORKERS))) for _ in range(runs)]
    one, several = ([pair[side] for pair in pairs] for side in (0, 1))
    ratio = median(b / a for a, b in pairs)
    return (
        f"resets a second, two workers: {median(several):.0f} ({min(several):.0f}–{max(several):.0f}); "
        f"one process: {median(one):.0f} ({min(one):.0f}–{max(one):.0f}); ratio {ratio:.2f} (to reach: > 1)"
    )


def _resets_a_second(*options: str) -> float:
    with gmis_up("embedded", *options) as server, Control(server.simulator) as control:
        worlds, names = crowded(control)

        async def all_of_them(some: list[str]) -> None:
            await asyncio.gather(*(through_the_reset(world, server.inbox, some) for world in worlds))

        asyncio.run(all_of_them(names[:WARM]))
        began = perf_counter()
        asyncio.run(all_of_them(names[WARM:]))
        return WORKERS * USERS / (perf_counter() - began)


def crowded(control: Control, users: int = USERS) -> tuple[list[World], list[str]]:
    """A world of each worker's with so many users, and those who come first; their names."""
    names = [f"ex{number:06}" for number in range(WARM + users)]
    institutions = [{"username": name} for name in names]
    return [control.create_world(name=name_of(each), institutions=institutions) for each in range(WORKERS)], names


def _cpu_of_a_reset(inbox: EmbeddedInbox, *options: str) -> float:
    host, port = inbox.smtp
    named = {"GMIS_MAILPIT_URL": inbox.url, "GMIS_MAILPIT_SMTP": f"{host}:{port}"}
    with gmis_up("auto", *options, **named) as server, Control(server.simulator) as control:
        worlds, names = crowded(control)
        for world in worlds:
            asyncio.run(through_the_reset(world, server.inbox, names[:WARM]))
        before = cpu(server.pid)
        for world in worlds:
            asyncio.run(through_the_reset(world, server.inbox, names[WARM:]))
        return (cpu(server.pid) - before) / (WORKERS * USERS)


def through_the_front(requests: int = 1000) -> str:
    """The login page by way of HAProxy and past it, in turn, each on a kept connection."""
    with _workers() as server, httpx.Client(trust_env=False) as http:
        past, through = (f"{url}/{name_of(0)}/s/login/" for url in (server.workers[0], server.simulator))
        taken: dict[str, list[float]] = {past: [], through: []}
        for _ in range(requests):
            for url, seconds in taken.items():
                began = perf_counter()
                assert http.get(url).status_code == 200
                seconds.append(perf_counter() - began)
    later = median(taken[through]) - median(taken[past])
    both = f"a page through HAProxy: {ms(taken[through])}, past it: {ms(taken[past])}"
    return f"{both}; later: {later * 1000:.2f} ms (to reach: ≤ 1 ms)"


def events_through_the_front(events: int = 200) -> str:
    """What an event, told as it happens, loses on its way through HAProxy."""
    with _workers() as server, httpx.Client(trust_env=False) as http, ExitStack() as streams:
        urls = server.workers[0], server.simulator
        past, through = (streams.enter_context(_events_at(url, name_of(0))) for url in urls)
        later = []
        for _ in range(events):
            http.get(f"{server.workers[0]}/{name_of(0)}/s/login/")
            later.append(-past.get() + through.get())
    return f"an event through HAProxy is later by {ms(later)} (to reach: ≤ 1 ms)"


@contextmanager
def _events_at(url: str, world: str) -> Iterator[Queue[float]]:
    """When each page of ``world`` was told there to be answered."""
    told: Queue[float] = Queue()
    listening = threading.Event()

    def listen() -> None:
        pushed = {"Accept": "text/event-stream"}
        with httpx.stream("GET", f"{url}/api/worlds/{world}/events", headers=pushed, trust_env=False) as answer:
            for line in answer.iter_lines():
                listening.set()  # what happened before comes first
                if "page.answered" in line:
                    told.put(perf_counter())
                if "world.deleted" in line:
                    return

    thread = threading.Thread(target=listen)
    thread.start()
    listening.wait()
    try:
        yield told
    finally:
        httpx.delete(f"{url}/api/worlds/{world}", trust_env=False)
        thread.join()


def killed_under_load(seconds: float = 5) -> str:
    """`kill -9` of one worker: when its users are told, and what the other's users see."""
    with _workers() as server:
        others: list[int] = []
        ended = threading.Event()

        def load() -> None:
            with httpx.Client(trust_env=False) as http:
                while not ended.is_set():
                    others.append(http.get(f"{server.simulator}/{name_of(1)}/s/login/").status_code)

        threads = [threading.Thread(target=load) for _ in range(4)]
        for thread in threads:
            thread.start()
        os.kill(_worker(server, 0), signal.SIGKILL)
        killed = perf_counter()
        page = httpx.get(f"{server.simulator}/{name_of(0)}/s/login/", trust_env=False)
        told = perf_counter() - killed
        ended.wait(seconds)
        ended.set()
        for thread in threads:
            thread.join()
    wrong = sum(status != 200 for status in others)
    asked = f"a worker killed: its users get {page.status_code} after {told * 1000:.0f} ms (to reach: ≤ 1000)"
    return f"{asked}; the other's: {wrong} errors in {len(others)} pages"


@contextmanager
def _workers() -> Iterator[Running]:
    with gmis_up("embedded", "--workers", str(WORKERS)) as server, Control(server.simulator) as control:
        for worker in range(WORKERS):
            control.create_world(name=name_of(worker))
        yield server


def name_of(worker: int) -> str:
    """The name of a world of that worker's."""
    return next(name for number in range(99) if Share(worker, WORKERS).owns(name := f"bench-{number}"))


def children(pid: int) -> list[int]:
    """The processes that it started."""
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _worker(server: Running, index: int) -> int:
    return next(
        pid for pid in children(server.pid) if f"--worker\0{index}\0" in Path(f"/proc/{pid}/cmdline").read_text()
    )


def cpu(pid: int, *, deep: bool = True) -> float:
    """Seconds of ``pid``, and of all that it started where it is ``deep``."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    own = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return own + sum(cpu(child) for child in children(pid) if deep)


if __name__ == "__main__":
    for figure in (cpu_of_a_reset, resets_a_second, through_the_front, events_through_the_front, killed_under_load):
        print(figure(), flush=True)
