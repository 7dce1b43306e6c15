"""A mail server that answers as it is told, and what sends the letters of a world to it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiosmtpd.smtp import SMTP, Envelope, Session

from gmis_simulator.mail.clockwork import Clockwork
from gmis_simulator.mail.connections import Connections
from gmis_simulator.mail.outbox import Outbox
from gmis_simulator.serving.smtp_server import SmtpServer, SmtpSession
from gmis_simulator.world.letter import Send


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
