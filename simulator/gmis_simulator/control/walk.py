"""A user who has come to some step, without a page having been opened."""

from starlette.requests import Request
from starlette.responses import Response

from gmis_api.answers import Cookie, Place
from gmis_api.language import _
from gmis_simulator.control.answers import answer
from gmis_simulator.control.models import Walk
from gmis_simulator.control.problem import Problem
from gmis_simulator.control.received import named_world, read
from gmis_simulator.web.prefix import prefix
from gmis_simulator.web.sign_in import COOKIE
from gmis_simulator.world.paths import CHANGE_PASSWORD, reset_url
from gmis_simulator.world.session import Session
from gmis_simulator.world.walk import LINK, NoWay, walk
from gmis_simulator.world.world import World


async def walk_to(request: Request) -> Response:
    """POST …/walk: link and session of a user for whom ``to`` is next; 409 when this user does not come so far."""
    world, body = named_world(request), await read(request, Walk)
    username = body.username or next((each.username for each in world.accounts), "")
    try:
        reached = walk(world, body.to, username)
    except NoWay as error:
        raise Problem(409, _("The user does not come so far"), f"{body.to}: {error}") from None
    link = reset_url(world.url, reached.link.token) if reached.link else None
    return answer(Place(page=_page(world, body.to, link), link=link, cookie=cookie_of(world, reached.session)))


def cookie_of(world: World, session: Session | None) -> Cookie | None:
    """What a browser carries in which ``session`` is open."""
    return Cookie(name=COOKIE, value=session.id, path=f"{prefix(world)}/") if session else None


def _page(world: World, step: str, link: str | None) -> str:
    if step in LINK and link:
        return link
    return f"{world.url}{CHANGE_PASSWORD}" if link else f"{world.url}/s/"
