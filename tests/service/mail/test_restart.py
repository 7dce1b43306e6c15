"""The inbox is killed in the middle of a hundred mails and started again: all are there, once each."""

import asyncio
import os
from collections import Counter
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from gmis_simulator.inbox.embedded import EmbeddedInbox
from gmis_simulator.mail.system import MailSystem
from gmis_simulator.server.mailpit import HOW_TO_GET, find_mailpit
from gmis_simulator.serving.plain_http import client
from gmis_simulator.world.events import Event
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.world import World
from gmis_simulator.world.worlds import Worlds
from tests.rigs.free_port import free_port
from tests.rigs.front import Front, Whim
from tests.rigs.running import run
from tests.rigs.worlds import NOON

MAILS = 100


class RestartedEmbedded:
    """The embedded inbox, whose store outlives that it hangs up on everybody."""

    def __init__(self) -> None:
        self.inbox = EmbeddedInbox()
        self._web, self._mail = free_port(), free_port()

    async def start(self) -> None:
        await self.inbox.start(http_port=self._web, smtp_port=self._mail)
        self.url, self.smtp = self.inbox.url, self.inbox.smtp

    async def kill(self) -> None:
        await self.inbox.stop()


class RestartedMailpit:
    """A Mailpit that keeps its mails in a file; it is killed without a warning."""

    def __init__(self, binary: str, folder: Path) -> None:
        web, mail = free_port(), free_port()
        self.url, self.smtp = f"http://127.0.0.1:{web}", ("127.0.0.1", mail)
        self._command = [
            binary, "--listen", f"127.0.0.1:{web}", "--smtp", f"127.0.0.1:{mail}",
            "--database", str(folder / "mailpit.db"), "--max", "0", "--smtp-disable-rdns", "--disable-version-check",
        ]  # fmt: skip

    async def start(self) -> None:
        """Return once it says that it listens on both ports."""
        self._process = await asyncio.create_subprocess_exec(
            *self._command, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
        )
        assert self._process.stdout
        said = ""
        while f"[smtpd] starting on {':'.join(map(str, self.smtp))}" not in said or "accessible via" not in said:
            line = (await self._process.stdout.readline()).decode()
            assert line, said
            said += line
        self._reading = asyncio.create_task(self._process.stdout.read())
        async with httpx.AsyncClient(transport=httpx.AsyncHTTPTransport(retries=20), trust_env=False) as http:
            await http.get(f"{self.url}/livez")

    async def kill(self) -> None:
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()
        await self._reading


def a_world_that_asks_for_a_hundred_mails() -> World:
    world = World("demo", "http://127.0.0.1:8000/demo", now=NOON)
    for number in range(MAILS):
        username = f"ex{number:06}"
        world.put_institution(Institution(username, "見本クリニック", f"{username}@demo.example", "First-1x"))
        world.resets.request(username)
    return world


async def all_arrive_once(world: World, system: MailSystem, url: str) -> None:
    """Try again what was deferred, for hours; then look into the inbox itself."""
    await system.clockwork.move(world, NOON + timedelta(hours=5))
    async with client(url) as http:
        stored = (await http.get("/api/v1/messages", params={"limit": "1000"})).json()["messages"]
    assert set(Counter(message["MessageID"] for message in stored).values()) == {1}
    assert len(stored) == MAILS
    assert {message["To"][0]["Address"] for message in stored} == {f"ex{n:06}@demo.example" for n in range(MAILS)}
    assert {tuple(message["Tags"]) for message in stored} == {("inbox",)}
    delivered = [event.data["id"] for event in world.events.after() if event.kind == "mail.delivered"]
    assert sorted(delivered) == sorted(message["ID"] for message in stored)


async def restarted_in_the_middle(inbox: RestartedEmbedded | RestartedMailpit, *, after: int) -> None:
    world = a_world_that_asks_for_a_hundred_mails()
    worlds = Worlds()
    worlds.add(world)
    await inbox.start()
    system = MailSystem(worlds, inbox.url, inbox.smtp)
    await system.start()
    half_way = asyncio.Event()
    delivered: list[Event] = []

    def count(event: Event) -> None:
        if event.kind == "mail.delivered":
            delivered.append(event)
        if len(delivered) >= after:
            half_way.set()

    world.events.subscribe(count)
    try:
        sending = asyncio.create_task(system.clockwork.move(world, NOON + timedelta(minutes=30)))
        await asyncio.wait({sending, asyncio.create_task(half_way.wait())}, return_when=asyncio.FIRST_COMPLETED)
        await inbox.kill()
        await sending
        assert any(event.kind == "mail.deferred" for event in world.events.after())
        await inbox.start()
        await all_arrive_once(world, system, inbox.url)
    finally:
        await system.stop()
        await inbox.kill()


@pytest.mark.parametrize("after", [1, 37, 80])
def test_the_embedded_inbox_is_stopped_and_started_again(after: int) -> None:
    run(restarted_in_the_middle(RestartedEmbedded(), after=after))


@pytest.mark.parametrize("after", [1, 37, 80])
def test_a_real_mailpit_is_killed_and_started_again(tmp_path: Path, after: int) -> None:
    binary = find_mailpit()
    if binary is None and os.environ.get("GMIS_REQUIRE_MAILPIT") == "1":
        pytest.fail(f"GMIS_REQUIRE_MAILPIT is set and there is no Mailpit: {HOW_TO_GET}")
    if binary is None:
        pytest.skip(f"no Mailpit: {HOW_TO_GET}")
    run(restarted_in_the_middle(RestartedMailpit(binary, tmp_path), after=after))


def test_answers_that_are_lost_after_the_message_was_taken_bring_nobody_a_second_mail() -> None:
    async def scenario() -> None:
        whims: list[Whim] = ["lose the answer", "pass", "lose the message", "lose the answer", "refuse"]
        world = a_world_that_asks_for_a_hundred_mails()
        worlds = Worlds()
        worlds.add(world)
        inbox, front = EmbeddedInbox(), Front(*(whims * 20))
        await inbox.start()
        front.inbox = inbox.smtp
        system = MailSystem(worlds, inbox.url, await front.server.start())
        await system.start()
        try:
            await all_arrive_once(world, system, inbox.url)
        finally:
            await system.stop()
            await front.server.stop()
            await inbox.stop()

    run(scenario())
