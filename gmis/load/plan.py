"""Who sits where: each user an institution of a world, each world one worker's. Locust's processes read it."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from gmis.load.day import Day

PLAN, OUTCOME = "GMIS_LOAD_PLAN", "GMIS_LOAD_OUTCOME"
"""The environment variables that name the plan, and where the outcome goes."""


@dataclass(frozen=True, slots=True)
class Seat:
    """One user: an institution, and what she is going to do."""

    world: str
    username: str
    password: str
    address: str
    day: Day


@dataclass(frozen=True, slots=True)
class Plan:
    """``seats``: those of each worker. ``pace``: minutes of the worlds that pass in a second.

    Users come within ``arrival`` seconds, each when her day says so, not when Locust starts her: as long as it starts
    users, it takes a worker that is late for a lost one, and gives its users to another.
    """

    url: str
    rush: str
    users: int
    pace: float
    arrival: float
    seats: Sequence[Sequence[Seat]]

    def write(self, path: Path) -> None:
        """For `read`."""
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> "Plan":
        """What `write` wrote."""
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        seats = [[Seat(**{**each, "day": Day(**each["day"])}) for each in one] for one in found.pop("seats")]
        return cls(seats=seats, **found)
