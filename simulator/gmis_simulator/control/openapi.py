"""The OpenAPI document, generated out of the operations and the models."""

import functools
import re
from http import HTTPStatus
from importlib.metadata import version
from typing import Any

from pydantic import BaseModel, TypeAdapter

from gmis_api.answers import ProblemAnswer, WorldAnswer
from gmis_simulator.control.operations import OPERATIONS, Operation
from gmis_simulator.world.settings import Settings

_REF = "#/components/schemas/{model}"
_PATH_SCHEMAS = {
    "world": {"type": "string", "description": "the name of a world"},
    "username": {"type": "string", "description": "8 half-width letters or digits"},
    "address": {"type": "string", "description": "an address that ends in WORLD.example or WORLD.test"},
    "number": {"type": "integer", "minimum": 1, "maximum": 999_999_999},
}


def document(url: str) -> dict[str, Any]:
    """OpenAPI 3.1, as the simulator at ``url`` serves it."""
    return {**_description(), "servers": [{"url": f"{url}/api"}]}


@functools.cache
def _description() -> dict[str, Any]:
    schemas = _Schemas()
    paths: dict[str, dict[str, Any]] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _described(operation, schemas)
    schemas.of(Settings, "serialization")
    # a client is told a mapping; what is in it is known here
    schemas.all[WorldAnswer.__name__]["properties"]["settings"] = {"$ref": _REF.format(model="Settings")}
    return {
        "openapi": "3.1.0",
        "info": {"title": "G-MIS / Med-Login simulator: control API", "version": version("gmis-reset-simulator")},
        "security": [{}, {"token": []}],  # on loopback none is wanted
        "paths": paths,
        "components": {
            "schemas": dict(sorted(schemas.all.items())),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


class _Schemas:
    """Collects the schemas of types."""

    def __init__(self) -> None:
        self.all: dict[str, Any] = {}

    def of(self, kind: Any, mode: Any) -> dict[str, Any]:
        """The schema of ``kind``; a model is among all, and referred to: generated clients have it by its name once."""
        adapter = TypeAdapter(kind)
        schema = adapter.json_schema(ref_template=_REF, mode=mode)
        self.all |= schema.pop("$defs", {})
        if not isinstance(kind, type) or not issubclass(kind, BaseModel):
            return schema
        self.all[kind.__name__] = schema
        return {"$ref": _REF.format(model=kind.__name__)}


def _described(operation: Operation, schemas: _Schemas) -> dict[str, Any]:
    summary = (operation.endpoint.__doc__ or "").strip().splitlines()[0]
    described: dict[str, Any] = {
        "operationId": operation.endpoint.__name__,
        "tags": [operation.endpoint.__module__.rpartition(".")[2]],
        "summary": summary,
        "parameters": [
            {"name": name, "in": "path", "required": True, "schema": _PATH_SCHEMAS[name]}
            for name in re.findall(r"{(\w+)}", operation.path)
        ]
        + [
            {"name": name, "in": "query", "required": name in operation.needs, "schema": schema}
            for name, schema in operation.query.items()
        ],
        "responses": {},
    }
    if operation.takes is not None:
        schema = schemas.of(operation.takes, "validation")
        described["requestBody"] = {"content": {"application/json": {"schema": schema}}, "required": False}
    for status in operation.status:
        content = {}
        if operation.gives is not None:
            content["application/json"] = {"schema": schemas.of(operation.gives, "serialization")}
        if operation.also:
            content[operation.also] = {"schema": {"type": "string"}}
        described["responses"][str(status)] = _response(status, content)
    problem = {"application/problem+json": {"schema": schemas.of(ProblemAnswer, "serialization")}}
    for status in (*operation.errors, 401, 403, 413):
        described["responses"][str(status)] = _response(status, problem)
    return described


def _response(status: int, content: dict[str, Any]) -> dict[str, Any]:
    response: dict[str, Any] = {"description": HTTPStatus(status).phrase}
    return response | {"content": content} if content else response
