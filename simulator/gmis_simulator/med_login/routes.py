"""Where Med-Login's pages are."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gmis_simulator.med_login.change_password import ChangePassword
from gmis_simulator.med_login.forgot_password import ForgotPassword, mail_sent
from gmis_simulator.med_login.interstitial import Interstitial
from gmis_simulator.med_login.launcher import launcher, log_out
from gmis_simulator.med_login.login import Login
from gmis_simulator.web.sign_in import redirect
from gmis_simulator.world.paths import CHANGE_PASSWORD, INTERSTITIAL


async def root(request: Request) -> Response:
    """The leaflet's URL is the root of the site."""
    return redirect(request, "/s/login/")


routes = [
    Route("/", root),
    Route("/s/login/", Login),
    Route("/s/login/ForgotPassword", ForgotPassword),
    Route("/s/login/CheckPasswordResetEmail", mail_sent),
    Route(INTERSTITIAL, Interstitial),
    Route(CHANGE_PASSWORD, ChangePassword),
    Route("/s/", launcher),
    Route("/s/logout", log_out, methods=["POST"]),
]
