"""The event log of a world, as a list or as a stream."""

import asyncio
import json
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from gmis_simulator.control.pages import page, wanted
from gmis_simulator.control.received import named_world
from gmis_simulator.world.events import Event
from gmis_simulator.world.world import World


async def list_events(request: Request) -> Response:
    """GET …/events?after=N: those whose seq is above it, in pages; or as server-sent events, if the client accepts."""
    world = named_world(request)
    # a browser whose stream broke off names the last event that it saw
    asked = wanted(request, request.headers.get("last-event-id"))
    if "text/event-stream" in request.headers.get("accept", ""):
        return StreamingResponse(_stream(world, asked.after), media_type="text/event-stream")
    numbered = ((event.seq, event) for event in world.events.after(asked.after))
    return page(request, asked.limit, numbered, Event.as_json)


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
