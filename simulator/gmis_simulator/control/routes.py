"""The endpoints under /api: the operations, and the document that describes them."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from gmis_simulator.control.answers import answer
from gmis_simulator.control.openapi import document
from gmis_simulator.control.operations import OPERATIONS, Operation


async def openapi(request: Request) -> Response:
    """GET /api/openapi.json."""
    return answer(document(request.app.state.url))


def _path(operation: Operation) -> str:
    return operation.path.replace("{address}", "{address:path}")  # in which a slash may stand


routes = [
    Route("/openapi.json", openapi),
    *(Route(_path(each), each.endpoint, methods=[each.method]) for each in OPERATIONS),
]
