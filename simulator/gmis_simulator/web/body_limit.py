"""Refuses bodies that no form of ours could have sent, before anything reads them."""

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gmis_api.language import _

_DIGITS = 18  # of more than that Python reads a number no longer, at some point


class BodyLimit:
    """Raises HTTPException 413 for a body of more than ``max_bytes``, whether or not its length was announced."""

    def __init__(self, app: ASGIApp, max_bytes: int = 64 * 1024) -> None:
        self._app, self._max = app, max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on while it stays within the limit."""
        announced = Headers(scope=scope).get("content-length", "0")
        if announced.isdecimal() and (len(announced) > _DIGITS or int(announced) > self._max):
            raise self._too_large()
        seen = 0

        async def counted() -> Message:
            nonlocal seen
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._max:
                raise self._too_large()
            return message

        await self._app(scope, counted, send)

    def _too_large(self) -> HTTPException:
        return HTTPException(413, _("the body is larger than {most} KiB", most=self._max // 1024))
