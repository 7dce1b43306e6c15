"""The simulator without ports and without an inbox: its app in this process, and a mail system that reaches nobody."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

import httpx

from gmis_simulator.mail.system import MailSystem
from gmis_simulator.server.app import make_app
from gmis_simulator.world.worlds import Worlds

URL = "http://simulator.test"
NO_INBOX = ("127.0.0.1", 9)  # the port of a service that throws away what it gets, and that nobody runs


@asynccontextmanager
async def no_inbox(worlds: Worlds) -> AsyncIterator[MailSystem]:
    """A mail system for these worlds that has not started, and behind which no inbox answers."""
    host, port = NO_INBOX
    mail = MailSystem(worlds, f"http://{host}:{port}", NO_INBOX)
    try:
        yield mail
    finally:
        await mail.stop()


@asynccontextmanager
async def asking(
    worlds: Worlds,
    *,
    token: str | None = None,
    presets: Mapping[str, Mapping[str, Any]] | None = None,
    peers: Sequence[str] = (),
) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who asks the app of these worlds; where the app makes a mistake, they get what a browser would get."""
    async with no_inbox(worlds) as mail:
        app = make_app(worlds, mail, token=token, presets=presets, peers=peers)
        app.state.url = URL
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=URL) as http:
            yield http
