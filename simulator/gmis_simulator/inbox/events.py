"""The websocket of /api/events: every change in the inbox, to everybody who is connected, as it happens."""

import asyncio
import contextlib
import json

from starlette.websockets import WebSocket, WebSocketDisconnect

from gmis_simulator.inbox.store import Store
from gmis_simulator.inbox.version import VERSION

_STATS_DELAY = 0.25  # seconds; the totals are sent at most four times a second
_BACKLOG = 4096  # events; who falls further behind is disconnected, and reads the list again when it is back
_HANG_UP = ""


class Events:
    """Those who listen to the store. Publishing never waits for them: each has a queue of its own."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._queues: set[asyncio.Queue[str]] = set()
        self._stats: asyncio.TimerHandle | None = None
        store.listeners.append(self.publish)

    def publish(self, kind: str, data: object) -> None:
        """Send `{"Type": kind, "Data": data}` to everybody; `stats` follow a little later, with the totals of then."""
        if kind == "stats":
            if self._stats is None:
                self._stats = asyncio.get_running_loop().call_later(_STATS_DELAY, self._send_stats)
        elif self._queues:
            self._send(kind, data() if callable(data) else data)

    async def serve(self, socket: WebSocket) -> None:
        """Serve one client until it leaves, or falls too far behind."""
        await socket.accept()
        queue: asyncio.Queue[str] = asyncio.Queue(_BACKLOG)
        self._queues.add(queue)
        self.publish("stats", None)
        sending = asyncio.create_task(_pass_on(queue, socket))
        try:
            while (await socket.receive())["type"] != "websocket.disconnect":
                pass
        finally:
            self._queues.discard(queue)
            sending.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await sending

    def close(self) -> None:
        """Publish nothing more."""
        self._queues.clear()
        if self._stats is not None:
            self._stats.cancel()

    def _send_stats(self) -> None:
        self._stats = None
        totals = {"Total": self._store.total, "Unread": self._store.unread, "Version": VERSION}
        self._send("stats", totals)

    def _send(self, kind: str, data: object) -> None:
        text = json.dumps({"Type": kind, "Data": data}, ensure_ascii=False)
        for queue in list(self._queues):
            if queue.full():
                self._queues.discard(queue)
                queue.get_nowait()
                queue.put_nowait(_HANG_UP)
            else:
                queue.put_nowait(text)


async def _pass_on(queue: asyncio.Queue[str], socket: WebSocket) -> None:
    with contextlib.suppress(WebSocketDisconnect):
        while (text := await queue.get()) != _HANG_UP:
            await socket.send_text(text)
        await socket.close()
