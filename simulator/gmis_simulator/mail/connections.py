"""SMTP connections to one server, kept open from mail to mail."""

import asyncio
import functools

import aiosmtplib
from aiosmtplib.email import quote_address

from gmis_simulator.mime.addresses import written
from gmis_simulator.world.hosts import Host

_PIECE = 256 * 1024  # bytes that are written at once


class InDoubt(Exception):
    """The connection broke after the message was sent and before it was answered: it may be there, or not."""


class NotAccepted(Exception):
    """The server's answer with its ``code``; 0: nobody answered."""

    def __init__(self, code: int, reply: str) -> None:
        reply = reply.encode("utf-8", "replace").decode("utf-8")  # it may hold bytes that are no text
        super().__init__(f"{code} {reply}")
        self.code, self.reply = code, reply


@functools.lru_cache(maxsize=4096)  # a mail asks six times, always for the same few
def is_sendable(address: str) -> bool:
    """Whether ``address`` can stand in a command of SMTP; the empty one, a bounce's sender, can."""
    try:
        return address.isascii() and quote_address(address) == f"<{address}>"  # it mends what is none
    except ValueError:
        return False


def quoted(address: str) -> str:
    """``address``, with quotation marks perhaps, as an inbox takes it: `"a..b"@c.example`."""
    return address if address.startswith('"') else written(address)


class Connections:
    """At most ``most`` at a time to ``host:port``: on a busy machine a mail waits for answers more than it computes."""

    def __init__(self, host: str, port: int, *, most: int = 16) -> None:
        self.host, self.port = host, port
        self._free = asyncio.Semaphore(most)
        self._idle: list[tuple[Host, aiosmtplib.SMTP]] = []

    async def send(self, sending: Host, sender: str, recipient: str, raw: bytes) -> str:
        """What the server says to the accepted message; ``sending`` is told by EHLO and, where known, XCLIENT.

        Raises NotAccepted when it is not accepted, InDoubt when nobody can tell.
        """
        for address in (sender, recipient):
            if not is_sendable(address):
                raise NotAccepted(553, f"5.1.3 {address!a} is no address to which mail can be sent")
        async with self._free:
            client = await self._begun(sending, sender)
            try:
                reply = await self._finished(client, recipient, raw)
            except aiosmtplib.SMTPResponseException as error:
                await self._reset(client)
                self._keep(sending, client)
                raise NotAccepted(error.code, error.message) from None
            except BaseException:
                client.close()
                raise
            self._keep(sending, client)
            return reply

    def close(self) -> None:
        """Close those that are idle."""
        while self._idle:
            _, client = self._idle.pop()
            client.close()

    async def _begun(self, sending: Host, sender: str) -> aiosmtplib.SMTP:
        """A connection on which a mail from ``sender`` has begun: an idle one, of that host if there is one, or new."""
        for each in sorted(self._idle, key=lambda each: each[0] != sending):
            if each not in self._idle:
                continue  # taken meanwhile
            self._idle.remove(each)
            host, client = each
            try:
                if host != sending:
                    await self._introduce(client, sending)
                await _say(client, b"MAIL", f"FROM:<{sender}>")
            except aiosmtplib.SMTPResponseException as error:
                client.close()
                raise NotAccepted(error.code, error.message) from None
            except (aiosmtplib.SMTPException, OSError):
                client.close()  # the server hung up meanwhile; nothing was sent yet
                continue
            return client
        client = aiosmtplib.SMTP(hostname=self.host, port=self.port, use_tls=False, start_tls=False)
        try:
            await client.connect()
            await self._introduce(client, sending)
            await _say(client, b"MAIL", f"FROM:<{sender}>")
        except aiosmtplib.SMTPResponseException as error:
            client.close()
            raise NotAccepted(error.code, error.message) from None
        except (aiosmtplib.SMTPException, OSError) as error:
            client.close()
            raise self._nobody(error) from None
        return client

    async def _finished(self, client: aiosmtplib.SMTP, recipient: str, raw: bytes) -> str:
        try:
            await _say(client, b"RCPT", f"TO:<{recipient}>")
        except (aiosmtplib.SMTPServerDisconnected, aiosmtplib.SMTPTimeoutError, OSError) as error:
            raise self._nobody(error) from None
        try:
            return await _transmit(client, raw)
        except (aiosmtplib.SMTPServerDisconnected, aiosmtplib.SMTPTimeoutError, OSError) as error:
            raise InDoubt(f"{self.host}:{self.port} hung up ({type(error).__name__})") from None

    async def _reset(self, client: aiosmtplib.SMTP) -> None:
        try:
            await client.rset()
        except (aiosmtplib.SMTPException, OSError):
            client.close()

    async def _introduce(self, client: aiosmtplib.SMTP, sending: Host) -> None:
        await client.ehlo(hostname=sending.name)
        if sending.address and client.supports_extension("xclient"):
            await client.execute_command(b"XCLIENT", f"ADDR={sending.address}".encode("ascii"))
            await client.ehlo(hostname=sending.name)

    def _keep(self, sending: Host, client: aiosmtplib.SMTP) -> None:
        if client.is_connected:
            self._idle.append((sending, client))

    def _nobody(self, error: Exception) -> NotAccepted:
        return NotAccepted(0, f"no mail server answers at {self.host}:{self.port} ({type(error).__name__})")


async def _say(client: aiosmtplib.SMTP, command: bytes, path: str) -> None:
    """MAIL or RCPT, whose address is known to be one; raises SMTPResponseException unless it is accepted."""
    answer = await client.execute_command(command, path.encode("ascii"))
    if answer.code != aiosmtplib.SMTPStatus.completed:
        raise aiosmtplib.SMTPResponseException(answer.code, answer.message)


async def _transmit(client: aiosmtplib.SMTP, raw: bytes) -> str:
    """What the server says to the message ``raw``; raises SMTPDataError.

    aiosmtplib's own DATA makes every bare CR and LF a line end, one by one; here the message goes as it is.
    """
    asked = await client.execute_command(b"DATA")
    if asked.code != aiosmtplib.SMTPStatus.start_input:
        raise aiosmtplib.SMTPDataError(asked.code, asked.message)
    protocol = client.protocol
    assert protocol
    protocol._response_pending = True
    stuffed = raw.replace(b"\n.", b"\n..")  # to some a line ends at LF alone
    first, last = b"." * raw.startswith(b"."), b".\r\n" if raw.endswith(b"\r\n") else b"\r\n.\r\n"
    if len(stuffed) <= _PIECE:
        protocol.write(first + stuffed + last)
    else:
        protocol.write(first)
        for start in range(0, len(stuffed), _PIECE):
            protocol.write(stuffed[start : start + _PIECE])
            await protocol._drain_helper()
        protocol.write(last)
    answer = await protocol.read_response(timeout=client.timeout)
    if answer.code != aiosmtplib.SMTPStatus.completed:
        raise aiosmtplib.SMTPDataError(answer.code, answer.message)
    return answer.message
