"""The inbox's SMTP side: it takes every message for everybody, and answers in Mailpit's words."""

import aiosmtpd.smtp

from gmis_simulator.inbox.headers import MalformedHeaderError
from gmis_simulator.inbox.intake import Intake
from gmis_simulator.inbox.received import Arrival
from gmis_simulator.inbox.smtp_session import LARGEST, InboxSession, ip_of
from gmis_simulator.inbox.store import Store, now
from gmis_simulator.mime.addresses import is_address
from gmis_simulator.serving.smtp_server import SmtpServer

_MOST_RECIPIENTS = 100
_LONGEST_ADDRESS = 1024  # signs
_LONG_ADDRESS = "500 The address is too long"
_BAD_ADDRESS = "553 5.1.3 The address is not a valid RFC 5321 address"


def smtp_server(store: Store, intake: Intake) -> SmtpServer:
    """Listens for mail, once started, and puts it into ``store`` by way of its ``intake``."""
    return SmtpServer(lambda server, loop: InboxSession(server, _Handler(store, intake), store, loop))


class _Handler:
    def __init__(self, store: Store, intake: Intake) -> None:
        self._store, self._intake = store, intake

    async def handle_EHLO(  # noqa: N802 (aiosmtpd's name, as those below)
        self,
        _server: aiosmtpd.smtp.SMTP,
        session: aiosmtpd.smtp.Session,
        _envelope: aiosmtpd.smtp.Envelope,
        hostname: str,
        _responses: list[str],
    ) -> list[str]:
        session.host_name = hostname
        offered = [f"SIZE {LARGEST}", "ENHANCEDSTATUSCODES", "8BITMIME"]
        return [f"250-localhost greets {hostname}", *(f"250-{each}" for each in offered), "250 SMTPUTF8"]

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
        if len(address) > _LONGEST_ADDRESS:
            return _LONG_ADDRESS
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
        if address == "<>":
            return "501 5.5.4 Syntax error in parameters or arguments (invalid TO parameter)"
        if not is_address(address):
            return _BAD_ADDRESS
        if len(address) > _LONGEST_ADDRESS:
            return _LONG_ADDRESS
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
            ip=ip_of(session),
            at=now(),
        )
        try:
            message = await self._intake.take(bytes(envelope.original_content or b""), arrival)
        except MalformedHeaderError:
            self._store.rejected += 1
            return "451 4.3.5 Unable to process mail"
        return f"250 2.0.0 Ok: queued as {message.id}"
