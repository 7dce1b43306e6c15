"""The same pages as dead files: what a browser was answered once is answered again, with nothing behind it."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from playwright.sync_api import Page, Response
from starlette.requests import Request
from starlette.responses import Response as Answer
from starlette.types import Receive, Scope, Send

from gmis_simulator.serving.http_server import HttpServer
from gmis_simulator.serving.in_thread import in_thread

Recording = dict[tuple[str, str], tuple[str, bytes]]


def record(page: Page) -> Recording:
    """Note from now on what ``page`` is answered; a redirect counts as the page that it leads to."""
    recording: Recording = {}

    def note(response: Response) -> None:
        if response.status != 200:
            return
        request = response.request
        answer = (response.headers.get("content-type", ""), response.body())
        while request:
            parts = urlsplit(request.url)
            recording[request.method, f"{parts.path}?{parts.query}"] = answer
            request = request.redirected_from  # type: ignore[assignment]

    page.on("response", note)
    return recording


@contextmanager
def replaying(recording: Recording, recorded_at: str) -> Iterator[str]:
    """Serve ``recording`` for as long as the block runs; its links point to the new URL, which is what is yielded."""
    here = b""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        await request.body()
        kind, body = recording.get((request.method, f"{request.url.path}?{request.url.query}"), ("text/plain", b""))
        await Answer(body.replace(recorded_at.encode(), here), media_type=kind)(scope, receive, send)

    with in_thread(HttpServer(app)) as server:
        here = server.url.encode()
        yield server.url
