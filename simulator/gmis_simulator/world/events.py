"""The world's event log: whatever happens is appended here, and tests, evidence and waits read it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gmis_simulator.world.clock import Clock


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: ``seq`` counts from 1, ``at`` is world time, ``data`` is plain JSON data."""

    seq: int
    at: datetime
    kind: str
    data: dict[str, Any]

    def as_json(self) -> dict[str, Any]:
        """``{seq, at, kind, data}`` with ``at`` in ISO 8601."""
        return {"seq": self.seq, "at": self.at.isoformat(timespec="milliseconds"), "kind": self.kind, "data": self.data}


class EventLog:
    """Append-only; no event ever holds a token or a password."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._events: list[Event] = []
        self._listeners: list[Callable[[Event], None]] = []

    def append(self, kind: str, **data: Any) -> Event:
        """Note that ``kind`` happened now, and tell the listeners."""
        event = Event(len(self._events) + 1, self._clock.now(), kind, data)
        self._events.append(event)
        for listener in list(self._listeners):
            listener(event)
        return event

    def put(self, event: Event) -> None:
        """Add what happened before, elsewhere."""
        self._events.append(event)

    def after(self, seq: int = 0) -> list[Event]:
        """The events with a number above ``seq``, oldest first."""
        return self._events[max(seq, 0) :]

    def subscribe(self, listener: Callable[[Event], None]) -> Callable[[], None]:
        """Call ``listener`` with every further event; returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)
