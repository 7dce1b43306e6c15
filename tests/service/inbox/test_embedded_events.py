"""The embedded inbox's websocket under strain."""

import asyncio
import json

from gmis_simulator.inbox.events import Events
from gmis_simulator.inbox.store import Store
from tests.rigs.running import run


class SlowSocket:
    """A client that takes its first event and then nothing more."""

    def __init__(self) -> None:
        self.accepted = asyncio.Event()
        self.closed = asyncio.Event()
        self.taken: list[str] = []
        self.patience = asyncio.Event()

    async def accept(self) -> None:
        """Take the connection."""
        self.accepted.set()

    async def receive(self) -> dict[str, str]:
        """Say nothing, and leave when the inbox hangs up."""
        await self.closed.wait()
        return {"type": "websocket.disconnect"}

    async def send_text(self, text: str) -> None:
        """Be slow."""
        self.taken.append(text)
        await self.patience.wait()

    async def close(self) -> None:
        """Be hung up on."""
        self.closed.set()


def test_a_client_that_falls_too_far_behind_is_hung_up_on() -> None:
    async def scenario() -> None:
        store, raw = Store(), b"Subject: x\r\n\r\nbody\r\n"
        events = Events(store)
        socket = SlowSocket()
        serving = asyncio.create_task(events.serve(socket))  # type: ignore[arg-type]
        await socket.accepted.wait()
        for _ in range(5000):
            store.add(raw, [])
        socket.patience.set()
        await asyncio.wait_for(serving, timeout=5)
        assert 0 < len(socket.taken) < 5000
        assert json.loads(socket.taken[0])["Type"] == "new"
        events.close()

    run(scenario())
