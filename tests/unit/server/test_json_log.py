"""Structured logs: each line is one JSON object that says which world, and what kind of thing happened."""

import io
import json
import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from gmis_simulator.server.json_log import log_as_json
from gmis_simulator.serving.mistake import note_mistake
from gmis_simulator.world.world import World
from gmis_simulator.world.worlds import Worlds

LOG = logging.getLogger("gmis_simulator.mail.anything")


@pytest.fixture
def worlds() -> Worlds:
    return Worlds()


@pytest.fixture
def written(worlds: Worlds) -> Iterator[io.StringIO]:
    """What is logged while the test runs."""
    to = io.StringIO()
    handler = log_as_json(worlds, to)
    yield to
    logging.getLogger().removeHandler(handler)


def lines(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_every_event_of_every_world_is_a_line_with_world_and_kind(worlds: Worlds, written: io.StringIO) -> None:
    world = World("one", "http://simulator.test/one")
    worlds.add(world)
    world.events.append("reset.requested", username="ex000000", outcome="unknown")
    (line,) = lines(written)
    assert (line["world"], line["kind"], line["level"]) == ("one", "reset.requested", "info")
    assert line["data"] == {"username": "ex000000", "outcome": "unknown"}
    assert datetime.fromisoformat(line["at"]).utcoffset() == timedelta(0)
    assert line["world_time"] == world.events.after()[0].as_json()["at"]


def test_a_mistake_is_one_line_with_its_traceback(worlds: Worlds, written: io.StringIO) -> None:
    world = World("one", "http://simulator.test/one")
    worlds.add(world)
    try:
        raise RuntimeError("two\nlines")
    except RuntimeError as error:
        note_mistake(LOG, world, "Send", error)
    mistake, event = lines(written)
    assert (mistake["world"], mistake["kind"], mistake["level"]) == ("one", "mistake", "error")
    assert "RuntimeError: two\nlines" in mistake["traceback"]
    assert event["data"]["doing"] == "Send"


def test_what_belongs_to_no_world_says_so_by_saying_nothing(written: io.StringIO) -> None:
    LOG.warning("%d of %d", 1, 2)
    (line,) = lines(written)
    assert (line["message"], line["logger"]) == ("1 of 2", LOG.name)
    assert not {"world", "kind", "data"} & line.keys()
