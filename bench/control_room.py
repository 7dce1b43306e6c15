"""Many worlds in one process, 200 users at once, snapshots, and how soon the console shows what happens."""

import asyncio
import gc
import json
import re
from datetime import datetime
from http.cookiejar import CookieJar, DefaultCookiePolicy
from pathlib import Path
from statistics import quantiles
from time import perf_counter

import httpx
from playwright.sync_api import sync_playwright
from websockets.asyncio.client import connect

from bench.figures import ms
from bench.server import gmis_up
from gmis_simulator.server.inboxes import InboxChoice
from pytest_gmis.browser.find import find_browser
from pytest_gmis.client.control import Control, World

WORLDS, USERS, AT_ONCE = 10_000, 200, 16
_LINK = re.compile(r"http://\S+ForgotPasswordInterstitial\?r=\S+")


def many_worlds(worlds: int = WORLDS, asks: int = 2000) -> str:
    """p95 of ① in a world when there are thousands over when there is one, and what each costs in memory."""
    with gmis_up("embedded") as server, Control(server.simulator) as control:
        first = control.create_world()
        before = _p95(first, asks), _resident(server.pid)
        made = [control.create_world() for _ in range(worlds - 2)][-1]  # there is `demo`, too
        kib = (_resident(server.pid) - before[1]) / (worlds - 2)
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


def _resident(pid: int) -> int:
    """KiB of memory that the process holds."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(status.split("VmRSS:")[1].split()[0])


def two_hundred_users(inbox: InboxChoice, users: int = USERS) -> str:
    """The whole reset over HTTP, mail and password change included, 16 at a time."""
    with gmis_up(inbox) as server, Control(server.simulator) as control:
        names = [f"ex{number:06}" for number in range(users)]
        world = control.create_world(institutions=[{"username": name} for name in names])
        took = asyncio.run(through_the_reset(world, server.inbox, names))
        changed = len(world.events("password.changed"))
        assert changed == users, f"{changed} of {users} passwords were changed"
    return f"{users} users, {AT_ONCE} at a time, {inbox}: {users / took:.0f} resets/s, no error (to reach: ≥ 45)"


async def through_the_reset(world: World, inbox: str, names: list[str]) -> float:
    """The seconds that these users of ``world`` take for the whole reset, `AT_ONCE` at a time."""
    limits = httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE)
    lanes = asyncio.Semaphore(AT_ONCE)
    transport = httpx.AsyncHTTPTransport(limits=limits)
    nobodys = CookieJar(DefaultCookiePolicy(allowed_domains=[]))  # each user sends its own
    arrived: dict[str, asyncio.Future[str]] = {f"{name}@{world.name}.example": asyncio.Future() for name in names}
    async with (
        httpx.AsyncClient(transport=transport, cookies=nobodys, trust_env=False, timeout=60) as http,
        connect(f"{inbox.replace('http', 'ws', 1)}/api/events", proxy=None, compression=None) as pushed,
    ):

        async def listen() -> None:
            async for frame in pushed:
                for event in map(json.loads, str(frame).splitlines()):
                    if event["Type"] == "new" and (awaited := arrived.get(event["Data"]["To"][0]["Address"])):
                        awaited.set_result(event["Data"]["ID"])

        async def one(name: str) -> None:
            async with lanes:
                await _reset(http, world, inbox, name, arrived[f"{name}@{world.name}.example"])

        listening = asyncio.create_task(listen())
        began = perf_counter()
        await asyncio.gather(*[one(name) for name in names])
        took = perf_counter() - began
        assert not listening.done()
        listening.cancel()
        return took


async def _reset(http: httpx.AsyncClient, world: World, inbox: str, name: str, arrived: asyncio.Future[str]) -> None:
    asked = await http.post(f"{world.url}/s/login/ForgotPassword", data={"username": name})
    assert asked.headers["location"].endswith("/CheckPasswordResetEmail"), asked
    text = (await http.get(f"{inbox}/api/v1/message/{await arrived}")).json()["Text"]
    link = _LINK.search(text)
    assert link, text
    assert (await http.get(link[0])).status_code == 200
    opened = await http.post(link[0])
    assert opened.status_code == 303, opened
    session = opened.headers["set-cookie"].partition(";")[0]
    form = {"newPassword": "Clinic2026", "verifyPassword": "Clinic2026"}
    url = f"{world.url}/_ui/system/security/ChangePassword"
    changed = await http.post(url, data=form, headers={"Cookie": session})
    assert changed.status_code == 303, changed


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
    print(event_to_console(), snapshots("embedded"), two_hundred_users("embedded"), many_worlds(), sep="\n")
