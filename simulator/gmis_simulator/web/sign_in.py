"""The session cookie of a world, and the way to the login page for those who have none."""

import re
from collections.abc import Awaitable, Callable
from functools import wraps
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gmis_simulator.web.page import world_of
from gmis_simulator.web.prefix import prefix, within
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.session import Session

COOKIE = "sid"

_PLAIN_PATH = re.compile(r"(?:/[A-Za-z0-9_-]+)*/?")  # no dots, escapes or second slashes, which could climb out


Page = Callable[[Request], Awaitable[Response]]
SignedInPage = Callable[[Request, Institution], Awaitable[Response]]


def session_of(request: Request) -> Session | None:
    """Who is logged in in this browser, in this world."""
    return world_of(request).sessions.get(request.cookies.get(COOKIE))


def with_session(response: Response, request: Request, session: Session) -> Response:
    """``response``, which also makes this browser carry ``session``; scoped to the world by path."""
    response.set_cookie(COOKIE, session.id, path=f"{prefix(world_of(request))}/", httponly=True, samesite="lax")
    return response


def redirect(request: Request, path: str) -> RedirectResponse:
    """See ``path`` of the same world next."""
    return RedirectResponse(f"{prefix(world_of(request))}{path}", 303)


def start_url_of(request: Request, given: str | None) -> str | None:
    """``given`` without the world's prefix, if it is a page of this world; else None: no way leads elsewhere."""
    path = within(world_of(request), given or "")
    return path if path and _PLAIN_PATH.fullmatch(path) else None


def start_url_query(request: Request, start_url: str | None) -> str:
    """``?startURL=…`` for a link to a page that shall remember ``start_url``; empty for None."""
    return f"?startURL={quote(f'{prefix(world_of(request))}{start_url}', safe='/')}" if start_url else ""


def signed_in(handler: SignedInPage) -> Page:
    """A page for those who are logged in; others are led to the login page, and back afterwards."""

    @wraps(handler)
    async def guarded(request: Request) -> Response:
        session = session_of(request)
        if session is None:
            return redirect(request, f"/s/login/{start_url_query(request, request.state.path)}")
        return await handler(request, world_of(request).accounts.holder(session.username))

    return guarded
