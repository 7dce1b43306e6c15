"""The door of the embedded inbox."""

import contextlib

from gmis_simulator.inbox.app import inbox_app
from gmis_simulator.inbox.events import Events
from gmis_simulator.inbox.intake import Intake
from gmis_simulator.inbox.received import Arrival
from gmis_simulator.inbox.smtp import smtp_server
from gmis_simulator.inbox.store import Store, now
from gmis_simulator.serving.aside import Aside
from gmis_simulator.serving.http_server import HttpServer


class EmbeddedInbox:
    """A stand-in for Mailpit on the running event loop: SMTP in, REST and websocket out, everything in memory.

    Await `start()`, send to `smtp`, read at `url`, await `stop()`; whatever it held is gone then. All messages are
    kept until they are deleted. What it lacks of Mailpit is answered with 501 and a sentence.
    """

    kind = "embedded"

    def __init__(self) -> None:
        self.kind = "embedded"
        self.url = ""  # http://HOST:PORT, after start
        self.smtp = ("", 0)  # host and port, after start
        store = Store()
        self._events = Events(store)
        self._aside = Aside()
        self._intake = Intake(store, self._aside)
        self._app = inbox_app(store, self._events, self._intake)
        self._smtp = smtp_server(store, self._intake)
        self._stopping = contextlib.AsyncExitStack()

    async def start(self, *, host: str = "127.0.0.1", http_port: int = 0, smtp_port: int = 0) -> None:
        """Listen on both ports (0 takes a free one), and return once both answer.

        Raises OSError, errno intact, when a port is taken; nothing listens then.
        """
        http = HttpServer(self._app, host, http_port, dated=False)
        async with contextlib.AsyncExitStack() as stack:
            stack.callback(self._aside.close)
            await http.start()
            stack.push_async_callback(http.stop)
            stack.callback(self._events.close)
            self.smtp = await self._smtp.start(host, smtp_port)
            stack.push_async_callback(self._smtp.stop)
            self.url = http.url
            self._stopping = stack.pop_all()

    async def put(self, sender: str, recipient: str, raw: bytes) -> str:
        """Keep a message that was kept before, as if it came by SMTP; its ID. Raises MalformedHeaderError."""
        arrival = Arrival(sender, [recipient], now(), client="mx.example", ip="127.0.0.1")
        return (await self._intake.take_back(raw, arrival)).id

    async def stop(self) -> None:
        """Hang up on every client, stop listening and end, within a second. Safe to call twice."""
        await self._stopping.aclose()
