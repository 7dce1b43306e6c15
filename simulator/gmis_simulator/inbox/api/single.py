"""/api/v1/message/{ID}: one message; `latest` is the newest, or the newest that matches `query`."""

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from gmis_simulator.inbox.headers import shown_headers, strict_header
from gmis_simulator.inbox.message import Message
from gmis_simulator.inbox.search import matcher
from gmis_simulator.inbox.store import Store


class Single:
    """The endpoints of one message."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def detail(self, request: Request) -> Response:
        """GET: everything about the message, which is read from then on."""
        message = find(self._store, request, "404 page not found")
        self._store.mark([message.id], read=True)
        return JSONResponse(message.detail(self._store.tags.of(message.id)))

    async def headers(self, request: Request) -> Response:
        """GET: its headers, a list of raw values under each canonical name, in the order of the alphabet."""
        message = find(self._store, request, "404 page not found")
        return JSONResponse(dict(sorted(shown_headers(strict_header(message.front)).items())))

    async def raw(self, request: Request) -> Response:
        """GET: its source, byte for byte; `dl=1` makes a browser save it."""
        message = find(self._store, request, "404 page not found")
        saved = {"Content-Disposition": f'attachment; filename="{message.id}.eml"'}
        return PlainTextResponse(message.raw, headers=saved if request.query_params.get("dl") == "1" else None)


def find(store: Store, request: Request, otherwise: str) -> Message:
    """The message that the request's `id` names. Raises NotFoundError, with the text `otherwise` for an unknown ID."""
    if request.path_params["id"] != "latest":
        message = store.get(request.path_params["id"])
        if message is None:
            raise NotFoundError(otherwise)
        return message
    query = request.query_params.get("query", "").strip()
    matches = matcher(query, store.tags, request.query_params.get("tz", ""))
    newest = next(filter(matches, store.newest_first()), None)
    if newest is None:
        raise NotFoundError("Message not found")
    return newest


class NotFoundError(Exception):
    """There is no such message; the text is Mailpit's."""
