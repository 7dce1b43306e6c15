"""The one page of the console."""

from starlette.requests import Request
from starlette.responses import Response

from gmis_simulator.web.page import page


async def console(request: Request) -> Response:
    """``/``: the worlds; ``/?world=NAME``: that one's timeline and switches. The rest is done by its scripts."""
    return page(request, "console/console.html")
