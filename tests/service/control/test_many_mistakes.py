"""However much is wrong, the answer names the first few and says how many more; and finding that out costs little."""

import json
from typing import Any

import httpx
import pytest

from gmis_simulator.world.worlds import Worlds
from tests.rigs.app import asking
from tests.rigs.running import run
from tests.rigs.worlds import PERSONAS_OF_THE_PROJECT


def refused(body: Any) -> dict[str, Any]:
    async def scenario() -> httpx.Response:
        async with asking(Worlds(PERSONAS_OF_THE_PROJECT)) as http:
            return await http.post("/api/worlds", content=body if isinstance(body, bytes) else json.dumps(body))

    answer = run(scenario())
    assert (answer.status_code, len(answer.content) < 10_000) == (422, True)
    problem: dict[str, Any] = answer.json()
    return problem


def test_of_a_hundred_thousand_unknown_keys_ten_are_told_and_how_many_more() -> None:
    problem = refused({f"key{number}": 1 for number in range(100_000)})
    assert [wrong["field"] for wrong in problem["errors"]] == [f"key{number}" for number in range(10)]
    assert problem["detail"].endswith("; and 99990 more are wrong")


def test_of_a_million_wrong_entries_too() -> None:
    problem = refused({"defects": [1] * 1_000_000})
    assert [wrong["field"] for wrong in problem["errors"]] == [f"defects.{number}" for number in range(10)]
    assert problem["detail"].endswith("; and 999990 more are wrong")


def test_the_one_that_is_wrong_behind_half_a_million_right_ones_is_told() -> None:
    problem = refused({"defects": ["x"] * 500_000 + [1]})
    assert [wrong["field"] for wrong in problem["errors"]] == ["defects.500000"]


def test_those_that_are_wrong_behind_a_thousand_right_ones_are_told() -> None:
    problem = refused({"defects": ["x"] * 1000 + [1] * 2000})
    assert [wrong["field"] for wrong in problem["errors"]][:2] == ["defects.1000", "defects.1001"]


@pytest.mark.parametrize(
    "body",
    [
        {"k" * 1_000_000: 1}, {"name": "k" * 1_000_000}, {"preset": "k" * 1_000_000}, {"defects": ["k" * 1_000_000]},
        {"defects": [f"name{number}" for number in range(100_000)]}, {"snapshot": {"version": "k" * 1_000_000}},
        {"snapshot": {"version": 1, "name": "k" * 1_000_000}}, {"mailboxes": {"k" * 1_000_000: {}}},
        {"institutions": [{"username": "ex000000", "registered_address": "k" * 1_000_000}]},
        {"mailboxes": {"info@{world}.example": {"rules": [{"rule": "k" * 1_000_000}]}}},
        {"mailboxes": {"info@{world}.example": {"switches": {"k" * 1_000_000: "x"}}}},
        {"mailboxes": {"info@{world}.example": {"safe_senders": ["k" * 1_000_000]}}},
        {"faults": [{"kind": "k" * 1_000_000}]}, {"faults": [{"kind": "latency", "where": "k" * 200}]},
        {"faults": [{"kind": "latency", "after": "k" * 1_000_000}]}, {"now": "k" * 1_000_000},
        {"settings": {"mail_charset": "k" * 1_000_000}}, {"settings": {"k" * 1_000_000: 1}},
        b'{"name": "k", "name": "' + b"k" * 1_000_000 + b'"}', b'{"' + b"k" * 1_000_000 + b'": NaN}', b"k" * 1_000_000,
    ],
    ids=lambda body: (body if isinstance(body, bytes) else json.dumps(body).encode())[:60].decode(),
)  # fmt: skip
def test_a_value_or_a_name_of_a_million_signs_is_shown_in_part(body: Any) -> None:
    problem = refused(body)
    assert "kkkkkkkkkk" in json.dumps(problem) or "name0" in json.dumps(problem)


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        (b'{"seed": NaN}', "body: must not hold NaN: JSON has no such number"),
        (b'{"seed": -Infinity}', "body: must not hold -Infinity: JSON has no such number"),
        (b'{"seed": 1e999}', "body: must not hold '1e999': the number is larger than any float"),
        (b'{"seed": 1' + b"0" * 5000 + b"}", "body: must not hold a number of more than 4300 digits"),
        (b'{"seed": 1, "seed": 2}', "body: each key must stand once in an object, and 'seed' stands there twice"),
        (b"[" * 100_000, "body: must not nest that deep"),
        (b'{"name": "\xff"}', "body: must be JSON in UTF-8, and byte 10 is not"),
        (b'{"name": ', "body: must be JSON: Expecting value"),
        (b'{"name": "\\ud800"}', "body: Invalid JSON: unexpected end of hex escape"),
    ],
    ids=lambda value: value[:30].decode("ascii", "replace") if isinstance(value, bytes) else "",
)
def test_what_is_no_json_is_told_by_its_rule(body: bytes, rule: str) -> None:
    assert rule in refused(body)["detail"]


def test_of_a_snapshot_with_a_hundred_thousand_unknown_keys_too() -> None:
    world = {f"key{number}": 1 for number in range(100_000)}
    problem = refused({"snapshot": {"version": 1, "name": "demo", "world": world}})
    assert problem["detail"].startswith("the snapshot is damaged: ")
    assert all(wrong["field"].startswith("snapshot.world.") for wrong in problem["errors"])
    assert len(problem["errors"]) == 10
