"""④⑤ The page that the mail's link opens, so that no scanner spends the link [platform]."""

from starlette.endpoints import HTTPEndpoint
from starlette.requests import Request
from starlette.responses import Response

from gmis_simulator.web.form import fields
from gmis_simulator.web.page import page, world_of
from gmis_simulator.web.sign_in import redirect, session_of, with_session
from gmis_simulator.world.paths import CHANGE_PASSWORD
from gmis_simulator.world.reset_link import LinkState

# the token is in this page's URL; with "no-referrer" a browser would not say either where its form comes from
_NO_REFERRER = {"Referrer-Policy": "strict-origin"}


class Interstitial(HTTPEndpoint):
    """「パスワードをリセットしますか？」 and 「パスワードのリセット」 [manual]."""

    async def get(self, request: Request) -> Response:
        """Show the question; with the interstitial switched off, spend the link right away."""
        token = request.query_params.get("r", "")
        world = world_of(request)
        state = world.links.open(token, request.method)
        if state not in (LinkState.ALIVE, LinkState.SPENT):
            return self._dead(request)
        if world.settings.interstitial:
            press = world.presses.of_next_page()
            response: Response = page(request, "med_login/interstitial.html", token=token, press=press)
            response.headers.update(_NO_REFERRER)
            return response
        return self._spend(request, token)

    async def head(self, request: Request) -> Response:
        """What a link checker sends: noted, and nothing else."""
        state = world_of(request).links.open(request.query_params.get("r", ""), request.method)
        return Response(status_code=200 if state in (LinkState.ALIVE, LinkState.SPENT) else 410, headers=_NO_REFERRER)

    async def post(self, request: Request) -> Response:
        """The button: the link is spent now, whether or not a password is saved.

        The same press again, as by a double click, leads to where the first one does [assumed].
        """
        (press,) = await fields(request, "press")
        session = world_of(request).sessions.opened_by(press)
        if session:
            return with_session(redirect(request, CHANGE_PASSWORD), request, session)
        return self._spend(request, request.query_params.get("r", ""), press)

    def _spend(self, request: Request, token: str, press: str = "") -> Response:
        world = world_of(request)
        state, link = world.links.spend(token)
        if link is not None:
            session = world.sessions.start(
                link.username, by="reset-link", must_change=True, start_url=link.start_url, press=press
            )
            return with_session(redirect(request, CHANGE_PASSWORD), request, session)
        if state is not LinkState.SPENT:
            return self._dead(request)
        half_open = session_of(request)
        if half_open and half_open.must_change:
            world.sessions.end(half_open, "link-spent")  # else its page would be the only one this browser can see
        if world.settings.spent_link_leads_to == "login":
            return redirect(request, "/s/login/")
        return redirect(request, "/s/login/ForgotPassword?notice=spent")

    def _dead(self, request: Request) -> Response:
        return page(request, "med_login/dead_link.html", 410)
