"""/api/v1/message/{ID}/link-check and html-check: what Mailpit tries on a message."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from gmis_simulator.inbox.api.single import NotFoundError, find
from gmis_simulator.inbox.client_support import TESTS, Unsupported, count_nodes, unsupported
from gmis_simulator.inbox.link_check import check_links
from gmis_simulator.inbox.links import links_of
from gmis_simulator.inbox.message import Json, Message
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

    async def html(self, request: Request) -> Response:
        """GET html-check: what of its HTML Outlook on Windows does not show. No other client is spoken of."""
        html = _find(self._store, request).content.bodies.html
        if not html:
            raise HTTPException(400, "message does not contain HTML")
        return JSONResponse(_html_check(html))


def _html_check(html: str) -> Json:
    warnings, nodes = unsupported(html), count_nodes(html)
    # Mailpit's measure: the worst warning counts, by its share of the elements.
    worst = max((min(100.0, 100 * warning.found / max(nodes, 1)) for warning in warnings), default=0.0)
    return {
        "Platforms": {"windows": ["Outlook"]},
        "Total": {
            "Tests": TESTS,
            "Nodes": nodes,
            "Supported": 100 - worst,
            "Partial": 0,
            "Unsupported": worst,
        },
        "Warnings": [_warning(warning) for warning in warnings],
    }


def _warning(warning: Unsupported) -> Json:
    title = f"<{warning.name}> element" if warning.category == "html" else warning.name
    version = warning.source.version
    client = {"Name": f"Outlook Windows ({version})", "Platform": "windows", "Family": "outlook", "Version": version}
    return {
        "Slug": f"{warning.category}-{warning.name}",
        "Title": title,
        "Description": "Outlook on Windows does not support it, says Microsoft. Other clients are not checked here.",
        "URL": warning.source.url,
        "Category": warning.category,
        "Tags": [],
        "Keywords": "",
        "Results": [client | {"Support": "no", "NoteNumber": ""}],
        "NotesByNumber": {},
        "Score": {"Found": warning.found, "Supported": 0, "Partial": 0, "Unsupported": 100},
    }


def _find(store: Store, request: Request) -> Message:
    try:
        return find(store, request, "404 page not found")
    except NotFoundError:
        raise NotFoundError("404 page not found") from None
