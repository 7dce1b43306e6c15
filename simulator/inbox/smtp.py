"""The inbox's SMTP side: it takes every message for everybody, and answers in Mailpit's words."""

import asyncio
import collections
import contextlib
import re
from typing import AnyStr

import aiosmtpd.smtp

from simulator.inbox.addresses import is_address
from simulator.inbox.headers import MalformedHeaderError
from simulator.inbox.received import Envelope, as_received
from simulator.inbox.store import Store, now

_LARGEST = 50 * 1024 * 1024  # bytes; Mailpit's default
_LONGEST_COMMAND = 2048  # bytes
_MOST_RECIPIENTS = 100
_PATH = re.compile(r"\s*<([^<>\v]*)>(?: |$)(.*)")
_BAD_ADDRESS = "553 5.1.3 The address is not a valid RFC 5321 address"


class SmtpServer:
    """Listens for mail and puts it into the store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._sessions: set[_Session] = set()
        self._server: asyncio.Server | None = None

    async def start(self, host: str, port: int) -> tuple[str, int]:
        """Listen; returns the address with its real port. Raises OSError, errno intact, when it is taken."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Session(self._store, self._sessions, loop), host, port)
        return host, self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Stop listening, and hang up on everybody. Safe to call twice."""
        if self._server is not None:
            self._server.close()
            await asyncio.gather(*[session.hang_up() for session in self._sessions])
            self._server = None


class _Session(aiosmtpd.smtp.SMTP):
    # Mailpit takes lines of any length.
    line_length_limit = _LARGEST

    def __init__(self, store: Store, sessions: "set[_Session]", loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(
            _Handler(store),
            hostname="localhost",
            ident="Embedded inbox ESMTP Service ready",
            loop=loop,
            enable_SMTPUTF8=True,
            decode_data=False,
            data_size_limit=_LARGEST,
        )
        self.command_size_limits = collections.defaultdict(lambda: _LONGEST_COMMAND)
        self._store = store
        self._sessions = sessions

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._sessions.add(self)

    def connection_lost(self, error: Exception | None) -> None:
        super().connection_lost(error)
        self._sessions.discard(self)

    def _getaddr(self, arg: str) -> tuple[str, str]:
        # aiosmtpd's own loses the quotation marks of "a..b"@docomo.example, without which it is no address.
        match = _PATH.match(arg)
        return (match[1] or "<>", match[2]) if match else ("", "")

    async def push(self, status: AnyStr) -> None:
        reply = status if isinstance(status, str) else status.decode("utf-8", "replace")
        if reply[:1] in ("4", "5") and self.session is not None:
            self._store.refuse(_ip(self.session), reply)
        await super().push(status)

    async def hang_up(self) -> None:
        if isinstance(self.transport, asyncio.Transport):
            self.transport.abort()
        if self._handler_coroutine is not None:
            with contextlib.suppress(asyncio.CancelledError):
                await self._handler_coroutine


class _Handler:
    def __init__(self, store: Store) -> None:
        self._store = store

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
        arrival = Envelope(
            sender=(envelope.mail_from or "").removeprefix("<>"),
            recipients=envelope.rcpt_tos,
            client=session.host_name or "",
            ip=_ip(session),
            at=now(),
        )
        try:
            message = self._store.add(as_received(bytes(envelope.original_content or b""), arrival))
        except MalformedHeaderError:
            self._store.rejected += 1
            return "451 4.3.5 Unable to process mail"
        return f"250 2.0.0 Ok: queued as {message.id}"


def _ip(session: aiosmtpd.smtp.Session) -> str:
    return str(session.peer[0]) if session.peer else ""
