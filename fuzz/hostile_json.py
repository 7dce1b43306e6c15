"""JSON that fits a schema, JSON with mistakes in it, and JSON that nobody means well with."""

import json
from collections.abc import Mapping
from random import Random
from typing import Any

from fuzz import chance as by

_NUMBERS = (
    "NaN",
    "Infinity",
    "-Infinity",
    "1e999",
    "-1e999",
    "1" * 5000,
    "-0",
    "1E400",
    "0.1e-999",
    "9" * 19,
    "01",
    "1.",
)
_WHOLE = (
    b"", b"null", b"[]", b"0", b'"', b"{", b"\xff\xfe{\0}\0", b"\xef\xbb\xbf{}", b'{"a":1,"a":2}', b"[" * 100_000,
    b'{"a":' * 20_000, b"[[" * 500 + b"]]" * 500, b'"\\ud800"', b'{"\\ud800":"\\udfff"}', b'"\\u0000"', b"\0", b"nul",
    b"{" + b",".join(b'"k%d":%d' % (n, n) for n in range(10_000)) + b"}", b'{"' + b"k" * 100_000 + b'":1}',
    b"[" + b"{}," * 50_000 + b"{}]", b"1" * 100_000, b'{"__proto__":{},"constructor":{}}', b"{}" * 1000,
    b'"' + b"\\" * 999,
)  # fmt: skip


def whole(chance: Random) -> bytes:
    """A hostile document."""
    return chance.choice(_WHOLE)


def value(chance: Random) -> Any:
    """A value that is seldom what was asked for; a number that Python cannot say is a text that `written` knows."""
    kind = chance.randrange(8)
    if kind == 0:
        return f"\x01{chance.choice(_NUMBERS)}"
    if kind == 1:
        return chance.choice(
            (None, True, False, 0, -1, 2**31, 2**63, 2**64, -(2**63) - 1, 10**300, 0.1, 1e308, -1e-308)
        )
    if kind == 2:
        return [value(chance) for _ in range(chance.randrange(4))]
    if kind == 3:
        return {by.text(chance): value(chance) for _ in range(chance.randrange(4))}
    if kind == 4 and by.one_in(chance, 8):
        return {f"k{number}": number for number in range(2000)}
    return by.text(chance)


def written(tree: Any) -> bytes:
    """The document, in which numbers stand as they were meant."""
    text = json.dumps(tree)
    for number in _NUMBERS:
        text = text.replace(f'"\\u0001{number}"', number)
    return text.encode()


def spoiled(chance: Random, tree: Any, depth: int = 0) -> Any:
    """``tree`` with one thing in it replaced, missing, added or nested once more."""
    if isinstance(tree, Mapping) and tree and (depth == 0 or not by.one_in(chance, 4)):
        copy, key = dict(tree), chance.choice(list(tree))
        match chance.randrange(8):
            case 0:
                del copy[key]
            case 1:
                copy[by.text(chance, (key,))] = copy[key]
            case 2:
                copy[by.text(chance)] = value(chance)
            case _:
                copy[key] = spoiled(chance, copy[key], depth + 1)
        return copy
    if isinstance(tree, list) and tree and not by.one_in(chance, 4):
        at = chance.randrange(len(tree))
        return [*tree[:at], spoiled(chance, tree[at], depth + 1), *tree[at + chance.randrange(2) :]]
    if isinstance(tree, str) and not by.one_in(chance, 3):
        return by.text(chance, (tree,))
    return chance.choice((value(chance), value(chance), [tree], {"": tree}))


def fitting(chance: Random, schema: Any, schemas: Mapping[str, Any], depth: int = 0) -> Any:
    """What a ``schema`` of OpenAPI asks for, or nearly; ``schemas`` are those that it refers to, by name."""
    if "$ref" in schema:
        return fitting(chance, schemas.get(schema["$ref"].rpartition("/")[2], {}), schemas, depth + 1)
    if found := schema.get("anyOf") or schema.get("oneOf"):
        return fitting(chance, chance.choice(found), schemas, depth + 1)
    if "enum" in schema or "const" in schema:
        return chance.choice(schema.get("enum") or [schema["const"]])
    match schema.get("type"):
        case "object" if depth < 8:
            return {
                name: fitting(chance, of, schemas, depth + 1)
                for name, of in schema.get("properties", {}).items()
                if name in schema.get("required", ()) or by.one_in(chance, 3)
            }
        case "array" if depth < 8:
            return [fitting(chance, schema.get("items", {}), schemas, depth + 1) for _ in range(chance.randrange(3))]
        case "integer" | "number":
            return chance.choice((schema.get("minimum", 1), schema.get("maximum", 100), 1, 2))
        case "boolean":
            return chance.choice((True, False))
        case "string":
            return chance.choice((schema.get("default"), "24h", "ex000000", "2026-01-15T09:00:00+09:00", "plain", "a"))
    return None
