"""A mail system with an embedded inbox behind it, and somebody who speaks SMTP to it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

import aiosmtplib

from gmis_simulator.inbox.embedded import EmbeddedInbox
from gmis_simulator.mail.connections import Connections, NotAccepted
from gmis_simulator.mail.system import MailSystem
from gmis_simulator.serving.plain_http import client
from gmis_simulator.world.hosts import Host
from gmis_simulator.world.world import World
from gmis_simulator.world.worlds import Worlds
from tests.rigs.front import Front
from tests.rigs.worlds import PERSONAS_OF_THE_PROJECT

STRANGER = Host("mail.stranger.example", "192.0.2.99")


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
