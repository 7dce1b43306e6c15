"""The token that API and console want beyond loopback: a bearer token, or a browser's cookie."""

import hmac
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from gmis_api.language import _, language
from gmis_simulator.web.form import fields
from gmis_simulator.web.page import page

COOKIE = "gmis_token"


class WantsToken:
    """Answers 401 to whoever does not carry ``token``; a browser is asked for it on a page."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app, self._token = app, token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        request = Request(scope, receive)
        kind, given = request.headers.get("authorization", "").partition(" ")[::2]
        if not (self._is_it(given) and kind.lower() == "bearer") and not self._is_it(request.cookies.get(COOKIE, "")):
            await self._refusal(request)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_it(self, given: str) -> bool:
        return hmac.compare_digest(given.encode("utf-8"), self._token.encode("utf-8"))

    def _refusal(self, request: Request) -> Response:
        if request.url.path == "/":  # else it is no browser, but a program that asks
            return page(request, "web/token.html", 401, next=request.url.query, wrong=False)
        problem = {
            "type": "about:blank",
            "title": _("A token is needed"),
            "status": 401,
            "detail": _(
                "this server listens beyond loopback: send the header 'Authorization: Bearer TOKEN' with the "
                "token that `gmis up` was given in GMIS_TOKEN, or printed when it started"
            ),
            "instance": request.url.path,
        }
        headers = {"WWW-Authenticate": "Bearer", "Content-Language": language(), "Vary": "Accept-Language"}
        return JSONResponse(problem, 401, headers, "application/problem+json")


async def take_token(request: Request) -> Response:
    """POST /token: a browser that knows the token keeps it as a cookie."""
    given, query = await fields(request, "token", "next")
    expected: str | None = request.app.state.token
    if expected is not None and not hmac.compare_digest(given.strip().encode(), expected.encode()):
        return page(request, "web/token.html", 401, next=query, wrong=True)
    response = RedirectResponse(f"/?{quote(query, safe='=&')}" if query else "/", 303)
    if expected is not None:
        response.set_cookie(COOKIE, expected, httponly=True, samesite="strict")
    return response
