"""/api/v1/tags: the tags in use, and setting, renaming and deleting them."""

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from gmis_simulator.inbox.api.body import read_body
from gmis_simulator.inbox.store import Store


class TagEndpoints:
    """The endpoints of tags."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def all(self, _: Request) -> Response:
        """GET: every tag in use."""
        return JSONResponse(self._store.tags.all())

    async def set(self, request: Request) -> Response:
        """PUT: `Tags` instead of all earlier tags, on each of `IDs`."""
        body = await read_body(request)
        names = body.texts("Tags")
        for message_id in body.texts("IDs"):
            self._store.set_tags(message_id, names)
        return PlainTextResponse("ok")

    async def rename(self, request: Request) -> Response:
        """PUT {tag}: give it the name `Name`. Raises TagError."""
        body = await read_body(request)
        self._store.rename_tag(request.path_params["tag"], body.text("Name"))
        return PlainTextResponse("ok")

    async def delete(self, request: Request) -> Response:
        """DELETE {tag}: off every message. Raises TagError."""
        self._store.delete_tag(request.path_params["tag"])
        return PlainTextResponse("ok")
