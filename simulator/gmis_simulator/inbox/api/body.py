"""Request bodies as Go reads them: the first JSON value counts, and the names of its fields know no case."""

import json
import re
from typing import TypeVar

from starlette.requests import Request

Value = TypeVar("Value", str, bool)

_LARGEST = 5 * 1024 * 1024  # bytes
_NAMES = {str: "string", bool: "boolean"}
_HALF = re.compile("[\ud800-\udfff]")  # half of a character, which JSON can write and UTF-8 cannot


class BodyError(ValueError):
    """The body is not the JSON that is asked for."""


class TooLargeError(BodyError):
    """The body is longer than it may be; the text is Mailpit's."""

    def __init__(self) -> None:
        super().__init__("http: request body too large")


class Body:
    """The fields of one JSON object. A field that is missing or null has its type's empty value.

    Every reader raises BodyError when the field is of another type.
    """

    def __init__(self, value: object, name: str = "the body") -> None:
        if not isinstance(value, dict | None):
            raise BodyError(f"{name} must be a JSON object")
        self._fields = {field.lower(): content for field, content in (value or {}).items()}

    def flag(self, name: str) -> bool:
        """The boolean `name`."""
        return self._value(name, bool)

    def text(self, name: str) -> str:
        """The string `name`."""
        return _HALF.sub("\ufffd", self._value(name, str))

    def texts(self, name: str) -> list[str]:
        """The list of strings `name`."""
        items = self._items(name, "strings")
        if not all(isinstance(item, str | None) for item in items):
            raise BodyError(f"{name} must be a list of strings")
        return [_HALF.sub("\ufffd", str(item or "")) for item in items]

    def inner(self, name: str) -> "Body":
        """The object `name`."""
        return Body(self._fields.get(name.lower()), name)

    def inners(self, name: str) -> list["Body"]:
        """The list of objects `name`."""
        return [Body(item, f"each of {name}") for item in self._items(name, "JSON objects")]

    def pairs(self, name: str) -> dict[str, str]:
        """The object `name`, whose values are strings and whose names are as they were written."""
        pairs = self._fields.get(name.lower())
        if pairs is None:
            return {}
        if not isinstance(pairs, dict) or not all(isinstance(value, str | None) for value in pairs.values()):
            raise BodyError(f"{name} must be a JSON object of strings")
        return {_HALF.sub("\ufffd", key): _HALF.sub("\ufffd", value or "") for key, value in pairs.items()}

    def _items(self, name: str, of: str) -> list[object]:
        items = self._fields.get(name.lower())
        if not isinstance(items, list | None):
            raise BodyError(f"{name} must be a list of {of}")
        return items or []

    def _value(self, name: str, kind: type[Value]) -> Value:
        value = self._fields.get(name.lower())
        if value is None:
            return kind()
        if not isinstance(value, kind):
            raise BodyError(f"{name} must be a {_NAMES[kind]}")
        return value


async def read_body(request: Request, largest: int = _LARGEST) -> Body:
    """The body of `request`, of `largest` bytes at the most. Raises BodyError.

    What is longer is read to its end and thrown away, or the client would never come to read the answer.
    """
    size = 0
    pieces: list[bytes] = []
    async for piece in request.stream():
        size += len(piece)
        if size <= largest:
            pieces.append(piece)
    if size > largest:
        raise TooLargeError
    return Body(_parse(b"".join(pieces)))


def _parse(data: bytes) -> object:
    text = data.decode("utf-8", "replace").lstrip(" \t\r\n")
    if not text:
        raise BodyError("EOF")
    try:
        value, _ = json.JSONDecoder().raw_decode(text)
    except RecursionError:
        raise BodyError("invalid JSON: lists and objects lie too deep in each other") from None
    except ValueError as error:
        raise BodyError(f"invalid JSON: {error}") from error
    return value
