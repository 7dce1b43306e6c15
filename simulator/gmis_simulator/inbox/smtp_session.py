"""One SMTP connection to the inbox: the commands that say nothing of a mail, in Mailpit's words."""

import asyncio
import collections
from typing import Any, AnyStr

import aiosmtpd.smtp

from gmis_simulator.inbox.store import Store
from gmis_simulator.serving.smtp_server import SmtpServer, SmtpSession

LARGEST = 50 * 1024 * 1024  # bytes of a message; Mailpit's default
_LONGEST_COMMAND = 2048  # bytes
_NOT_THERE = "502 5.5.1 Command not implemented"


class InboxSession(SmtpSession):
    """``store`` tells its listeners what is refused."""

    line_end = b"\n"  # as Mailpit reads a message
    too_large = f"552 5.3.4 Requested mail action aborted: exceeded storage allocation ({LARGEST})"

    def __init__(self, server: SmtpServer, handler: Any, store: Store, loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(
            server,
            handler,
            hostname="localhost",
            ident="Embedded inbox ESMTP Service ready",
            loop=loop,
            data_size_limit=LARGEST,
        )
        self.command_size_limits = collections.defaultdict(lambda: _LONGEST_COMMAND)
        self._store = store

    async def push(self, status: AnyStr) -> None:
        """Answer, and have it told when it is a refusal."""
        reply = status if isinstance(status, str) else status.decode("utf-8", "replace")
        if reply[:1] in ("4", "5") and self.session is not None:
            self._store.refuse(ip_of(self.session), reply)
        await super().push(status)

    async def smtp_DATA(self, arg: str | None) -> None:  # noqa: N802 (aiosmtpd's way, as those below)
        """What follows the word is passed over."""
        del arg
        await super().smtp_DATA(None)

    async def smtp_RSET(self, arg: str | None) -> None:  # noqa: N802
        """What follows the word is passed over."""
        del arg
        self._set_rset_state()  # type: ignore[no-untyped-call]
        await self.push("250 2.0.0 Ok")

    async def smtp_NOOP(self, arg: str | None) -> None:  # noqa: N802
        """Nothing."""
        del arg
        await self.push("250 2.0.0 Ok")

    async def smtp_XCLIENT(self, arg: str | None) -> None:  # noqa: N802
        """Taken, and not believed: Mailpit must be told to."""
        del arg
        await self.push("250 2.0.0 Ok")

    async def smtp_QUIT(self, arg: str | None) -> None:  # noqa: N802
        """What follows the word is passed over."""
        del arg
        await self.push("221 2.0.0 localhost Embedded inbox ESMTP Service closing transmission channel")
        if self.transport:
            self.transport.close()

    async def smtp_VRFY(self, arg: str | None) -> None:  # noqa: N802
        """Not there, as in a Mailpit without accounts and certificates."""
        del arg
        await self.push(_NOT_THERE)

    smtp_HELP = smtp_EXPN = smtp_AUTH = smtp_STARTTLS = smtp_VRFY  # noqa: N815


def ip_of(session: aiosmtpd.smtp.Session) -> str:
    """Whose connection it is; empty when they are gone."""
    return str(session.peer[0]) if session.peer else ""
