"""Maintenance of G-MIS on the first and third Sunday of a month [public, a related system]."""

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from gmis_simulator.web.page import page
from gmis_simulator.world.opening import in_maintenance
from gmis_simulator.world.world import World


class Maintenance:
    """Middleware of G-MIS alone: Med-Login stays up [assumed]."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the maintenance page in its hours, or pass the request on."""
        world: World = scope["state"]["world"]
        if in_maintenance(world.settings.sunday_maintenance_hours, world.clock.now()):
            await page(Request(scope), "web/maintenance.html", 503)(scope, receive, send)
            return
        await self._app(scope, receive, send)
