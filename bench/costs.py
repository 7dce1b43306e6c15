"""What one reset costs, and leaves behind, by process: what docs/scale.md reckons with."""

import asyncio
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.control_room import resident
from bench.crowd import USERS, through_the_reset
from bench.server import gmis_up
from bench.workers import WARM, WORKERS, children, cpu, crowded
from gmis_simulator.data import PERSONAS
from gmis_simulator.data.files import read_personas
from gmis_simulator.mail.compose import reset_mail
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.world import World
from pytest_gmis.client.control import Control


def of_a_reset(users: int = 4 * USERS) -> str:
    """CPU and memory of two workers together, of HAProxy, and of the embedded inbox for both."""
    with gmis_up("embedded", "--workers", str(WORKERS)) as server, Control(server.simulator) as control:
        worlds, names = crowded(control, users)
        for world in worlds:
            asyncio.run(through_the_reset(world, server.inbox, names[:WARM]))
        before = _spent(server.pid)
        for world in worlds:
            asyncio.run(through_the_reset(world, server.inbox, names[WARM:]))
        spent = {who: tuple(b - a for a, b in zip(before[who], after, strict=True))
                 for who, after in _spent(server.pid).items()}  # fmt: skip
        events = [event.model_dump_json().encode() for event in worlds[0].events()]
    resets = WORKERS * users
    told = [f"{who} {seconds / resets * 1000:.2f} ms, {kib / resets:.1f} KiB" for who, (seconds, kib) in spent.items()]
    log = f"{len(events) / (WARM + users):.1f} events, {sum(map(len, events)) / (WARM + users) / 1024:.1f} KiB as JSON"
    return f"a reset's CPU and memory: {'; '.join(told)}; {log}; composing and signing {_composing() * 1000:.2f} ms"


def _spent(pid: int) -> dict[str, tuple[float, int]]:
    """Seconds of CPU and KiB of memory so far, by who they are of."""
    found = {"workers": (0.0, 0), "HAProxy": (0.0, 0), "embedded inbox": (cpu(pid, deep=False), resident(pid))}
    for child in children(pid):
        command = Path(f"/proc/{child}/cmdline").read_text(encoding="utf-8")
        who = "workers" if "--worker" in command else "HAProxy"
        found[who] = (found[who][0] + cpu(child), found[who][1] + resident(child))
    return found


def _composing(runs: int = 200) -> float:
    """The median of the seconds that a reset mail takes to be written and signed."""
    world = World("bench", "http://127.0.0.1:8000/bench", personas=read_personas(PERSONAS))
    world.put_institution(Institution("ex000000", "見本クリニック", "ex000000@bench.example", "First-1x"))
    letter = world.resets.request("ex000000")
    assert letter
    taken = []
    for _ in range(runs):
        began = perf_counter()
        reset_mail(world, letter)
        taken.append(perf_counter() - began)
    return median(taken)


if __name__ == "__main__":
    print(of_a_reset())
