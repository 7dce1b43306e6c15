"""Which control API this is."""

from importlib.metadata import version

from starlette.requests import Request
from starlette.responses import Response

from gmis_api.answers import API_VERSION, Version
from gmis_simulator.control.answers import answer


async def show_version(request: Request) -> Response:
    """GET /api/version: by which a client tells whether it and the simulator are of one time."""
    del request
    return answer(Version(api=API_VERSION, simulator=version("gmis-reset-simulator")))
