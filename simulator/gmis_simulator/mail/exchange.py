"""The recipients' mail server: a real SMTP server in front of every mailbox."""

import asyncio
import hashlib
import logging
from ipaddress import ip_address

from aiosmtpd.smtp import SMTP, Envelope, Session

from gmis_api.language import N_
from gmis_simulator.mail.connections import is_sendable, quoted
from gmis_simulator.mail.examination import SentBy
from gmis_simulator.mail.reception import Reception
from gmis_simulator.mail.relay import NotTaken
from gmis_simulator.mime.addresses import is_address
from gmis_simulator.serving.aside import SMALL
from gmis_simulator.serving.mistake import mistakes_noted, note_mistake
from gmis_simulator.serving.smtp_server import SmtpServer, SmtpSession
from gmis_simulator.world.in_hand import take_in_hand
from gmis_simulator.world.mailbox import Mailbox
from gmis_simulator.world.names import world_name_in, world_name_of_host
from gmis_simulator.world.world import World
from gmis_simulator.world.worlds import NoSuchWorld, Worlds

_LOG = logging.getLogger(__name__)
_OURS = "451 4.3.0 a mistake of the simulator: try again later"

MAX_BYTES = 30 * 1024 * 1024  # of one message
MAX_RECIPIENTS = 100  # of one message, the least that RFC 5321 allows


class _Session(SmtpSession):
    """Knows XCLIENT, Postfix's extension by which a trusted client says for whom it speaks."""

    def __init__(self, server: SmtpServer, handler: "Exchange", loop: asyncio.AbstractEventLoop) -> None:
        super().__init__(
            server,
            handler,
            hostname="mx.example",
            ident="simulated mail exchange",
            loop=loop,
            data_size_limit=MAX_BYTES,
        )
        self.client = ""

    async def smtp_XCLIENT(self, arg: str | None) -> None:  # noqa: N802 (aiosmtpd's way)
        """``XCLIENT ADDR=192.0.2.25``: everybody here is on loopback, so everybody is trusted."""
        given = dict(each.partition("=")[::2] for each in (arg or "").upper().split())
        try:
            self.client = str(ip_address(given.get("ADDR", "").removeprefix("IPV6:")))
        except ValueError:
            await self.push("501 5.5.4 Syntax: XCLIENT ADDR=192.0.2.25")
            return
        self._set_rset_state()  # type: ignore[no-untyped-call]
        assert self.session
        self.session.host_name = None
        await self.push("220 mx.example simulated mail exchange")


class Exchange:
    """Finds world and mailbox by the address; each mailbox refuses at RCPT or judges after DATA.

    An address of the far side (helpdesk@, the office) is in every world: there the sender, or else the name in EHLO,
    tells which one is meant. The sender gets 250 only when the inbox has accepted, so a message is always with exactly
    one of the two: when the inbox is down the answer is 451, and the sender tries again.
    """

    def __init__(self, worlds: Worlds, mails: Reception) -> None:
        self._worlds, self._mails = worlds, mails
        self._half_way: dict[str, set[str]] = {}  # messages that some recipients have and others not yet
        self._server = SmtpServer(lambda server, loop: _Session(server, self, loop))

    async def start(self, port: int = 0, *, reserved: bool = False) -> tuple[str, int]:
        """Listen on that port of loopback, or on a free one; answers host and port."""
        return await self._server.start(port=port, reserved=reserved)

    async def stop(self) -> None:
        """Stop listening, and hang up on everybody."""
        await self._server.stop()

    async def handle_EHLO(  # noqa: N802 (aiosmtpd's name, as those below)
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """Say that XCLIENT is known."""
        del server, envelope
        session.host_name = hostname
        offered = [each for each in responses if not each.endswith("SMTPUTF8")]  # no mailbox here has such an address
        return [*offered[:-1], "250-XCLIENT ADDR", offered[-1]]

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Refuse a sender to whom nothing could be returned."""
        del server, session
        if address != "<>" and not (is_sendable(address) and is_address(quoted(address))):
            return "553 5.1.7 that is no address to which mail could be returned"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 2.1.0 Ok"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Refuse a recipient whom no world knows, or who does not want this sender."""
        if not (is_sendable(address) and is_address(quoted(address))):
            return "553 5.1.3 that is no address to which mail can be sent"
        found = self._find(address, session, envelope)
        if found is None:
            return f"550 5.1.1 <{address}>: {self._nowhere(address)}"
        if len(envelope.rcpt_tos) >= MAX_RECIPIENTS:
            return f"452 4.5.3 Too many recipients, {MAX_RECIPIENTS} at most: send the message again for the others"
        try:
            refused = _fault(found[0], server, address) or self._mails.refuse(*found, _sender(envelope))
        except Exception as error:
            note_mistake(_LOG, found[0], "RCPT", error)
            return _OURS
        if refused:
            return refused
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(options)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Let each recipient have the message, once, however often it is tried."""
        assert isinstance(server, _Session)
        client = server.client or (session.peer[0] if session.peer else "127.0.0.1")
        sent_by = SentBy(client, session.host_name or "", _sender(envelope))
        raw = bytes(envelope.original_content or b"")
        key = await asyncio.to_thread(_digest, raw) if len(raw) > SMALL else _digest(raw)
        key += repr((sent_by.sender, envelope.rcpt_tos))
        served = self._half_way.setdefault(key, set())
        for address in dict.fromkeys(envelope.rcpt_tos):
            if address in served:
                continue
            found = self._find(address, session, envelope)
            if found is None:
                return f"550 5.1.1 <{address}>: its world was deleted meanwhile"
            try:
                rejected = await self._mails.receive(*found, sent_by, raw)
            except NotTaken as error:
                if error.for_good:
                    self._half_way.pop(key, None)
                return error.reply
            except Exception as error:
                note_mistake(_LOG, found[0], "DATA", error)
                return _OURS
            served.add(address)
            if rejected and len(envelope.rcpt_tos) == 1:
                self._half_way.pop(key, None)
                return rejected
            if rejected:
                with mistakes_noted(
                    _LOG, found[0], N_("bounce")
                ):  # whom it was for is served, whatever becomes of this
                    self._mails.return_to_sender(found[0], sent_by.sender, address, raw, rejected)
        self._half_way.pop(key, None)  # another connection with the same message may have done so
        return "250 2.0.0 Ok"

    def _nowhere(self, address: str) -> str:
        share, name = self._worlds.share, world_name_in(address)
        if name and not share.owns(name):
            return f"world {name} is at the mail server of worker {share.owner(name)}, and this is worker {share.index}"
        return "no such mailbox in any world"

    def _find(self, address: str, session: Session, envelope: Envelope) -> tuple[World, Mailbox] | None:
        """By the name in EHLO, since a world's own mail never leaves it; else by the address, or else the sender."""
        host = world_name_of_host(session.host_name or "")
        for name in (host, world_name_in(address), world_name_in(_sender(envelope))):
            try:
                world = self._worlds.get(name or "")
            except NoSuchWorld:
                continue
            if mailbox := world.mailboxes.get(address):
                return take_in_hand(world), mailbox
            if name == host:
                return None
        return None


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _fault(world: World, server: SMTP, address: str) -> str | None:
    """What the faults of that world do to a recipient: a reply that refuses it, or a connection that ends."""
    if world.faults.hit("smtp-down", address) and server.transport:
        server.transport.close()
        return "421 4.3.2 closing"  # nobody hears it
    return "451 4.7.1 Try again later" if world.faults.hit("smtp-4xx", address) else None


def _sender(envelope: Envelope) -> str:
    return (envelope.mail_from or "").removeprefix("<>")  # so aiosmtpd writes the empty sender of a bounce
