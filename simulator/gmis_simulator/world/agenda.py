"""What is due at a later moment of a world's clock."""

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(order=True, slots=True)
class _Entry:
    due: datetime
    order: int
    job: Any = field(compare=False)


class Agenda:
    """Jobs by due moment, and among those of one moment in the order in which they were added.

    A job is plain data; what does it is looked up by its type.
    """

    def __init__(self) -> None:
        self._entries: list[_Entry] = []
        self._added = 0
        self._listeners: list[Callable[[], None]] = []

    def add(self, due: datetime, job: object) -> None:
        """Have ``job`` done once the clock reaches ``due``, and tell the listeners."""
        self._added += 1
        heapq.heappush(self._entries, _Entry(due, self._added, job))
        for listener in list(self._listeners):
            listener()

    def take_due(self, now: datetime) -> list[object]:
        """Take out what is due at ``now``, in order."""
        taken = []
        while self._entries and self._entries[0].due <= now:
            taken.append(heapq.heappop(self._entries).job)
        return taken

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call ``listener`` whenever a job is added; returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def next_due(self) -> datetime | None:
        """The next moment at which something is due."""
        return self._entries[0].due if self._entries else None

    def kinds(self) -> list[str]:
        """What kind of job is still to be done, for each of them, in no order."""
        return [type(entry.job).__name__ for entry in self._entries]

    def waiting(self) -> list[tuple[datetime, object]]:
        """What is still to be done, in order."""
        return [(entry.due, entry.job) for entry in sorted(self._entries)]
