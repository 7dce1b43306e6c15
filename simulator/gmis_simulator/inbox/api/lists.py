"""/api/v1/messages and /api/v1/search: lists of messages, and what is done to many at once."""

import re

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from gmis_simulator.inbox.api.body import BodyError, read_body
from gmis_simulator.inbox.dates import milliseconds
from gmis_simulator.inbox.message import Json, Message
from gmis_simulator.inbox.search import matcher
from gmis_simulator.inbox.store import Store

_NUMBER = re.compile(r"[+-]?\d{1,9}")
_PAGE = 50  # messages


class Lists:
    """The endpoints of many messages."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def messages(self, request: Request) -> Response:
        """GET: the newest messages. `limit=0` gives all of them, and then `start` counts for nothing, as in Mailpit."""
        start, limit = _start_and_limit(request)
        found = _before(request, self._store.newest_first())
        page = found[start : start + limit] if limit else found
        rows = [message.listed(self._store.tags.of(message.id)) for message in page]
        return self._envelope(rows, start, self._store.total, self._store.unread)

    async def search(self, request: Request) -> Response:
        """GET: the newest messages that match `query`. Here `limit=0` gives none, as in Mailpit."""
        matches = self._matches(request)
        start, limit = _start_and_limit(request)
        found = _before(request, matches)
        rows = [message.found(self._store.tags.of(message.id)) for message in found[start : start + limit]]
        return self._envelope(rows, start, len(found), sum(not message.read for message in found))

    async def mark(self, request: Request) -> Response:
        """PUT messages: the read state of `IDs`, of what `Search` finds, or, with neither, of every message."""
        body = await read_body(request)
        read, ids, query = body.flag("Read"), body.texts("IDs"), body.text("Search")
        if ids and query:
            raise HTTPException(400, "You may specify either IDs or a search query, not both")
        if query:
            matches = matcher(query, self._store.tags, request.query_params.get("tz", ""))
            ids = [message.id for message in self._store.newest_first() if matches(message)]
            self._store.mark(ids, read=read)
        elif ids:
            self._store.mark(ids, read=read)
        else:
            self._store.mark_all(read=read)
        return PlainTextResponse("ok")

    async def delete(self, request: Request) -> Response:
        """DELETE messages: those of `IDs`. Without any, and for a body that cannot be read, all of them, as Mailpit."""
        try:
            ids = (await read_body(request)).texts("IDs")
        except BodyError:
            ids = []
        if ids:
            self._store.delete(ids)
        else:
            self._store.delete_all()
        return PlainTextResponse("ok")

    async def delete_search(self, request: Request) -> Response:
        """DELETE search: what `query` finds; a query that asks nothing, such as `to:`, finds everything."""
        self._store.delete([message.id for message in self._matches(request)], one_by_one=False)
        return PlainTextResponse("ok")

    def _matches(self, request: Request) -> list[Message]:
        query = request.query_params.get("query", "").strip()
        if not query:
            raise HTTPException(400, "Error: no search query")
        matches = matcher(query, self._store.tags, request.query_params.get("tz", ""))
        return [message for message in self._store.newest_first() if matches(message)]

    def _envelope(self, rows: list[Json], start: int, count: int, unread: int) -> Response:
        return JSONResponse(
            {
                "total": self._store.total,
                "unread": self._store.unread,
                "count": len(rows),
                "messages_count": count,
                "messages_unread": unread,
                "start": start,
                "tags": self._store.tags.all(),
                "messages": rows,
            }
        )


def _start_and_limit(request: Request) -> tuple[int, int]:
    start, limit = (request.query_params.get(name, "") for name in ("start", "limit"))
    return (
        max(int(start), 0) if _NUMBER.fullmatch(start) else 0,
        int(limit) if _NUMBER.fullmatch(limit) and int(limit) >= 0 else _PAGE,
    )


def _before(request: Request, messages: list[Message]) -> list[Message]:
    text = request.query_params.get("before", "")
    limit = milliseconds(text, "") if text else None
    return messages if limit is None else [message for message in messages if message.created_ms < limit]
