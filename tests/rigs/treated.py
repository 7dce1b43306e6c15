"""A mail through the exchange to a mailbox of some persona, and what its owner then sees."""

import json
from typing import Any

from gmis_simulator.mail.treatment import safe_link
from gmis_simulator.serving.plain_http import client
from gmis_simulator.world.world import World
from tests.rigs.mail_system import mail_system
from tests.rigs.running import run
from tests.rigs.worlds import world_with

LINK = "https://ward.example/a?b=1&c=2"
_HEAD = b"From: Desk <desk@ward.example>\r\nSubject: one\r\nMIME-Version: 1.0\r\n"


def typed(content_type: str, body: bytes, more: str = "") -> bytes:
    """A mail of that type; ``more``: further header lines, each with its CRLF."""
    return _HEAD + f"Content-Type: {content_type}\r\n{more}\r\n".encode() + body + b"\r\n"


def through(persona: str, raw: bytes) -> tuple[dict[str, Any], bytes, World]:
    """The message as the inbox's API answers it, and as it is stored; with the world whose log tells of it."""
    world = world_with(persona)
    return *run(_seen(world, raw)), world


def led(world: World, link: str = LINK) -> str:
    """What Safe Links make of ``link``."""
    return safe_link(link, world, "info@demo.example")


async def _seen(world: World, raw: bytes) -> tuple[dict[str, Any], bytes]:
    async with mail_system(world) as whole:
        assert (await whole.send(raw)).startswith("250")
        async with client(whole.inbox.url) as http:
            (entry,) = (await http.get("/api/v1/messages")).json()["messages"]
            message = (await http.get(f"/api/v1/message/{entry['ID']}")).json()
            stored = (await http.get(f"/api/v1/message/{entry['ID']}/raw")).content
    json.dumps([event.as_json() for event in world.events.after()], ensure_ascii=False).encode()  # can be shown
    return message, stored
