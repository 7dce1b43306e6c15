"""A mail server that answers as it is told, and a world with one institution to whom mail goes."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from gmis_simulator.mail.clockwork import Clockwork
from gmis_simulator.mail.connections import Connections
from gmis_simulator.mail.outbox import Outbox
from gmis_simulator.serving.smtp_server import SmtpServer, SmtpSession
from gmis_simulator.world.clock import JST
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.letter import Send
from gmis_simulator.world.world import World

NOON = datetime(2026, 1, 15, 12, 0, tzinfo=JST)


class NextHop:
    """Answers DATA with ``answers`` in turn, then with 250; ``accepted`` holds what it took.

    ``opened`` counts the connections; on the answer "" it hangs up instead.
    """

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.accepted: list[bytes] = []
        self.recipients: list[str] = []
        self.tries = self.opened = 0
        self.server = SmtpServer(lambda server, loop: SmtpSession(server, self, hostname="mx.example", loop=loop))

    async def handle_EHLO(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        del server, envelope
        self.opened += session.host_name is None
        session.host_name = hostname
        return responses

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        del session
        self.tries += 1
        answer = self.answers.pop(0) if self.answers else "250 2.0.0 Ok"
        if answer.startswith("250"):
            self.accepted.append(envelope.original_content or b"")
            self.recipients += envelope.rcpt_tos
        if not answer:
            assert server.transport
            server.transport.close()
        return answer

    @asynccontextmanager
    async def listening(self, port: int = 0) -> AsyncIterator[int]:
        """Its port, while the block runs; at the end it hangs up on everybody."""
        _, taken = await self.server.start(port=port)
        try:
            yield taken
        finally:
            await self.server.stop()


@asynccontextmanager
async def sending_to(port: int) -> AsyncIterator[Clockwork]:
    """What sends the letters of a world to the mail server at ``port``, while the block runs."""
    connections = Connections("127.0.0.1", port)
    clockwork = Clockwork({Send: Outbox(connections).send})
    try:
        yield clockwork
    finally:
        await clockwork.forget_all()
        connections.close()


@pytest.fixture
def standing_world() -> World:
    """A world whose clock stands still, with one institution."""
    world = World("demo", "http://127.0.0.1:8000/demo", now=NOON)
    world.put_institution(Institution("ex000000", "見本クリニック", "info@demo.example", "First-1x"))
    return world


@pytest.fixture
def kinds() -> Callable[[World], list[str]]:
    """The kinds of a world's mail events."""
    return lambda world: [event.kind for event in world.events.after() if event.kind.startswith("mail.")]
