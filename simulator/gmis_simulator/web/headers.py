"""Headers that every answer carries: never indexed, pages never cached, no foreign content, no referrer elsewhere."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# inline styles: mails carry them, and the webmail shows mails
POLICY = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'self'"
)


class Headers:
    """Adds them where the page has not set its own."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and complete the answer's headers."""

        async def complete(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", POLICY)
                headers.setdefault("X-Robots-Tag", "noindex, nofollow")
                headers.setdefault("X-Content-Type-Options", "nosniff")
                headers.setdefault("Referrer-Policy", "same-origin")
                static = scope["path"].startswith("/static/")
                headers.setdefault("Cache-Control", "max-age=60" if static else "no-store")
            await send(message)

        await self._app(scope, receive, complete if scope["type"] == "http" else send)
