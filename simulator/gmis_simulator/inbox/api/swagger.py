"""/api/v1/swagger.json: what the embedded inbox answers, described in OpenAPI 2.0."""

import re
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from gmis_simulator.inbox.api.operations import OPERATIONS, Operation
from gmis_simulator.inbox.version import VERSION

_ERRORS = {400: "The request cannot be read", 404: "There is no such thing", 413: "The body is too large"}


async def describe(_: Request) -> Response:
    """GET: the description. It is of what is here; all else that Mailpit has is answered with 501 and a sentence."""
    paths: dict[str, dict[str, Any]] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation)
    about = "A stand-in for Mailpit in memory. What it lacks of Mailpit's API is answered with 501 and a sentence."
    return JSONResponse(
        {
            "swagger": "2.0",
            "info": {"title": "Embedded inbox", "description": about, "version": VERSION},
            "consumes": ["application/json"],
            "produces": ["application/json"],
            "paths": paths,
        }
    )


def _operation(operation: Operation) -> dict[str, Any]:
    parameters: list[dict[str, Any]] = [
        {"name": name, "in": "path", "required": True, "type": "string"}
        for name in re.findall(r"\{(\w+)\}", operation.path)
    ]
    parameters += [{"name": name, "in": "query", "type": "string"} for name in operation.query]
    if operation.body is not None:
        parameters.append({"name": "Body", "in": "body", "schema": _schema(operation.body)})
    return {
        "summary": operation.summary,
        "produces": [operation.produces],
        "parameters": parameters,
        "responses": {
            "200": {"description": "OK"},
            **{str(code): {"description": _ERRORS[code]} for code in operation.errors},
        },
    }


def _schema(shape: object) -> dict[str, Any]:
    if isinstance(shape, list):
        return {"type": "array", "items": _schema(shape[0])}
    if isinstance(shape, dict):
        if "*" in shape:
            return {"type": "object", "additionalProperties": _schema(shape["*"])}
        return {"type": "object", "properties": {name: _schema(inner) for name, inner in shape.items()}}
    return {"type": shape}
