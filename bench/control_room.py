"""Many worlds in one process, snapshots, and how soon the console shows what happens."""

import gc
from datetime import datetime
from pathlib import Path
from statistics import quantiles
from time import perf_counter

import httpx
from playwright.sync_api import sync_playwright

from bench.figures import ms
from bench.server import gmis_up
from gmis_simulator.server.inboxes import InboxChoice
from pytest_gmis.browser.find import find_browser
from pytest_gmis.client.control import Control, World

WORLDS = 10_000


def many_worlds(worlds: int = WORLDS, asks: int = 2000) -> str:
    """p95 of ① in a world when there are thousands over when there is one, and what each costs in memory."""
    with gmis_up("embedded") as server, Control(server.simulator) as control:
        first = control.create_world()
        before = _p95(first, asks), resident(server.pid)
        made = [control.create_world() for _ in range(worlds - 2)][-1]  # there is `demo`, too
        kib = (resident(server.pid) - before[1]) / (worlds - 2)
        last = _p95(made, asks)
        again = _p95(first, asks)
    return (
        f"p95 of ① with {worlds} worlds {last * 1000:.2f} ms (in the oldest {again * 1000:.2f}) over "
        f"{before[0] * 1000:.2f} ms with one: {last / before[0]:.2f} (to reach: ≤ 1.2); {kib:.1f} KiB a world (≤ 20)"
    )


def _p95(world: World, asks: int) -> float:
    taken = []
    with httpx.Client(base_url=world.url, trust_env=False) as http:
        http.get("/s/login/")
        gc.collect()
        for _ in range(asks):
            began = perf_counter()
            http.get("/s/login/")
            taken.append(perf_counter() - began)
    return quantiles(taken, n=20)[-1]


def resident(pid: int) -> int:
    """KiB of memory that the process holds."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.split("VmRSS:")[1].split()[0])


def snapshots(inbox: InboxChoice, mails: int = 100, runs: int = 7) -> str:
    """Of a world with that many mails: taken, and made again."""
    taken, restored = [], []
    with gmis_up(inbox) as server, Control(server.simulator) as control:
        world = control.create_world(settings={"reset_requests_per_day": 10_000})
        with httpx.Client(base_url=world.url, trust_env=False) as http:
            for _ in range(mails):
                http.post("/s/login/ForgotPassword", data={"username": "ex000000"})
        world.settle()
        for _ in range(runs):
            began = perf_counter()
            document = world.snapshot()
            taken.append(perf_counter() - began)
            world.delete()
            began = perf_counter()
            world = control.restore(document)
            restored.append(perf_counter() - began)
    return f"snapshot of {mails} mails, {inbox}: {ms(taken)}; restored: {ms(restored)} (to reach: ≤ 50 ms)"


def event_to_console(runs: int = 40) -> str:
    """From the moment at which an event is noted to the frame in which the console's list holds it."""
    with gmis_up("embedded") as server, Control(server.simulator) as control, sync_playwright() as playwright:
        world = control.create_world(settings={"reset_requests_per_day": 10_000})
        browser = playwright.chromium.launch(executable_path=find_browser().path)
        page = browser.new_page()
        page.goto(world.urls["console"])
        page.get_by_role("listitem").filter(has_text="世界を作成").wait_for()
        page.evaluate("""() => {
            window.late = [];
            new MutationObserver((changes) => {
                const now = Date.now();
                for (const {addedNodes} of changes) for (const row of addedNodes)
                    if (row.title === "link.issued") window.late.push([now, row.value]);
            }).observe(document.getElementById("events"), {childList: true});
        }""")
        with httpx.Client(base_url=world.url, trust_env=False) as http:
            for number in range(runs):
                http.post("/s/login/ForgotPassword", data={"username": "ex000000"})
                page.wait_for_function("(count) => window.late.length > count", arg=number)
        seen: list[list[float]] = page.evaluate("window.late")
        noted = {event.seq: event.at for event in world.events("link.issued")}
        browser.close()
    late = [shown / 1000 - _seconds(noted[int(seq)]) for shown, seq in seen]
    return f"event to console: {ms(late)} (to reach: ≤ 100 ms)"


def _seconds(at: str) -> float:
    return datetime.fromisoformat(at).timestamp()


if __name__ == "__main__":
    print(event_to_console(), snapshots("embedded"), many_worlds(), sep="\n")
