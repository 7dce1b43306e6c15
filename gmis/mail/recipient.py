"""One mail on its way to a recipient's mailbox, over SMTP, and what became of it."""

from dataclasses import dataclass, field
from typing import Any

from gmis_simulator.inbox.embedded import EmbeddedInbox
from gmis_simulator.mail.connections import Connections, InDoubt, NotAccepted
from gmis_simulator.mail.system import MailSystem
from gmis_simulator.serving.plain_http import client
from gmis_simulator.world.hosts import Host
from gmis_simulator.world.mailbox import Mailbox
from gmis_simulator.world.personas import Personas
from gmis_simulator.world.world import World
from gmis_simulator.world.worlds import Worlds

_STRANGER = Host("mail.check.example", "192.0.2.99")
_ADDRESS = "ex000000@check.example"


@dataclass(frozen=True, slots=True)
class Fate:
    """``reply``: what SMTP said; ``events``: of the world; ``subject``, ``text``: as they were filed, if they were."""

    mailbox: Mailbox
    reply: str
    events: list[dict[str, Any]] = field(default_factory=list)
    subject: str = ""
    text: str = ""

    def event(self, kind: str) -> dict[str, Any]:
        """The first event of that kind; empty when there is none."""
        return next((each for each in self.events if each["kind"] == kind), {})


async def received_by(raw: bytes, sender: str, personas: Personas, name: str) -> Fate:
    """What becomes of ``raw`` for a recipient of the persona ``name``, at the standing moment of its arrival."""
    inbox = EmbeddedInbox()
    await inbox.start()
    worlds = Worlds(personas)
    system = MailSystem(worlds, inbox.url, inbox.smtp)
    await system.start()
    try:
        world = World("check", "http://127.0.0.1:8000/check", personas=personas, standing=True)
        mailbox = world.put_mailbox(_ADDRESS, name)
        worlds.add(world)
        connections = Connections(*system.smtp)
        try:
            reply = f"250 {await connections.send(_STRANGER, sender, _ADDRESS, raw)}"
        except (NotAccepted, InDoubt) as refusal:
            reply = str(refusal)
        finally:
            connections.close()
        await system.clockwork.settle(world)
        events = [{"kind": event.kind, **event.data} for event in world.events.after()]
        filed: dict[str, Any] = {}
        for found in mailbox.delivered:
            async with client(inbox.url) as http:
                filed = (await http.get(f"/api/v1/message/{found}")).json()
        return Fate(mailbox, reply, events, filed.get("Subject", ""), filed.get("Text", ""))
    finally:
        await system.stop()
        await inbox.stop()
