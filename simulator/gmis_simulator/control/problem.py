"""Errors as problem+json (RFC 9457) that name the field, the value and the rule."""

import re
from collections.abc import Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse

from gmis_api.answers import CameAnswer
from gmis_api.language import N_, _, language
from gmis_api.validation import rule_of
from gmis_simulator.control.shortened import shortened, shortened_text
from gmis_simulator.world import one_line
from gmis_simulator.world.names import unknown

TOLD = 10
"""Of so many wrong fields an answer tells the rules; of further ones how many there are."""

MANY = 1000
"""More wrong fields than somebody can have meant."""


class Problem(Exception):
    """Answered as problem+json. ``errors``: ``{field, value, rule}`` of each field that is wrong.

    ``mails``: what came where none was to come.
    """

    def __init__(
        self,
        status: int,
        title: str,
        detail: str,
        errors: list[dict[str, Any]] | None = None,
        mails: Sequence[CameAnswer] = (),
    ) -> None:
        super().__init__(detail)
        self.status, self.title, self.detail, self.errors, self.mails = status, title, detail, errors, mails


def invalid(field: str, value: Any, rule: str) -> Problem:
    """422 for one field; empty: the body as a whole."""
    field, whole = shortened_text(field), _("body")
    return Problem(
        422,
        _("The request is not valid"),
        f"{field or whole}: {rule}",
        [{"field": field, "value": value, "rule": rule}],
    )


def from_validation(error: ValidationError, model: type[BaseModel], count: int = 0) -> Problem:
    """422 out of what pydantic found in a ``model``; an unknown field is told the nearest allowed one.

    ``count``: how many are wrong in all, where ``error`` holds only the first of them.
    """
    errors = []
    every = error.errors(include_url=False)
    for found in every[:TOLD]:
        field, rule = ".".join(shortened_text(str(part)) for part in found["loc"]), rule_of(found)
        if found["type"] == "extra_forbidden":
            rule = unknown(found["loc"][-1], _fields_at(model, found["loc"]), N_("field"))
        if found["type"] == "literal_error" and isinstance(found["input"], str):
            rule = unknown(found["input"], re.findall(r"'([^']*)'", found["ctx"]["expected"]), N_("value"))
        if found["type"] == "union_tag_invalid":
            rule = unknown(found["ctx"]["tag"], re.findall(r"'([^']*)'", found["ctx"]["expected_tags"]), N_("rule"))
        if found["type"] == "string_pattern_mismatch" and found["ctx"]["pattern"] == one_line.PATTERN:
            rule = _(one_line.RULE)
        errors.append({"field": field, "value": found["input"], "rule": rule})
    whole = _("body")
    more = max(count, len(every)) - len(errors)
    detail = "; ".join(f"{e['field'] or whole}: {e['rule']}" for e in errors)
    detail += _("; and {count} more are wrong", count=more) if more else ""
    return Problem(422, _("The request is not valid"), detail, errors)


def _fields_at(model: type[BaseModel], path: tuple[int | str, ...]) -> list[str]:
    """The fields that may stand where ``path`` ends."""
    for part in path[:-1]:
        field = model.model_fields.get(part) if isinstance(part, str) else None
        kinds = (field.annotation, *get_args(field.annotation)) if field else ()
        model = next((kind for kind in kinds if isinstance(kind, type) and issubclass(kind, BaseModel)), model)
    return list(model.model_fields)


async def answer_problem(request: Request, problem: Exception) -> JSONResponse:
    """The exception handler; whatever was sent, the answer is short."""
    assert isinstance(problem, Problem)
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": problem.title,
        "status": problem.status,
        "detail": shortened_text(problem.detail, 20_000),
        "instance": shortened_text(request.url.path),
    }
    if problem.errors:
        body["errors"] = [
            {"field": wrong["field"], "value": shortened(wrong["value"]),
             "rule": shortened_text(wrong["rule"], 5000)}
            for wrong in problem.errors
        ]  # fmt: skip
    if problem.mails:
        body["mails"] = [each.model_dump() for each in problem.mails]
    headers = {"Content-Language": language(), "Vary": "Accept-Language"}
    return JSONResponse(body, problem.status, headers, media_type="application/problem+json")
