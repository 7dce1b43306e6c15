"""The headers that Mailpit puts on its answers, and its refusal of requests from other sites' pages."""

import re
from datetime import UTC
from email.utils import format_datetime

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gmis_simulator.inbox.store import now

# Mailpit's own, but for the scripts: its pages need theirs, these have none. A message's HTML must never run any.
_POLICY = (
    "default-src 'self'; script-src 'none'; style-src * 'unsafe-inline'; frame-src 'self'; img-src * data: blob:; "
    "font-src * data:; media-src 'self'; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'self';"
)
_SHARED = re.compile(r"/api/.*|/view/[a-zA-Z0-9]+\.html")


class Guard:
    """ASGI middleware around the whole inbox."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, unless a page of another origin makes it."""
        asked = Headers(scope=scope)
        origin = asked.get("origin", "")
        shared = _SHARED.fullmatch(scope["path"]) is not None

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                # Clients read there what time it is, and ask for what has arrived since.
                headers["Date"] = format_datetime(now().astimezone(UTC), usegmt=True)
                headers["Referrer-Policy"] = "no-referrer"
                headers["Content-Security-Policy"] = _POLICY
                if shared:
                    headers["Access-Control-Allow-Origin"] = origin
                    headers["Access-Control-Allow-Methods"] = "GET, POST, DELETE, PUT, OPTIONS"
                    headers["Access-Control-Allow-Headers"] = "*"
            await send(message)

        if shared and origin and origin.lower().partition("://")[2] != asked.get("host", "").lower():
            refusal = PlainTextResponse("Blocked due to CORS violation\n", status_code=403)
            await refusal(scope, receive, send)
        else:
            await self._app(scope, receive, send_with_headers)
