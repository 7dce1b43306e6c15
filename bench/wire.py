"""The least that asks over HTTP: what it costs is not to be measured."""

import asyncio
from types import TracebackType
from typing import NamedTuple, Self
from urllib.parse import urlencode, urlsplit


class Answer(NamedTuple):
    """``headers`` by their names in small letters, the last of each."""

    status: int
    headers: dict[str, str]
    body: bytes


class Wire:
    """One kept connection to the server of ``url``, a question at a time, as an asynchronous context manager."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        assert parts.hostname
        assert parts.port
        self._host, self._port = parts.hostname, parts.port

    async def __aenter__(self) -> Self:
        self._reader, self._writer = await asyncio.open_connection(self._host, self._port)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, _: BaseException | None, at: TracebackType | None
    ) -> None:
        self._writer.close()

    async def get(self, path: str) -> Answer:
        """What is there."""
        return await self._ask(f"GET {path} HTTP/1.1\r\nHost: {self._host}:{self._port}\r\n\r\n".encode())

    async def post(self, path: str, cookie: str = "", **form: str) -> Answer:
        """Where the form leads, not followed."""
        body = urlencode(form)
        head = [f"POST {path} HTTP/1.1", f"Host: {self._host}:{self._port}", f"Content-Length: {len(body)}"]
        head += ["Content-Type: application/x-www-form-urlencoded", f"Cookie: {cookie}", "", body]
        return await self._ask("\r\n".join(head).encode())

    async def _ask(self, sent: bytes) -> Answer:
        self._writer.write(sent)
        said = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *lines = said.rstrip().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        chunked = headers.get("transfer-encoding") == "chunked"
        body = await self._chunks() if chunked else await self._reader.readexactly(int(headers["content-length"]))
        return Answer(int(first.split()[1]), headers, body)

    async def _chunks(self) -> bytes:
        body = b""
        while size := int(await self._reader.readline(), 16):
            body += (await self._reader.readexactly(size + 2))[:-2]
        await self._reader.readline()
        return body
