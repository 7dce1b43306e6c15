"""The bearer token that the control API wants when the server listens beyond loopback."""

import hmac

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Receive, Scope, Send


class BearerToken:
    """Answers 401 to whoever does not carry ``token``."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app, self._expected = app, f"Bearer {token}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if hmac.compare_digest(Headers(scope=scope).get("authorization", "").encode("latin-1"), self._expected):
            await self._app(scope, receive, send)
            return
        problem = {
            "type": "about:blank",
            "title": "A token is needed",
            "status": 401,
            "detail": "this server listens beyond loopback: send the header 'Authorization: Bearer TOKEN' with the "
            "token that `gmis up` was given in GMIS_TOKEN, or printed when it started",
        }
        headers = {"WWW-Authenticate": "Bearer"}
        await JSONResponse(problem, 401, headers, "application/problem+json")(scope, receive, send)
