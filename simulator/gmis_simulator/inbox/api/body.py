"""Request bodies as Go reads them: the first JSON value counts, and the names of its fields know no case."""

import json
from typing import TypeVar

from starlette.requests import Request

Value = TypeVar("Value", str, bool)


class BodyError(ValueError):
    """The body is not the JSON that is asked for."""


class Body:
    """The fields of one JSON object. A field that is missing or null has its type's empty value."""

    def __init__(self, data: bytes) -> None:
        text = data.decode("utf-8", "replace").lstrip(" \t\r\n")
        if not text:
            raise BodyError("EOF")
        try:
            value, _ = json.JSONDecoder().raw_decode(text)
        except ValueError as error:
            raise BodyError(f"invalid JSON: {error}") from error
        if not isinstance(value, dict | None):
            raise BodyError("the body must be a JSON object")
        self._fields = {name.lower(): field for name, field in (value or {}).items()}

    def flag(self, name: str) -> bool:
        """The boolean `name`. Raises BodyError when it is something else."""
        return self._value(name, bool)

    def text(self, name: str) -> str:
        """The string `name`. Raises BodyError when it is something else."""
        return self._value(name, str)

    def texts(self, name: str) -> list[str]:
        """The list of strings `name`. Raises BodyError when it is something else."""
        value = self._fields.get(name.lower())
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, str | None) for item in value):
            raise BodyError(f"{name} must be a list of strings")
        return [item or "" for item in value]

    def _value(self, name: str, kind: type[Value]) -> Value:
        value = self._fields.get(name.lower())
        if value is None:
            return kind()
        if not isinstance(value, kind):
            raise BodyError(f"{name} must be a {kind.__name__}")
        return value


async def read_body(request: Request) -> Body:
    """The body of `request`. Raises BodyError."""
    return Body(await request.body())
