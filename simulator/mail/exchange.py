"""The recipient's mail server: a real SMTP server that files each message and hands it to the inbox."""

import re
from email.parser import BytesHeaderParser
from email.policy import default
from email.utils import parseaddr

import aiosmtplib
from aiosmtpd.smtp import SMTP, Envelope, Session

from simulator.smtp_server import SmtpServer, SmtpSession
from simulator.world.mailbox import Mailbox
from simulator.world.names import world_of
from simulator.world.rules import Incoming
from simulator.world.world import World
from simulator.world.worlds import NoSuchWorld, Worlds

MAX_BYTES = 30 * 1024 * 1024  # of one message

_QUEUED_AS = re.compile(r"queued as (\S+)")


class Exchange:
    """Finds world and mailbox by the address, lets the mailbox judge, relays to ``inbox`` (host, port) tagged.

    The sender gets 250 only when the inbox has accepted, so a message is always with exactly one of the two:
    when the inbox is down the answer is 451, and the sender tries again.
    """

    def __init__(self, worlds: Worlds, inbox: tuple[str, int]) -> None:
        self._worlds, self._inbox = worlds, inbox
        self._server = SmtpServer(
            lambda server, loop: SmtpSession(
                server,
                self,
                hostname="mx.example",
                ident="simulated mail exchange",
                loop=loop,
                data_size_limit=MAX_BYTES,
            )
        )

    async def start(self) -> tuple[str, int]:
        """Listen on a free port of loopback; answers host and port."""
        return await self._server.start()

    async def stop(self) -> None:
        """Stop listening, and hang up on everybody."""
        await self._server.stop()

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Refuse a recipient whom no world knows."""
        del server, session
        if self._find(address) is None:
            return f"550 5.1.1 <{address}>: no such mailbox in any world"
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """File the message for each recipient."""
        del server, session
        raw = envelope.original_content or b""
        for address in envelope.rcpt_tos:
            found = self._find(address)
            if found is None:
                return f"550 5.1.1 <{address}>: its world was deleted meanwhile"
            try:
                await self._file(*found, envelope.mail_from or "", raw)
            except (aiosmtplib.SMTPException, OSError) as error:
                host, port = self._inbox
                why = " ".join(str(error).split())[:200] or type(error).__name__
                return f"451 4.3.0 the inbox at {host}:{port} did not take the message: {why}"
        return "250 2.0.0 Ok"

    def _find(self, address: str) -> tuple[World, Mailbox] | None:
        try:
            world = self._worlds.get(world_of(address) or "")
        except NoSuchWorld:
            return None
        mailbox = world.mailboxes.get(address)
        return (world, mailbox) if mailbox else None

    async def _file(self, world: World, mailbox: Mailbox, sender: str, raw: bytes) -> None:
        message = BytesHeaderParser(policy=default).parsebytes(raw)
        seen = {
            "to": mailbox.address,
            "subject": str(message.get("Subject", "")),
            "message_id": str(message.get("Message-ID", "")),
        }
        verdict = mailbox.judge(Incoming(sender, parseaddr(str(message.get("From", "")))[1]))
        world.events.append("mail.verdict", **seen, verdict=verdict.verdict, rule=verdict.rule, trace=verdict.trace)
        if verdict.verdict == "discard":
            return
        inbox_id = await self._relay(sender, mailbox.address, verdict.verdict, raw)
        mailbox.delivered[inbox_id] = world.clock.now()
        world.events.append("mail.delivered", **seen, folder=verdict.verdict, id=inbox_id)

    async def _relay(self, sender: str, recipient: str, folder: str, raw: bytes) -> str:
        """Send ``raw`` on with the folder as a tag; the inbox's ID of it."""
        header = f"X-Tags: {folder}\r\n".encode("ascii")
        host, port = self._inbox
        client = aiosmtplib.SMTP(hostname=host, port=port, local_hostname="mx.example", use_tls=False, start_tls=False)
        async with client:
            _, reply = await client.sendmail(sender, recipient, header + raw)
        match = _QUEUED_AS.search(reply)
        if match is None:
            raise aiosmtplib.SMTPException(f"the inbox answered {reply!r}, without 'queued as ID'")
        return match[1]
