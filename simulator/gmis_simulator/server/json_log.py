"""Structured logs: one JSON object a line, for whoever follows one run across machines."""

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any, TextIO

from gmis_simulator.world.events import Event
from gmis_simulator.world.world import World
from gmis_simulator.world.worlds import Worlds

_EVENTS = logging.getLogger("gmis_simulator.events")
_MORE = ("world", "kind", "world_time", "data")  # what is said by `extra`


class JsonLines(logging.Formatter):
    """``at`` (real time, UTC), ``level``, ``logger``, ``message``; of an event also its world, kind and data."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {"at": at, "level": record.levelname.lower(), "logger": record.name}
        line["message"] = record.getMessage()
        line |= {name: getattr(record, name) for name in _MORE if hasattr(record, name)}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def log_as_json(worlds: Worlds, to: TextIO = sys.stderr) -> logging.Handler:
    """From now on whatever this process logs is written ``to`` as JSON, and so is every event of ``worlds``."""
    handler = logging.StreamHandler(to)
    handler.setFormatter(JsonLines())
    logging.getLogger().addHandler(handler)
    _EVENTS.setLevel(logging.INFO)
    worlds.subscribe(_follow)
    return handler


def _follow(world: World) -> None:
    def said(event: Event) -> None:
        told = {"world": world.name, "kind": event.kind, "world_time": event.at.isoformat(timespec="milliseconds")}
        _EVENTS.info("%s in %s", event.kind, world.name, extra=told | {"data": event.data})

    world.events.subscribe(said)
