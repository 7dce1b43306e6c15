"""Uvicorn on the event loop that is already running, started and stopped by calls instead of signals."""

import asyncio
import contextlib
import logging
import socket
import struct
from collections.abc import Iterator
from functools import partial
from typing import Any

import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send

PATIENCE = 0.3  # seconds that open requests are given to end by themselves
GRACE = 0.005  # seconds in which whom the loop has accepted becomes a connection that can be waited for
CLOSE, RESET = "gmis.close", "gmis.reset"  # extensions of the scope: call one to hang up in the middle of an answer


class HttpServer:
    """Serves one ASGI application on one address, in any thread that runs an asyncio loop.

    `host` is a name or an address to listen on; `port` 0 takes a free one. The Date header of its answers is up to a
    second late; with `dated` false there is none, and the application writes its own. Create it, await `start()`, await
    `stop()`. It is not started a second time. `reserved`: another process of this user may hold the port, as long as
    it does not listen there itself.
    """

    def __init__(
        self, app: ASGIApp, host: str = "127.0.0.1", port: int = 0, *, dated: bool = True, reserved: bool = False
    ) -> None:
        config = uvicorn.Config(
            self._answer,
            interface="asgi3",
            lifespan="off",
            access_log=False,
            date_header=dated,
            log_config=None,
            ws="websockets-sansio",
            ws_per_message_deflate=False,
        )
        logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
        self._app = app
        self._server = _Server(config)
        self._host = host
        self._port = port
        self._reserved = reserved
        self._serving: asyncio.Task[None] | None = None

    @property
    def url(self) -> str:
        """`http://HOST:PORT` with the real port, once started; no slash at its end."""
        return url_of(self._host, self._port)

    async def start(self) -> None:
        """Listen, and return once requests are answered. Raises OSError, errno intact, when the address is taken."""
        family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
        where = (self._host, self._port)
        sock = socket.create_server(where, family=family, backlog=512, reuse_port=self._reserved)
        # inherited by every connection; asyncio sees to it only for sockets that carry a protocol number
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._port = sock.getsockname()[1]
        self._serving = asyncio.create_task(self._server.serve(sockets=[sock]))
        ready = asyncio.create_task(self._server.ready.wait())
        await asyncio.wait({self._serving, ready}, return_when=asyncio.FIRST_COMPLETED)
        if not ready.done():
            ready.cancel()
            sock.close()
            await self._serving

    async def stop(self) -> None:
        """Stop listening and end every connection, within a second, whatever the clients do. Safe to call twice."""
        if self._serving is None:
            return
        self._server.leave()
        await asyncio.wait({self._serving}, timeout=PATIENCE)
        for connection in list(self._server.server_state.connections):
            if connection.transport is not None:
                connection.transport.abort()
        await asyncio.wait({self._serving}, timeout=PATIENCE)
        for request in list(self._server.server_state.tasks):
            request.cancel()
        await self._serving
        self._serving = None

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        cycle: Any = getattr(send, "__self__", None)
        if scope["type"] == "http" and cycle is not None:  # ASGI itself knows no way to hang up
            scope.setdefault("extensions", {})
            scope["extensions"] |= {CLOSE: cycle.transport.close, RESET: partial(_reset, cycle.transport)}
        try:
            await self._app(scope, receive, send)
        except asyncio.CancelledError:
            # Only stop() cancels, and its client is gone already: nothing that uvicorn should log as a failure.
            if not self._server.should_exit:
                raise


def url_of(host: str, port: int) -> str:
    """`http://HOST:PORT`, an IPv6 address in brackets; no slash at its end."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def reachable(url: str) -> str:
    """``url`` with the machine's name where it holds the address that means every address."""
    return url.replace("//0.0.0.0:", f"//{socket.gethostname()}:").replace("//[::]:", f"//{socket.gethostname()}:")


def _reset(transport: asyncio.Transport) -> None:
    """Hang up so that the client sees a reset connection (RST), not an end."""
    transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    transport.abort()


class _Connections(set[Any]):
    """Those that are open, as uvicorn keeps them; ``none`` is set while there are none."""

    def __init__(self) -> None:
        super().__init__()
        self.none = asyncio.Event()
        self.none.set()

    def add(self, connection: Any) -> None:
        super().add(connection)
        self.none.clear()

    def remove(self, connection: Any) -> None:
        super().remove(connection)
        if not self:
            self.none.set()

    def discard(self, connection: Any) -> None:
        if connection in self:
            self.remove(connection)


class _Server(uvicorn.Server):
    """Uvicorn looks ten times a second whether to end, and then whether all have gone; this one is told of both."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()
        self._leaving = asyncio.Event()
        self._connections = self.server_state.connections = _Connections()

    def leave(self) -> None:
        """Listen no longer, and end when every connection and every request has."""
        self.should_exit = True
        self._leaving.set()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    async def main_loop(self) -> None:
        leaving = asyncio.create_task(self._leaving.wait())
        while not await self.on_tick(0):  # of its ticks the one that renews the Date of the answers
            await asyncio.wait({leaving}, timeout=1)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for listening in (*self.servers, *(sockets or ())):
            listening.close()
        for connection in list(self._connections):
            connection.shutdown()
        await asyncio.sleep(GRACE)
        await self._connections.none.wait()
        if self.server_state.tasks:
            await asyncio.wait(set(self.server_state.tasks))
        for server in self.servers:
            await server.wait_closed()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals belong to whoever started the process."""
        yield
