"""Who may ask: by a name of this server, and, to change something, from a page of its own."""

from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from socket import gethostname
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_READING = ("GET", "HEAD", "OPTIONS")

Refuse = Callable[[Request, HTTPException], Awaitable[Response]]


class Guard:
    """Answers 421 to a foreign Host, as a page that rebinds names sends it, and 403 to a change from another origin.

    ``refuse`` makes the answer: it stands before whatever else would.
    """

    def __init__(self, app: ASGIApp, refuse: Refuse) -> None:
        self._app, self._refuse = app, refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        try:
            _check_host(request.headers.get("host", ""), request.app.state.url)
            if request.method not in _READING:
                _check_origin(request.headers)
        except HTTPException as error:
            await (await self._refuse(request, error))(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _check_host(host: str, url: str) -> None:
    name = urlsplit(f"//{host}").hostname or ""
    if name not in ("localhost", gethostname().lower(), urlsplit(url).hostname) and not _is_address(name):
        raise HTTPException(
            421, f"this simulator is not called {name[:100]!r}: use {url}, or start it with --url and its name"
        )


def _check_origin(headers: Headers) -> None:
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    foreign = origin is not None and urlsplit(origin).netloc != headers.get("host")
    if foreign or site in ("cross-site", "same-site"):
        raise HTTPException(
            403, f"a page of another origin ({(origin or site or '')[:100]}) must not change anything here"
        )


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
