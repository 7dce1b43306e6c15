"""Who may ask: by a name of this server, and, to change something, from a page of its own."""

import re
from collections.abc import Awaitable, Callable
from ipaddress import IPv6Address, ip_address
from socket import gethostname
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from gmis_api.language import _
from gmis_api.shown import shown

# a name, an IPv4 address or an IPv6 one in brackets (RFC 9110, 7.2), and nothing that a browser would read otherwise
_HOST = re.compile(r"(?:(?P<name>[A-Za-z0-9_.-]{1,253})|\[(?P<six>[0-9A-Fa-f:.]{2,45})\])(?::[0-9]{1,5})?", re.ASCII)
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
        if scope["type"] == "websocket":  # which no page of ours opens, and which no browser keeps to its origin
            await send({"type": "websocket.close", "code": 1008})
            return
        request = Request(scope)
        try:
            _check_host(", ".join(request.headers.getlist("host")), request.app.state.url)
            if request.method not in _READING:
                _check_origin(request.headers)
        except HTTPException as error:
            await (await self._refuse(request, error))(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _check_host(host: str, url: str) -> None:
    name = _name_in(host)
    if name is None or (
        name not in ("localhost", gethostname().lower(), urlsplit(url).hostname) and not _is_address(name)
    ):
        raise HTTPException(
            421,
            _(
                "this simulator is not called {host}: use {url}, or start it with --url and its name",
                host=shown(host),
                url=url,
            ),
        )


def _name_in(host: str) -> str | None:
    """The name or the address, without brackets, in a Host header; None when it is not exactly that and a port."""
    match = _HOST.fullmatch(host)
    if match is None or (match["six"] and not _is_address(match["six"], IPv6Address)):
        return None
    return (match["six"] or match["name"]).lower()


def _check_origin(headers: Headers) -> None:
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    ours = [f"{scheme}://{headers.get('host')}" for scheme in ("http", "https")]
    foreign = origin is not None and origin not in ours  # taken apart by nobody, so that nothing in it can mislead
    if foreign or site in ("cross-site", "same-site"):
        raise HTTPException(
            403, _("a page of another origin ({origin}) must not change anything here", origin=shown(origin or site))
        )


def _is_address(name: str, kind: Callable[[str], object] = ip_address) -> bool:
    try:
        kind(name)
    except ValueError:
        return False
    return True
