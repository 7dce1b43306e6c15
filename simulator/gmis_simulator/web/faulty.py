"""What faults do to pages. They stand in front of every site, so that no site knows of them."""

import asyncio
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gmis_simulator.serving.http_server import CLOSE, RESET
from gmis_simulator.web.page import page
from gmis_simulator.web.sign_in import session_of
from gmis_simulator.world.faults import Fault
from gmis_simulator.world.paths import CHANGE_PASSWORD
from gmis_simulator.world.world import World

_STATUS = {
    500: "内部エラーが発生しました",
    502: "中継先のサーバーから正しい応答がありませんでした",
    503: "ただいまアクセスが集中しています",
    504: "中継先のサーバーが時間内に応答しませんでした",
}
_PIECES = 10  # into which a dripping answer falls


class Faulty:
    """Wraps the pages of a world; a world without faults pays one look at an empty list."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the faults that are on have it, or pass the request on."""
        world: World = scope["state"]["world"]
        if not world.faults.active:
            await self._app(scope, receive, send)
            return
        path: str = scope["state"]["path"]
        if queued := world.faults.hit("latency-before", path):
            await asyncio.sleep(queued.seconds or 0)
        late = world.faults.hit("latency", path)
        if late:
            send = _after(late, send)
        if world.faults.hit("connection-reset", path):
            await asyncio.sleep(late.seconds or 0 if late else 0)
            await _hang_up(scope, receive, RESET)
        elif answer := _instead(Request(scope), world, path):
            await answer(scope, receive, send)
        elif world.faults.hit("truncated", path):
            await self._in_part(scope, receive, send)
        elif slow := world.faults.hit("drip", path):
            await self._drop_by_drop(scope, receive, send, slow)
        else:
            _lose_session(Request(scope), world, path)
            await self._app(scope, receive, send)

    async def _in_part(self, scope: Scope, receive: Receive, send: Send) -> None:
        start, body = await self._answered(scope, receive)
        await send(start)
        await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
        await _hang_up(scope, receive, CLOSE)

    async def _drop_by_drop(self, scope: Scope, receive: Receive, send: Send, fault: Fault) -> None:
        start, body = await self._answered(scope, receive)
        await send(start)
        size = max(1, -(-len(body) // _PIECES))
        for at in range(0, len(body), size):
            await asyncio.sleep((fault.seconds or 0) / _PIECES)
            await send({"type": "http.response.body", "body": body[at : at + size], "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    async def _answered(self, scope: Scope, receive: Receive) -> tuple[Message, bytes]:
        """The whole answer, which announces its length."""
        messages: list[Message] = []

        async def keep(message: Message) -> None:
            messages.append(message)

        await self._app(scope, receive, keep)
        body = b"".join(message.get("body", b"") for message in messages[1:])
        MutableHeaders(scope=messages[0])["content-length"] = str(len(body))
        return messages[0], body


def _after(late: Fault, send: Send) -> Send:
    """``send``, which keeps what the work came to for a while."""

    async def held(message: Message) -> None:
        if message["type"] == "http.response.start":
            await asyncio.sleep(late.seconds or 0)
        await send(message)

    return held


def _instead(request: Request, world: World, path: str) -> Response | None:
    """The page that stands in the place of the one that was asked for."""
    if world.faults.hit("maintenance", path):
        return page(request, "web/maintenance.html", 503)
    for status, heading in _STATUS.items():
        if world.faults.hit(f"status-{status}", path):
            context: dict[str, Any] = {"heading": heading, "status": status, "path": path}
            return page(request, "web/refused.html", status, **context, detail="")
    return None


def _lose_session(request: Request, world: World, path: str) -> None:
    """Between interstitial and change-password page the server forgets who came by the link."""
    if path != CHANGE_PASSWORD:
        return
    session = session_of(request)
    if session and session.must_change and world.faults.hit("session-lost", path):
        world.sessions.end(session, "lost")


async def _hang_up(scope: Scope, receive: Receive, how: str) -> None:
    scope["extensions"][how]()
    while (await receive())["type"] != "http.disconnect":
        pass
