"""Isolation by the first path segment: finds the world, or answers with a page that says how to make one."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from gmis_simulator.web.page import page
from gmis_simulator.web.prefix import within
from gmis_simulator.web.refused import refused
from gmis_simulator.world.in_hand import take_in_hand
from gmis_simulator.world.worlds import NoSuchWorld, Worlds


class InWorld:
    """Wraps the pages of a world; below it ``request.state`` has ``world``, and ``path`` without its prefix."""

    def __init__(self, app: ASGIApp, worlds: Worlds) -> None:
        self._app, self._worlds = app, worlds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on into its world."""
        try:
            world = take_in_hand(self._worlds.get(scope["path_params"]["world"]))
        except NoSuchWorld as missing:
            await _no_world(Request(scope), missing)(scope, receive, send)
            return
        path = within(world, scope["path"]) or "/"
        scope.setdefault("state", {}).update(world=world, path=path)

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen = {"site": _site(path), "method": scope["method"], "path": path, "status": message["status"]}
                world.events.append("page.answered", **seen)  # without the query, which may hold a token
            await send(message)

        await self._app(scope, receive, noted)


def _no_world(request: Request, missing: NoSuchWorld) -> Response:
    if missing.elsewhere:
        return refused(request, HTTPException(421, missing.elsewhere))
    told = {"name": missing.name, "near": missing.near, "newly": missing.newly, "url": request.app.state.url}
    return page(request, "web/no_world.html", 404, **told)


def _site(path: str) -> str:
    return next((site for site in ("webmail", "gmis") if path.startswith(f"/{site}/")), "med_login")
