"""SMTP on the event loop that is already running, started and stopped by calls; the counterpart of `http_server`."""

import asyncio
import contextlib
import re
from collections.abc import Callable
from typing import Any

import aiosmtpd.smtp

_PATH = re.compile(r"\s*<([^<>\v]*)>(?: |$)(.*)")

MakeSession = Callable[["SmtpServer", asyncio.AbstractEventLoop], "SmtpSession"]


class SmtpSession(aiosmtpd.smtp.SMTP):
    """One connection, which its server can hang up on. ``options`` are aiosmtpd's."""

    def __init__(self, server: "SmtpServer", handler: Any, **options: Any) -> None:
        super().__init__(handler, enable_SMTPUTF8=True, decode_data=False, **options)
        self._open = server.sessions

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody has connected."""
        super().connection_made(transport)
        self._open.add(self)

    def connection_lost(self, error: Exception | None) -> None:
        """They are gone."""
        super().connection_lost(error)
        self._open.discard(self)

    def _getaddr(self, arg: str) -> tuple[str, str]:
        # aiosmtpd's own loses the quotation marks of "a..b"@docomo.example, without which it is no address;
        # what the address may hold is for the server to say
        match = _PATH.match(arg)
        return (match[1] or "<>", match[2]) if match else ("", "")

    async def hang_up(self) -> None:
        """End the connection, whatever it is doing."""
        if isinstance(self.transport, asyncio.Transport):
            self.transport.abort()
        if self._handler_coroutine is not None:
            with contextlib.suppress(asyncio.CancelledError):
                await self._handler_coroutine


class SmtpServer:
    """Makes a session for every connection; ``sessions`` are those that are open."""

    def __init__(self, make_session: MakeSession) -> None:
        self._make_session = make_session
        self.sessions: set[SmtpSession] = set()
        self._server: asyncio.Server | None = None

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> tuple[str, int]:
        """Listen; returns the address with its real port. Raises OSError, errno intact, when it is taken."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: self._make_session(self, loop), host, port)
        return host, self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Stop listening, and hang up on everybody. Safe to call twice."""
        if self._server is not None:
            self._server.close()
            await asyncio.gather(*[session.hang_up() for session in self.sessions])
            self._server = None
