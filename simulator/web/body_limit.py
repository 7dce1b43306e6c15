"""Refuses bodies that no form of ours could have sent, before anything reads them."""

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class _TooLarge(Exception):
    """More than the limit has come in."""


class BodyLimit:
    """Answers 413 to a body of more than ``max_bytes``, whether or not it was announced."""

    def __init__(self, app: ASGIApp, max_bytes: int = 64 * 1024) -> None:
        self._app, self._max = app, max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on while it stays within the limit."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = Headers(scope=scope).get("content-length", "0")
        seen, started = 0, False

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._max:
                raise _TooLarge
            return message

        async def noted(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            if announced.isdecimal() and int(announced) > self._max:
                raise _TooLarge
            await self._app(scope, counted, noted)
        except _TooLarge:
            if started:
                raise
            text = (
                f"送信された内容が大きすぎます(上限 {self._max // 1024} KiB)。 / The form is larger than the limit.\n"
            )
            await PlainTextResponse(text, 413)(scope, receive, send)
