"""What Locust measured, as its master writes it down in the end."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

MAIL = ("MAIL", "② → ③")
"""Method and name under which the time from the click to the mail stands in Locust's table."""


@dataclass(frozen=True, slots=True)
class Page:
    """A line of Locust's table; times in milliseconds."""

    method: str
    name: str
    requests: int
    failures: int
    p50: float
    p95: float
    p99: float


@dataclass(frozen=True, slots=True)
class Failure:
    """So often, that."""

    what: str
    error: str
    times: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """``done``: users whose day is over, one way or the other; ``seconds``: of the rush."""

    done: int
    seconds: float
    pages: list[Page]
    failures: list[Failure]

    @classmethod
    def of(cls, stats: Any, exceptions: Iterable[Mapping[str, Any]], done: int) -> "Outcome":
        """Out of Locust's ``stats``, and of what its users raised."""
        pages = [
            Page(each.method, each.name, each.num_requests, each.num_failures,
                 *(each.get_response_time_percentile(part) or 0 for part in (0.5, 0.95, 0.99)))
            for each in sorted(stats.entries.values(), key=lambda each: (each.name, each.method))
        ]  # fmt: skip
        failures = [Failure(f"{each.method} {each.name}", str(each.error), each.occurrences)
                    for each in stats.errors.values()]  # fmt: skip
        failures += [Failure("USER", each["msg"], each["count"]) for each in exceptions]
        return cls(done, (stats.last_request_timestamp or stats.start_time) - stats.start_time, pages, failures)

    def write(self, path: Path) -> None:
        """For `read`."""
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> "Outcome":
        """What `write` wrote."""
        found = json.loads(path.read_text(encoding="utf-8"))
        return cls(
            found["done"], found["seconds"],
            [Page(**each) for each in found["pages"]], [Failure(**each) for each in found["failures"]],
        )  # fmt: skip
