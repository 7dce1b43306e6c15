"""HTTP over one connection that stays open, where what is sent goes as it is."""

import http.client
import json
import socket
from time import perf_counter
from typing import Any, NamedTuple

from fuzz.target import Address

PATIENCE = 20.0  # seconds; what takes longer counts as no answer


class Reply(NamedTuple):
    """``status`` 0: there was none, and ``body`` says why."""

    status: int
    body: bytes
    seconds: float
    cookie: str = ""


class Line:
    """One client of the HTTP server at ``address``."""

    def __init__(self, address: Address) -> None:
        self._address = address
        self._socket: socket.socket | None = None

    def ask(self, raw: bytes) -> Reply:
        """Send a request, whole or broken. A connection that the server has closed meanwhile is opened anew, once."""
        began, reused = perf_counter(), self._socket is not None
        reply = self._once(raw)
        if reply.status == 0 and reused and reply.seconds < PATIENCE:
            reply = self._once(raw)
        return reply._replace(seconds=perf_counter() - began)

    def broken(self, raw: bytes) -> Reply:
        """The same for what is perhaps no whole request: on a connection of its own, whose sending end is closed."""
        self.close()
        reply = self._once(raw, last=True)
        self.close()
        return reply

    def json(self, method: str, path: str, body: Any = None) -> Any:
        """A request that is meant well, and what it answers; raises RuntimeError for anything but success."""
        reply = self.ask(request(method, path, b"" if body is None else json.dumps(body).encode()))
        if not 200 <= reply.status < 300:
            raise RuntimeError(f"{method} {path} was answered with {reply.status}: {reply.body[:300]!r}")
        return json.loads(reply.body) if reply.body[:1] in (b"{", b"[", b'"') else reply.body

    def close(self) -> None:
        """Hang up."""
        if self._socket:
            self._socket.close()
            self._socket = None

    def _once(self, raw: bytes, *, last: bool = False) -> Reply:
        began = perf_counter()
        try:
            if self._socket is None:
                self._socket = socket.create_connection(self._address, PATIENCE)
                self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._socket.sendall(raw)
            if last:
                self._socket.shutdown(socket.SHUT_WR)
            with http.client.HTTPResponse(
                self._socket, method=raw[:5].partition(b" ")[0].decode("latin-1")
            ) as response:
                response.begin()
                body, cookie = response.read(), response.headers.get("set-cookie", "")
                if response.will_close:
                    self.close()
                return Reply(response.status, body, perf_counter() - began, cookie.partition(";")[0])
        except (OSError, http.client.HTTPException) as error:
            self.close()
            return Reply(0, f"{type(error).__name__}: {error}".encode(), perf_counter() - began)


def request(method: str, path: str, body: bytes = b"", kind: str = "application/json", more: bytes = b"") -> bytes:
    """A request whose length is right; ``more``: header lines, each with its CRLF."""
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n".encode("utf-8", "surrogateescape") + more
    if body or method in ("POST", "PUT", "PATCH"):
        head += b"Content-Type: %s\r\nContent-Length: %d\r\n" % (kind.encode(), len(body))
    return head + b"\r\n" + body
