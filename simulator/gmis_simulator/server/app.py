"""One ASGI application out of the sites, the webmail and the control API."""

import logging
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Mount, Route, Router

from gmis_api.language import N_, _, spoken
from gmis_simulator.console.routes import console
from gmis_simulator.control.peers import Peers
from gmis_simulator.control.presets import Presets
from gmis_simulator.control.problem import Problem, answer_problem
from gmis_simulator.control.routes import routes as control_routes
from gmis_simulator.control.spoken import Spoken, asked_for
from gmis_simulator.control.token import WantsToken, take_token
from gmis_simulator.defects.catalogue import KNOWN
from gmis_simulator.defects.in_force import have_everywhere
from gmis_simulator.gmis.maintenance import Maintenance
from gmis_simulator.gmis.routes import routes as gmis_routes
from gmis_simulator.mail.system import MailSystem
from gmis_simulator.med_login.lead_back import LeadBack
from gmis_simulator.med_login.routes import routes as med_login_routes
from gmis_simulator.server.metrics import Metrics, show_metrics
from gmis_simulator.serving.mistake import note_mistake
from gmis_simulator.web.assets import Assets
from gmis_simulator.web.body_limit import BodyLimit
from gmis_simulator.web.faulty import Faulty
from gmis_simulator.web.guard import Guard
from gmis_simulator.web.headers import Headers
from gmis_simulator.web.in_world import InWorld
from gmis_simulator.web.refused import refused
from gmis_simulator.webmail.routes import routes as webmail_routes
from gmis_simulator.webmail.safe_links import follow_safe_link
from gmis_simulator.world.paths import SAFE_LINKS
from gmis_simulator.world.world import World
from gmis_simulator.world.worlds import NoSuchWorld, Worlds

_LOG = logging.getLogger(__name__)
_PHRASES = (
    N_("Content Too Large"), N_("Forbidden"), N_("Method Not Allowed"), N_("Misdirected Request"), N_("Not Found"),
    N_("Request Entity Too Large"),
)  # fmt: skip
"""Those of `HTTPStatus` that are answered; Starlette's own details are the same words."""

API_MAX_BYTES = 4 * 1024 * 1024


def make_app(
    worlds: Worlds,
    mail: MailSystem,
    *,
    token: str | None,
    presets: Mapping[str, Mapping[str, Any]] | None = None,
    peers: Sequence[str] = (),
) -> Starlette:
    """``presets``: worlds to begin with, as their files say; raises PresetError when one is wrong.

    ``token``: what the control API demands, if any. ``peers``: where all workers answer, if this is one. Set
    ``app.state.url``, with which links begin, once known."""
    led_back = [Middleware(LeadBack)]
    of_a_world = Router(
        [
            Mount("/webmail", routes=webmail_routes),
            Route(SAFE_LINKS, follow_safe_link),
            Mount("/gmis", routes=gmis_routes, middleware=[Middleware(Maintenance), *led_back]),
            Mount("", routes=med_login_routes, middleware=led_back),
        ]
    )
    guard = [Middleware(WantsToken, token=token)] if token else []
    api_limit = Middleware(BodyLimit, max_bytes=API_MAX_BYTES)
    app = Starlette(
        routes=[
            Route("/", console, middleware=guard),
            Route("/token", take_token, methods=["POST"], middleware=[Middleware(BodyLimit)]),
            Route("/robots.txt", _robots),
            Route("/metrics", show_metrics, middleware=guard),
            Mount("/static", Assets()),
            Mount("/api", routes=control_routes, middleware=[*guard, api_limit]),
            Mount("/{world}", InWorld(Faulty(of_a_world), worlds), middleware=[Middleware(BodyLimit)]),
        ],
        middleware=[Middleware(Spoken), Middleware(Headers), Middleware(Guard, refuse=_refused)],
        exception_handlers={
            HTTPException: _refused,
            Problem: answer_problem,
            ClientDisconnect: _gone,
            Exception: _mistake,
        },
    )
    app.state.token = token
    app.state.worlds, app.state.mail = worlds, mail
    app.state.peers = Peers(worlds.share, peers)
    app.state.metrics = Metrics(worlds, mail.clockwork)
    app.state.defects, app.state.have_everywhere = KNOWN, have_everywhere
    app.state.presets = Presets(presets or {}, KNOWN)
    return app


async def _robots(request: Request) -> Response:
    del request
    return PlainTextResponse("User-agent: *\nDisallow: /\n")


async def _gone(request: Request, error: Exception) -> Response:
    del request
    return PlainTextResponse(str(error), status_code=400)  # nobody reads it


async def _mistake(request: Request, error: Exception) -> Response:
    path = getattr(request.state, "path", request.url.path)
    note_mistake(_LOG, _world_asked_for(request), f"{request.method} {path}", error)
    with spoken(asked_for(request.scope)):  # this is called outside of all middleware
        return await _refused(request, error)


def _world_asked_for(request: Request) -> World | None:
    """The world whose page, or whose part of the API, was asked for."""
    try:
        world: World = request.app.state.worlds.get(request.path_params["world"])
    except (KeyError, NoSuchWorld):
        return None
    return world


async def _refused(request: Request, error: Exception) -> Response:
    if not request.url.path.startswith("/api/"):
        return refused(request, error)
    problem = Problem(500, _("A mistake of the simulator"), f"{type(error).__name__}: {error}")
    if isinstance(error, HTTPException):
        problem = Problem(error.status_code, _(HTTPStatus(error.status_code).phrase), _(error.detail))
    return await answer_problem(request, problem)
