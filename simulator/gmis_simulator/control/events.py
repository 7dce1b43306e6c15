"""The event log of a world, as a list or as a stream."""

import asyncio
import json
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from gmis_simulator.control.answers import answer
from gmis_simulator.control.problem import invalid
from gmis_simulator.control.received import named_world
from gmis_simulator.world.events import Event
from gmis_simulator.world.world import World


async def list_events(request: Request) -> Response:
    """GET …/events?after=N: a list, or a stream of server-sent events where the client accepts that."""
    world = named_world(request)
    # a browser whose stream broke off names the last event that it saw
    after = request.headers.get("last-event-id") or request.query_params.get("after", "0")
    if not after.isascii() or not after.isdecimal() or len(after) > 9:
        raise invalid("after", after, "must be the seq of an event, a whole number from 0")
    if "text/event-stream" in request.headers.get("accept", ""):
        return StreamingResponse(_stream(world, int(after)), media_type="text/event-stream")
    return answer([event.as_json() for event in world.events.after(int(after))])


async def _stream(world: World, after: int) -> AsyncIterator[str]:
    queue: asyncio.Queue[Event] = asyncio.Queue()
    unsubscribe = world.events.subscribe(queue.put_nowait)
    try:
        for event in world.events.after(after):
            yield _as_sse(event)
        while True:
            event = await queue.get()
            yield _as_sse(event)
            if event.kind == "world.deleted":  # nothing more will happen
                return
    finally:
        unsubscribe()


def _as_sse(event: Event) -> str:
    return f"id: {event.seq}\ndata: {json.dumps(event.as_json(), ensure_ascii=False)}\n\n"
