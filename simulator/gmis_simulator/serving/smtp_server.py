"""SMTP on the event loop that is already running, started and stopped by calls; the counterpart of `http_server`."""

import asyncio
import contextlib
import io
import re
import sys
from collections.abc import Callable, Sequence
from typing import Any, AnyStr

import aiosmtpd.smtp

_PATH = re.compile(r" ?<([^<>\v]*)>(?: |$)(.*)")
_ALL_THERE_IS = 1 << 20  # bytes; a reader never holds as many

MakeSession = Callable[["SmtpServer", asyncio.AbstractEventLoop], "SmtpSession"]


class SmtpSession(aiosmtpd.smtp.SMTP):
    """One connection, which its server can hang up on. ``options`` are aiosmtpd's.

    A message comes in whole, not in lines: aiosmtpd keeps an object for each, of which a mail may have millions.
    """

    line_length_limit = 4096  # bytes of a command; of a message no line is too long
    line_end = b"\r\n"  # what ends a line of a message, so that a dot after it counts
    too_large = "552 5.3.4 Message size exceeds fixed limit"

    def __init__(self, server: "SmtpServer", handler: Any, **options: Any) -> None:
        super().__init__(handler, enable_SMTPUTF8=True, decode_data=False, **options)
        self._open = server.sessions
        self._parameters: tuple[str, ...] = ()  # of the command in hand, those that count

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Somebody has connected."""
        super().connection_made(transport)
        self._open.add(self)

    def connection_lost(self, error: Exception | None) -> None:
        """They are gone."""
        super().connection_lost(error)
        self._open.discard(self)

    async def push(self, status: AnyStr) -> None:
        """Answer; what of a command is said again goes back in its own bytes, UTF-8 or not."""
        await super().push(status.encode("utf-8", "surrogateescape") if isinstance(status, str) else status)

    def _getaddr(self, arg: str) -> tuple[str, str]:
        # aiosmtpd's own loses the quotation marks of "a..b"@docomo.example, without which it is no address;
        # what the address may hold is for the server to say
        match = _PATH.match(arg)
        return (match[1] or "<>", match[2]) if match else ("", "")

    def _getparams(self, params: Sequence[str]) -> dict[str, str | bool] | None:
        # what is not known is passed over, as Mailpit does
        found = super()._getparams([each for each in params if each.partition("=")[0] in self._parameters])
        body = found.get("BODY") if found else None
        if found and body not in (None, "7BIT", "8BITMIME"):
            del found["BODY"]
        return found

    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802 (aiosmtpd's way)
        """A second one counts until there are recipients, as in Mailpit."""
        self._parameters = ("SIZE", "BODY", "SMTPUTF8")
        if self.envelope and not self.envelope.rcpt_tos:
            self.envelope.mail_from = None
        await super().smtp_MAIL(arg)

    async def smtp_RCPT(self, arg: str | None) -> None:  # noqa: N802 (aiosmtpd's way)
        """No parameter of it counts."""
        self._parameters = ()
        await super().smtp_RCPT(arg)

    async def smtp_DATA(self, arg: str | None) -> None:  # noqa: N802 (aiosmtpd's way)
        """Take a message, and let the handler's ``handle_DATA`` answer."""
        if await self.check_helo_needed():
            return
        assert self.envelope
        if not self.envelope.rcpt_tos:
            await self.push("503 5.5.1 Bad sequence of commands (RCPT required before DATA)")
            return
        if arg:
            await self.push("501 5.5.4 Syntax: DATA")
            return
        await self.push("354 Start mail input; end with <CR><LF>.<CR><LF>")
        message = await self._message()
        if message is None:
            status = self.too_large
        else:
            self.envelope.content = self.envelope.original_content = message
            del message
            status = await self._call_handler_hook("DATA")
        self._set_post_data_state()  # type: ignore[no-untyped-call]
        await self.push(status)

    async def _message(self) -> bytes | None:
        """What comes before the line with the dot alone; None when it is over the limit, and nothing of it is kept."""
        end_mark, margin = self.line_end + b".\r\n", len(self.line_end)
        limit = self.data_size_limit or sys.maxsize
        kept, size = io.BytesIO(), 0  # which gives its bytes away without a copy
        tail = self.line_end  # a dot may stand on the first line
        while True:
            chunk = await self._reader.read(_ALL_THERE_IS)
            if not chunk:
                raise asyncio.CancelledError  # they hung up in the middle
            window = tail + chunk
            end = window.find(end_mark)
            if end >= 0 and (rest := window[end + len(end_mark) :]):
                self._reader.feed_data(rest)  # what follows in the pipeline
            kept.write(chunk)
            if end >= 0:
                size += end + margin - len(tail)
                break
            size += len(chunk)
            tail = window[1 - len(end_mark) :]
            if size > limit + len(end_mark):
                kept = io.BytesIO()
        if size > limit:
            return None
        kept.truncate(size)
        data = kept.getvalue()
        del kept
        if data.startswith(b".") or self.line_end + b"." in data:
            data = data.removeprefix(b".").replace(self.line_end + b".", self.line_end)
        return data

    async def handle_exception(self, error: Exception) -> str:
        """The answer to a mistake of ours; somebody who hangs up in the middle of an endless command is none."""
        if isinstance(error, asyncio.IncompleteReadError) and self.transport:
            self.transport.close()
            return "421 4.4.2 closing"  # nobody hears it
        return await super().handle_exception(error)

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

    async def start(self, host: str = "127.0.0.1", port: int = 0, *, reserved: bool = False) -> tuple[str, int]:
        """Listen; returns the address with its real port. Raises OSError, errno intact, when it is taken.

        ``reserved``: as HttpServer has it.
        """
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: self._make_session(self, loop), host, port, reuse_port=reserved or None
        )
        return host, self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Stop listening, and hang up on everybody. Safe to call twice."""
        if self._server is not None:
            self._server.close()
            await asyncio.gather(*[session.hang_up() for session in self.sessions])
            self._server = None
