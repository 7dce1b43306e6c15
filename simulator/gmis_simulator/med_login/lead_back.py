"""While a password is to be changed, every page but those of the reset itself leads back to it [platform]."""

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from gmis_simulator.web.sign_in import redirect, session_of
from gmis_simulator.world.paths import CHANGE_PASSWORD, INTERSTITIAL

_PATHS_OF_THE_RESET = (CHANGE_PASSWORD, INTERSTITIAL, "/s/logout")


class LeadBack:
    """Middleware of both sites."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Redirect to the change-password page, or pass the request on."""
        request = Request(scope)
        session = session_of(request)
        if session and session.must_change and not request.state.path.startswith(_PATHS_OF_THE_RESET):
            await redirect(request, CHANGE_PASSWORD)(scope, receive, send)
            return
        await self._app(scope, receive, send)
