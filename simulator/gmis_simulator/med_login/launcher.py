"""The page with 「Med-Login」 at its top left: it means that one is logged in already [manual]."""

from starlette.requests import Request
from starlette.responses import Response

from gmis_simulator.web.page import page, world_of
from gmis_simulator.web.sign_in import redirect, session_of, signed_in
from gmis_simulator.world.institution import Institution


@signed_in
async def launcher(request: Request, institution: Institution) -> Response:
    """The tile 「G-MIS 医療機関等情報支援システム」."""
    return page(request, "med_login/launcher.html", institution=institution)


async def log_out(request: Request) -> Response:
    """End the session, if there is one [assumed]."""
    if session := session_of(request):
        world_of(request).sessions.end(session, "logout")
    return redirect(request, "/s/login/")
