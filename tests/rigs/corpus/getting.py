"""GET over connections that stay open: thousands of answers are fetched, and httpx takes three times as long."""

import json
import threading
from http.client import HTTPConnection
from typing import Any
from urllib.parse import urlencode, urlsplit


class Getting:
    """Asks one server. Every thread has a connection of its own; `close` ends them all."""

    def __init__(self, url: str) -> None:
        self._netloc = urlsplit(url).netloc
        self._own = threading.local()
        self._all: list[HTTPConnection] = []

    def raw(self, path: str, **query: str | int) -> bytes:
        """The body of a 200. Raises AssertionError on any other answer, and OSError when the server is gone."""
        status, body = self.answer(path, **query)
        assert status == 200, f"GET {path} is answered with {status}: {body[:200]!r}"
        return body

    def json(self, path: str, **query: str | int) -> Any:
        """The JSON of a 200; raises as `raw` does."""
        return json.loads(self.raw(path, **query))

    def answer(self, path: str, **query: str | int) -> tuple[int, bytes]:
        """The status and the body, whatever they are."""
        connection: HTTPConnection | None = getattr(self._own, "connection", None)
        if connection is None:
            connection = self._own.connection = HTTPConnection(self._netloc, timeout=30)
            self._all.append(connection)
        connection.request("GET", f"{path}?{urlencode(query)}" if query else path)
        answer = connection.getresponse()
        return answer.status, answer.read()

    def close(self) -> None:
        """Hang up."""
        for connection in self._all:
            connection.close()
