"""The inbox's HTTP side: the paths of Mailpit's that are here, the ones that are not, and how errors are answered."""

from collections.abc import Awaitable, Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.types import ASGIApp

from gmis_simulator.inbox.api.about import About
from gmis_simulator.inbox.api.body import BodyError
from gmis_simulator.inbox.api.checks import Checks
from gmis_simulator.inbox.api.lists import Lists
from gmis_simulator.inbox.api.parts import Parts
from gmis_simulator.inbox.api.send import Send
from gmis_simulator.inbox.api.single import NotFoundError, Single
from gmis_simulator.inbox.api.swagger import describe
from gmis_simulator.inbox.api.tags import TagEndpoints
from gmis_simulator.inbox.events import Events
from gmis_simulator.inbox.guard import Guard
from gmis_simulator.inbox.intake import Intake
from gmis_simulator.inbox.missing import LACKING, NotInEmbeddedInboxError
from gmis_simulator.inbox.store import Store
from gmis_simulator.inbox.tags import TagError
from gmis_simulator.inbox.view import View

Endpoint = Callable[[Request], Awaitable[Response]]


def inbox_app(store: Store, events: Events, intake: Intake) -> ASGIApp:
    """The ASGI application over `store`; `events` serves its websockets, `intake` takes what is sent by HTTP."""
    app = Starlette(
        routes=[*present(store, events, intake), *_lacking()],
        exception_handlers={
            HTTPException: _answer_http_error,
            NotFoundError: lambda _, error: PlainTextResponse(str(error), status_code=404),
            TagError: lambda _, error: PlainTextResponse(str(error), status_code=400),
            BodyError: lambda _, error: PlainTextResponse(str(error), status_code=400),
            ClientDisconnect: lambda _, error: PlainTextResponse(str(error), status_code=400),  # nobody reads it
            NotInEmbeddedInboxError: lambda _, error: PlainTextResponse(str(error), status_code=501),
        },
    )
    app.router.redirect_slashes = False
    return Guard(app)


def present(store: Store, events: Events, intake: Intake) -> list[BaseRoute]:
    """The paths of Mailpit's that are here; api/operations.py describes them."""
    lists, single, tags, about, view = Lists(store), Single(store), TagEndpoints(store), About(store), View(store)
    checks = Checks(store)
    return [
        _route("/api/v1/messages", GET=lists.messages, PUT=lists.mark, DELETE=lists.delete),
        _route("/api/v1/search", GET=lists.search, DELETE=lists.delete_search),
        _route("/api/v1/message/{id}", GET=single.detail),
        _route("/api/v1/message/{id}/headers", GET=single.headers),
        _route("/api/v1/message/{id}/raw", GET=single.raw),
        _route("/api/v1/message/{id}/part/{part}", GET=Parts(store).download),
        _route("/api/v1/message/{id}/link-check", GET=checks.links),
        _route("/api/v1/message/{id}/html-check", GET=checks.html),
        _route("/api/v1/send", POST=Send(intake).send),
        _route("/api/v1/tags", GET=tags.all, PUT=tags.set),
        _route("/api/v1/tags/{tag}", PUT=tags.rename, DELETE=tags.delete),
        _route("/api/v1/info", GET=about.info),
        _route("/api/v1/webui", GET=about.web_ui),
        _route("/api/v1/swagger.json", GET=describe),
        WebSocketRoute("/api/events", events.serve),
        _route("/api/events", GET=_refuse_plain_http),
        _route("/livez", GET=about.alive),
        _route("/readyz", GET=about.alive),
        _route("/", GET=view.home),
        _route("/view/latest", GET=view.latest),
        _route("/view/{id}.html", GET=view.html),
        _route("/view/{id}.txt", GET=view.text),
        _route("/view/{id}", GET=view.message),
    ]


def _route(path: str, **endpoints: Endpoint) -> Route:
    async def endpoint(request: Request) -> Response:
        return await endpoints["GET" if request.method == "HEAD" else request.method](request)

    return Route(path, endpoint, methods=list(endpoints))


async def _refuse_plain_http(_: Request) -> Response:
    return PlainTextResponse("Bad Request\n", status_code=400, headers={"Sec-WebSocket-Version": "13"})


def _lacking() -> list[BaseRoute]:
    return [_route(path, **dict.fromkeys(methods.split(), _refuse(what))) for methods, path, what in LACKING]


def _refuse(what: str) -> Endpoint:
    async def endpoint(_: Request) -> Response:
        raise NotInEmbeddedInboxError(what)

    return endpoint


def _answer_http_error(request: Request, error: Exception) -> Response:
    """Mailpit's texts. It answers 405 to an unknown method even where nothing is."""
    assert isinstance(error, HTTPException)
    if error.status_code not in (404, 405):
        return PlainTextResponse(error.detail, status_code=error.status_code)
    path = request.url.path
    if request.method == "OPTIONS" and path.startswith("/api/v1/"):
        return PlainTextResponse()
    if request.method in ("GET", "HEAD"):
        text = "File not found\n" if path.startswith("/api/") else "404 page not found\n"
        return PlainTextResponse(text, status_code=404)
    return PlainTextResponse("Method Not Allowed\n", 405, headers=error.headers or {"Allow": "GET, HEAD"})
