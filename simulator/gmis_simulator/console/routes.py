"""The one page of the console."""

import contextlib

from starlette.requests import Request
from starlette.responses import Response

from gmis_simulator.web.page import page
from gmis_simulator.world.in_hand import take_in_hand
from gmis_simulator.world.worlds import NoSuchWorld


async def console(request: Request) -> Response:
    """``/``: the worlds; ``/?world=NAME``: that one's timeline and switches. The rest is done by its scripts."""
    with contextlib.suppress(NoSuchWorld):  # which is told by the page's script
        take_in_hand(request.app.state.worlds.get(request.query_params.get("world", "")))
    return page(request, "console/console.html")
