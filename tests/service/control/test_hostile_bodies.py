"""Every operation that takes a body, each value that a client ought not to send, at each place of the body's schema."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from gmis_simulator.control.openapi import document
from gmis_simulator.world.worlds import Worlds
from tests.rigs.app import URL, asking
from tests.rigs.running import run
from tests.rigs.worlds import PERSONAS_OF_THE_PROJECT, world_with

HOSTILE = [
    b"NaN", b"Infinity", b"-Infinity", b"1e999", b"-1e999", b"-0", b"1" * 30, b"1" * 5000,
    b'"\\ud800"', b'"\\u0000"', b'"\xff"', '"\x85\u2028"'.encode(), b'"' + b"x" * 5000 + b'"', b'"\\u000b"', b'""',
    b"[" * 100_000, b'{"a":' * 3000, b'{"a": 1, "a": 2}', b"null", b"[]", b"{}", b"true", b"",
    b'"0001-01-01T00:00:00+23:59"', b'"9999-12-31T23:59:59-23:59"', b'"999999d999999h"',
]  # fmt: skip
BESIDE = {"rule": b"", "kind": b'"kind": "latency", ', "username": b'"username": "ex000000", '}

DOCUMENT = document(URL)
TAKING = [
    (method.upper(), path, described["requestBody"]["content"]["application/json"]["schema"])
    for path, methods in DOCUMENT["paths"].items()
    for method, described in methods.items()
    if "requestBody" in described
]

Around = Callable[[bytes], bytes]


def places(schema: dict[str, Any]) -> Iterator[Around]:
    """What stands around a value at each place of ``schema``, so that all else about the body is as it should be."""
    yield lambda value: value
    yield lambda value: b'{"unknown": ' + value + b"}"
    yield from inner_places(schema)


def inner_places(schema: dict[str, Any]) -> Iterator[Around]:
    """Those below the value that ``schema`` itself describes."""
    schema = DOCUMENT["components"]["schemas"][schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    for one in [*schema.get("anyOf", []), *schema.get("oneOf", [])]:
        yield from inner_places(one)
    properties = schema.get("properties", {})
    for name, inner in properties.items():
        before = b"".join(beside(each, properties[each]) for each in BESIDE if each in properties and each != name)
        yield from within(b"{" + before + json.dumps(name).encode() + b": ", inner, b"}")
    if isinstance(inner := schema.get("additionalProperties"), dict):
        yield from within(b'{"info@demo.example": ', inner, b"}")
        yield lambda value: b"{" + (value if value.startswith(b'"') else b'"' + value[:200] + b'"') + b": {}}"
    if "items" in schema:
        yield from within(b"[", schema["items"], b"]")


def within(before: bytes, inner: dict[str, Any], after: bytes) -> Iterator[Around]:
    """The places of ``inner``, each with what stands around it."""
    for around in places(inner):
        yield lambda value, around=around: before + around(value) + after  # type: ignore[misc]


def beside(name: str, schema: dict[str, Any]) -> bytes:
    """What a body must have besides the value that is tried."""
    return BESIDE[name] or b'"rule": ' + json.dumps(schema.get("const")).encode() + b", "


def no_constant(name: str) -> None:
    """JSON has no NaN and no infinity, whatever Python reads."""
    raise AssertionError(f"an answer holds {name}")


@pytest.mark.parametrize(("method", "path", "schema"), TAKING, ids=[f"{method} {path}" for method, path, _ in TAKING])
def test_no_value_anywhere_in_a_body_breaks_an_operation_and_every_answer_is_short_json(
    method: str, path: str, schema: dict[str, Any]
) -> None:
    given = path.format(world="demo", username="ex000000", address="info@demo.example")
    bodies = [around(value) for around in places(schema) for value in HOSTILE]

    async def scenario() -> list[httpx.Response]:
        worlds = Worlds(PERSONAS_OF_THE_PROJECT)
        worlds.add(world_with())
        async with asking(worlds) as http:
            return [await http.request(method, f"/api{given}", content=body) for body in bodies]

    wrong = []
    for body, answer in zip(bodies, run(scenario()), strict=True):
        json.loads(answer.content, parse_constant=no_constant)
        if answer.status_code not in (200, 201, 409, 422) or (answer.is_error and len(answer.content) > 5000):
            wrong.append((body[:100], f"{answer.status_code} {answer.text[:200]}"))
    assert wrong == []
