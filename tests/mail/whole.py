"""A mail system with an embedded inbox behind it, and somebody who speaks SMTP to it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiosmtplib

from gmis_simulator.data import PERSONAS
from gmis_simulator.data.files import read_personas
from gmis_simulator.inbox.embedded import EmbeddedInbox
from gmis_simulator.mail.connections import Connections, NotAccepted
from gmis_simulator.mail.system import MailSystem
from gmis_simulator.serving.plain_http import client
from gmis_simulator.world.hosts import Host
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.settings import Settings
from gmis_simulator.world.world import World
from gmis_simulator.world.worlds import Worlds
from tests.mail.conftest import NOON
from tests.mail.front import Front

PERSONAS_OF_THE_PROJECT = read_personas(PERSONAS)
STRANGER = Host("mail.stranger.example", "192.0.2.99")


def world_with(
    persona: str = "plain", *, name: str = "demo", settings: Settings | None = None, seed: int | None = 1
) -> World:
    """A world at noon with one institution, whose mailbox ``info@NAME.example`` is of that persona."""
    world = World(
        name,
        f"http://127.0.0.1:8000/{name}",
        now=NOON,
        seed=seed,
        settings=settings,
        personas=PERSONAS_OF_THE_PROJECT,
    )
    world.put_mailbox(f"info@{name}.example", persona)
    world.put_institution(Institution("ex000000", "見本クリニック", f"info@{name}.example", "First-1x"))
    return world


def events(world: World, kind: str) -> list[dict[str, Any]]:
    """The data of all events of that kind."""
    return [event.data for event in world.events.after() if event.kind == kind]


@dataclass
class Whole:
    """What runs."""

    inbox: EmbeddedInbox
    system: MailSystem
    worlds: Worlds

    async def send(
        self,
        raw: bytes,
        to: str = "info@demo.example",
        *,
        sender: str = "someone@stranger.example",
        host: Host = STRANGER,
    ) -> str:
        """Hand ``raw`` to the exchange as ``host`` would; the answer, whatever it is."""
        connections = Connections(*self.system.smtp)
        try:
            return f"250 {await connections.send(host, sender, to, raw)}"
        except NotAccepted as refusal:
            return f"{refusal.code} {refusal.reply}"
        finally:
            connections.close()

    async def ask_for_reset(self, world: World) -> None:
        """Ask for a reset mail, and have done what is due at once."""
        world.resets.request("ex000000")
        await self.system.clockwork.settle(world)

    async def in_folder(self, folder: str, address: str = "info@demo.example") -> list[bytes]:
        """The messages there as they are stored, the newest first."""
        found = await self.system.reader.messages(address, folder)
        async with client(self.inbox.url) as http:
            return [(await http.get(f"/api/v1/message/{each['ID']}/raw")).content for each in found]

    def smtp(self) -> aiosmtplib.SMTP:
        """A client that is not connected yet, for those who want to say what no library says."""
        host, port = self.system.smtp
        return aiosmtplib.SMTP(hostname=host, port=port, local_hostname="mail.stranger.example", start_tls=False)


@asynccontextmanager
async def mail_system(*worlds: World, front: Front | None = None, spamd: str | None = None) -> AsyncIterator[Whole]:
    """A mail system for these worlds, while the block runs; ``front`` stands between it and the inbox."""
    async with AsyncExitStack() as stack:
        inbox = EmbeddedInbox()
        await inbox.start()
        stack.push_async_callback(inbox.stop)
        registered = Worlds(PERSONAS_OF_THE_PROJECT)
        for world in worlds:
            registered.add(world)
        smtp = inbox.smtp
        if front:
            front.inbox, smtp = smtp, await front.server.start()
            stack.push_async_callback(front.server.stop)
        system = MailSystem(registered, inbox.url, smtp, spamd=spamd)
        await system.start()
        stack.push_async_callback(system.stop)
        yield Whole(inbox, system, registered)
