"""How the control API says what it answers."""

from typing import Any

from pydantic_core import to_json
from starlette.responses import Response


def answer(value: Any, status: int = 200) -> Response:
    """JSON out of models and plain data."""
    return Response(to_json(value), status, media_type="application/json")
