"""Something that stands before an inbox and has its whims."""

import asyncio
from typing import Literal

import aiosmtplib
from aiosmtpd.smtp import SMTP, Envelope, Session

from gmis_simulator.serving.smtp_server import SmtpServer, SmtpSession

Whim = Literal["pass", "refuse", "lose the message", "lose the answer", "say nothing"]


class Front:
    """Hands each message on to ``inbox``; with the next ones it deals as ``whims`` say, one after the other.

    One whose answer is lost lacks its tag, as in a Mailpit that is killed: it keeps a message first and tags it then.
    """

    def __init__(self, *whims: Whim) -> None:
        self.whims = list(whims)
        self.inbox = ("", 0)
        self.silent = asyncio.Event()
        self.server = SmtpServer(lambda server, loop: SmtpSession(server, self, hostname="front.example", loop=loop))

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        del session
        whim = self.whims.pop(0) if self.whims else "pass"
        if whim == "refuse":
            return "451 4.3.0 not now"
        content = envelope.original_content or b""
        if whim == "lose the answer":
            content = content.removeprefix(b"X-Tags: inbox\r\n")
        reply = "" if whim == "lose the message" else await self._hand_on(envelope, content)
        if whim == "say nothing":
            self.silent.set()
            await asyncio.Event().wait()
        if whim != "pass":
            assert server.transport
            server.transport.close()
        return reply

    async def _hand_on(self, envelope: Envelope, content: bytes) -> str:
        host, port = self.inbox
        sender = (envelope.mail_from or "").removeprefix("<>")
        async with aiosmtplib.SMTP(hostname=host, port=port, start_tls=False) as client:
            _, reply = await client.sendmail(sender, envelope.rcpt_tos, content)
        return f"250 {reply}"
