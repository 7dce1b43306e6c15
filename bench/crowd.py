"""Users of a world who reset their passwords, several at a time, mail and password change included."""

import asyncio
import json
import re
from collections.abc import Iterator
from time import perf_counter
from urllib.parse import urlsplit

from websockets.asyncio.client import connect

from bench.server import gmis_up
from bench.wire import Wire
from gmis_simulator.server.inboxes import InboxChoice
from pytest_gmis.client.control import Control, World

USERS, AT_ONCE = 200, 16
_LINK = re.compile(r"http://\S+ForgotPasswordInterstitial\?r=\S+")
_NEW = {"newPassword": "Clinic2026", "verifyPassword": "Clinic2026"}

Arrived = dict[str, asyncio.Future[str]]


def two_hundred_users(inbox: InboxChoice, users: int = USERS) -> str:
    """All of them in one world."""
    with gmis_up(inbox) as server, Control(server.simulator) as control:
        names = [f"ex{number:06}" for number in range(users)]
        world = control.create_world(institutions=[{"username": name} for name in names])
        took = asyncio.run(through_the_reset(world, server.inbox, names))
        changed = len(world.events("password.changed"))
        assert changed == users, f"{changed} of {users} passwords were changed"
    return f"{users} users, {AT_ONCE} at a time, {inbox}: {users / took:.0f} resets/s, no error (to reach: ≥ 45)"


async def through_the_reset(world: World, inbox: str, names: list[str]) -> float:
    """The seconds that these users of ``world`` take for the whole reset, `AT_ONCE` at a time."""
    arrived: Arrived = {f"{name}@{world.name}.example": asyncio.Future() for name in names}
    pushing = f"{inbox.replace('http', 'ws', 1)}/api/events"
    async with connect(pushing, proxy=None, compression=None) as pushed:

        async def listen() -> None:
            async for frame in pushed:
                for event in map(json.loads, str(frame).splitlines()):
                    if event["Type"] == "new" and (awaited := arrived.get(event["Data"]["To"][0]["Address"])):
                        awaited.set_result(event["Data"]["ID"])

        listening = asyncio.create_task(listen())
        began = perf_counter()
        coming = iter(names)  # whoever of the lanes is free takes the next one
        await asyncio.gather(*(_lane(world, inbox, coming, arrived) for _ in range(AT_ONCE)))
        took = perf_counter() - began
        assert not listening.done()
        listening.cancel()
        return took


async def _lane(world: World, inbox: str, names: Iterator[str], arrived: Arrived) -> None:
    async with Wire(world.url) as simulator, Wire(inbox) as mails:
        for name in names:
            await _reset(simulator, mails, world.name, name, arrived[f"{name}@{world.name}.example"])


async def _reset(simulator: Wire, mails: Wire, world: str, name: str, arrived: asyncio.Future[str]) -> None:
    asked = await simulator.post(f"/{world}/s/login/ForgotPassword", username=name)
    assert asked.headers["location"].endswith("/CheckPasswordResetEmail"), asked
    text = json.loads((await mails.get(f"/api/v1/message/{await arrived}")).body)["Text"]
    found = _LINK.search(text)
    assert found, text
    link = urlsplit(found[0])
    page = f"{link.path}?{link.query}"
    assert (await simulator.get(page)).status == 200
    opened = await simulator.post(page)
    assert opened.status == 303, opened
    session = opened.headers["set-cookie"].partition(";")[0]
    changed = await simulator.post(f"/{world}/_ui/system/security/ChangePassword", session, **_NEW)
    assert changed.status == 303, changed
