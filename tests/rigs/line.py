"""Somebody who speaks SMTP to the exchange, byte by byte."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.rigs.mail_system import Whole

RECIPIENT = b"RCPT TO:<info@demo.example>"


class Line:
    """A connection to the exchange on which anything can be said."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def say(self, line: bytes) -> str:
        """The last line of the answer."""
        self._writer.write(line + b"\r\n")
        await self._writer.drain()
        return await self.hear()

    async def hear(self) -> str:
        while (line := await self._reader.readline()).decode()[3:4] == "-":
            pass
        return line.decode().rstrip()

    async def send(self, content: bytes) -> str:
        """The answer to a message with this content, byte by byte."""
        for line in (b"MAIL FROM:<someone@stranger.example>", RECIPIENT):
            assert (await self.say(line)).startswith("250")
        assert (await self.say(b"DATA")).startswith("354")
        return await self.say(content + b"\r\n.")


@asynccontextmanager
async def connected(whole: Whole, greeting: bytes = b"EHLO mail.stranger.example") -> AsyncIterator[Line]:
    reader, writer = await asyncio.open_connection(*whole.system.smtp)
    line = Line(reader, writer)
    assert (await line.hear()).startswith("220")
    assert (await line.say(greeting)).startswith("250")
    yield line
    writer.close()
    await writer.wait_closed()
