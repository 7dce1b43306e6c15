"""/api/v1/message/{ID}/link-check and html-check: what Mailpit tries on a message."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from gmis_simulator.inbox.api.single import NotFoundError, find
from gmis_simulator.inbox.link_check import check_links
from gmis_simulator.inbox.links import links_of
from gmis_simulator.inbox.message import Message
from gmis_simulator.inbox.store import Store


class Checks:
    """The endpoints of the checks."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def links(self, request: Request) -> Response:
        """GET link-check: what the addresses in the message answer, its redirects followed with `follow=true`."""
        message = _find(self._store, request)
        self._store.mark([message.id], read=True)
        bodies = message.content.bodies
        links = await check_links(
            links_of(bodies.text, bodies.html), follow=request.query_params.get("follow") in ("true", "1")
        )
        errors = sum(link["StatusCode"] == 0 or link["StatusCode"] >= 400 for link in links)
        return JSONResponse({"Errors": errors, "Links": links})


def _find(store: Store, request: Request) -> Message:
    try:
        return find(store, request, "404 page not found")
    except NotFoundError:
        raise NotFoundError("404 page not found") from None
