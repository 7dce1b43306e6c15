"""The redirector of Safe Links: the link is looked at once more when it is clicked, then the browser passes through."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from gmis_simulator.mail.treatment import behind_safe_link
from gmis_simulator.web.page import world_of


async def follow_safe_link(request: Request) -> Response:
    """GET …/safelinks/?url=…: 302 to the URL that was rewritten; 404 for one that was never rewritten here."""
    world = world_of(request)
    found = behind_safe_link(request.url.query, world)
    if found is None:
        raise HTTPException(404)
    url, recipient = found
    if request.method != "HEAD":
        world.events.append("scanner.clicked", to=recipient)
        await request.app.state.mail.scanner.open(world, url, to=recipient, on="click")
    return RedirectResponse(url, 302)
