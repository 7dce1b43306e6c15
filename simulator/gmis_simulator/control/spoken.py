"""The language of an answer: the one that the request asks for, or the Japanese of the two sites."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from gmis_api.language import Language, of_header, spoken


class Spoken:
    """Speaks it while the request is answered."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        with spoken(asked_for(scope)):
            await self._app(scope, receive, send)


def asked_for(scope: Scope) -> Language:
    """The API and the pages about the simulator are for people of either language; those of a world are Japanese."""
    path = scope["path"]
    if path in ("/", "/token") or path.startswith("/api/"):
        return of_header(Headers(scope=scope).get("accept-language", ""))
    return "ja"
