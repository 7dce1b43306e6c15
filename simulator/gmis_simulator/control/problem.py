"""Errors as problem+json (RFC 9457) that name the field, the value and the rule."""

import re
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse

from gmis_simulator.world.names import unknown


class Problem(Exception):
    """Answered as problem+json. ``errors``: ``{field, value, rule}`` of each field that is wrong."""

    def __init__(self, status: int, title: str, detail: str, errors: list[dict[str, Any]] | None = None) -> None:
        super().__init__(detail)
        self.status, self.title, self.detail, self.errors = status, title, detail, errors


def invalid(field: str, value: Any, rule: str) -> Problem:
    """422 for one field."""
    return Problem(
        422, "The request is not valid", f"{field}: {rule}", [{"field": field, "value": value, "rule": rule}]
    )


def from_validation(error: ValidationError, model: type[BaseModel]) -> Problem:
    """422 out of what pydantic found in a ``model``; an unknown field is told the nearest allowed one."""
    errors = []
    for found in error.errors(include_url=False, include_context=False):
        field, rule = ".".join(str(part) for part in found["loc"]), found["msg"]
        if found["type"] == "extra_forbidden":
            rule = unknown(found["loc"][-1], _fields_at(model, found["loc"]), "field")
        if found["type"] == "literal_error" and isinstance(found["input"], str):
            rule = unknown(found["input"], re.findall(r"'([^']*)'", rule), "value")
        rule = rule.removeprefix("Value error, ")
        errors.append({"field": field, "value": _plain(found["input"]), "rule": rule})
    detail = "; ".join(f"{e['field'] or 'body'}: {e['rule']}" for e in errors)
    return Problem(422, "The request is not valid", detail, errors)


def _fields_at(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    """The fields that may stand where ``path`` ends."""
    for part in path[:-1]:
        field = model.model_fields.get(part) if isinstance(part, str) else None
        kinds = (field.annotation, *get_args(field.annotation)) if field else ()
        model = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), model)
    return list(model.model_fields)


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | float | bool | list | dict | None) else str(value)


async def answer_problem(request: Request, problem: Exception) -> JSONResponse:
    """The exception handler."""
    assert isinstance(problem, Problem)
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": problem.title,
        "status": problem.status,
        "detail": problem.detail,
        "instance": request.url.path,
    }
    if problem.errors:
        body["errors"] = problem.errors
    return JSONResponse(body, problem.status, media_type="application/problem+json")
