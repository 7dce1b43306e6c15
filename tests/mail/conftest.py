"""A mail server that answers as it is told, and the outbox that sends to it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from simulator.world.clock import JST
from simulator.world.institution import Institution
from simulator.world.world import World


class NextHop:
    """Answers DATA with ``answers`` in turn, then with 250; ``accepted`` holds what it took."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.accepted: list[bytes] = []
        self.tries = 0

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        del server, session
        self.tries += 1
        if self.answers:
            return self.answers.pop(0)
        self.accepted.append(envelope.original_content or b"")
        return "250 2.0.0 Ok"

    @asynccontextmanager
    async def listening(self, port: int = 0) -> AsyncIterator[int]:
        """Its port, while the block runs."""
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: SMTP(self, hostname="mx.example", loop=loop), "127.0.0.1", port)
        try:
            yield server.sockets[0].getsockname()[1]
        finally:
            server.close()
            await server.wait_closed()


@pytest.fixture
def standing_world() -> World:
    """A world whose clock stands still, with one institution."""
    world = World("demo", "http://127.0.0.1:8000/demo", now=datetime(2026, 1, 15, 12, 0, tzinfo=JST))
    world.put_institution(Institution("ex000000", "見本クリニック", "info@demo.example", "First-1x"))
    return world


@pytest.fixture
def kinds() -> Callable[[World], list[str]]:
    """The kinds of a world's mail events."""
    return lambda world: [event.kind for event in world.events.after() if event.kind.startswith("mail.")]
