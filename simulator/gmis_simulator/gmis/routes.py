"""G-MIS: home, かかりつけ医機能報告制度, 定期報告. The paths are assumed."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gmis_simulator.gmis.refusal import refusal_of
from gmis_simulator.web.page import page, world_of
from gmis_simulator.web.sign_in import signed_in
from gmis_simulator.world.institution import Institution


@signed_in
async def home(request: Request, institution: Institution) -> Response:
    """The entry 「かかりつけ医機能報告制度」 [manual]."""
    return page(request, "gmis/home.html", institution=institution)


@signed_in
async def primary_care(request: Request, institution: Institution) -> Response:
    """「かかりつけ医機能報告制度」, with the entry 「定期報告」 [manual]."""
    return page(request, "gmis/primary_care.html", institution=institution)


@signed_in
async def regular_report(request: Request, institution: Institution) -> Response:
    """「定期報告」: 報告種別, the state and the institution [public]; or why it does not open."""
    events, refusal = world_of(request).events, refusal_of(request, institution)
    if refusal:
        events.append("report.refused", username=institution.username, reason=refusal.reason)
        return page(request, "gmis/report_refused.html", refusal.status, institution=institution, refusal=refusal)
    events.append("report.opened", username=institution.username)
    return page(request, "gmis/regular_report.html", institution=institution)


routes = [
    Route("/", home),
    Route("/kakaritsukei/", primary_care),
    Route("/kakaritsukei/teiki/", regular_report),
]
