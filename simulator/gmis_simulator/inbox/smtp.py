"""The inbox's SMTP side: it takes every message for everybody, and answers in Mailpit's words."""

import asyncio
import collections
from typing import AnyStr

import aiosmtpd.smtp

from gmis_simulator.inbox.headers import MalformedHeaderError
from gmis_simulator.inbox.intake import Intake
from gmis_simulator.inbox.received import Arrival
from gmis_simulator.inbox.store import Store, now
from gmis_simulator.mime.addresses import is_address
from gmis_simulator.serving.smtp_server import SmtpServer, SmtpSession

_LARGEST = 50 * 1024 * 1024  # bytes; Mailpit's default
_LONGEST_COMMAND = 2048  # bytes
_MOST_RECIPIENTS = 100
_BAD_ADDRESS = "553 5.1.3 The address is not a valid RFC 5321 address"


def smtp_server(store: Store, intake: Intake) -> SmtpServer:
    """Listens for mail, once started, and puts it into ``store`` by way of its ``intake``."""
    return SmtpServer(lambda server, loop: _Session(server, store, intake, loop))


class _Session(SmtpSession):
    line_end = b"\n"  # as Mailpit reads a message
    too_large = f"552 5.3.4 Requested mail action aborted: exceeded storage allocation ({_LARGEST})"

    def __init__(self, server: SmtpServer, store: Store, intake: Intake, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(
            server,
            _Handler(store, intake),
            hostname="localhost",
            ident="Embedded inbox ESMTP Service ready",
            loop=loop,
            data_size_limit=_LARGEST,
        )
        self.command_size_limits = collections.defaultdict(lambda: _LONGEST_COMMAND)
        self._store = store

    async def push(self, status: AnyStr) -> None:
        reply = status if isinstance(status, str) else status.decode("utf-8", "replace")
        if reply[:1] in ("4", "5") and self.session is not None:
            self._store.refuse(_ip(self.session), reply)
        await super().push(status)


class _Handler:
    def __init__(self, store: Store, intake: Intake) -> None:
        self._store, self._intake = store, intake

    async def handle_MAIL(  # noqa: N802
        self,
        _server: aiosmtpd.smtp.SMTP,
        _session: aiosmtpd.smtp.Session,
        envelope: aiosmtpd.smtp.Envelope,
        address: str,
        options: list[str],
    ) -> str:
        if address != "<>" and not is_address(address):
            return _BAD_ADDRESS
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 Ok"

    async def handle_RCPT(  # noqa: N802
        self,
        _server: aiosmtpd.smtp.SMTP,
        _session: aiosmtpd.smtp.Session,
        envelope: aiosmtpd.smtp.Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if not is_address(address):
            return _BAD_ADDRESS
        if len(envelope.rcpt_tos) >= _MOST_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(  # noqa: N802
        self,
        _server: aiosmtpd.smtp.SMTP,
        session: aiosmtpd.smtp.Session,
        envelope: aiosmtpd.smtp.Envelope,
    ) -> str:
        arrival = Arrival(
            sender=(envelope.mail_from or "").removeprefix("<>"),
            recipients=envelope.rcpt_tos,
            client=session.host_name or "",
            ip=_ip(session),
            at=now(),
        )
        try:
            message = await self._intake.take(bytes(envelope.original_content or b""), arrival)
        except MalformedHeaderError:
            self._store.rejected += 1
            return "451 4.3.5 Unable to process mail"
        return f"250 2.0.0 Ok: queued as {message.id}"


def _ip(session: aiosmtpd.smtp.Session) -> str:
    return str(session.peer[0]) if session.peer else ""
