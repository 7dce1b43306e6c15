"""What a run came to: a table for people, report/fuzz.json for programs."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from fuzz.areas.large_mails import Large
from fuzz.shot import Answer
from fuzz.verdict import Fault
from fuzz.watcher import Watcher


@dataclass
class Tally:
    """One area: inputs are what was answered, or hung up on. ``slowest``: seconds, and the number of that input."""

    name: str
    inputs: int = 0
    seconds: float = 0
    answers: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, int] = (0.0, 0)
    faults: int = 0

    def add(self, answer: Answer) -> None:
        """Count it."""
        self.inputs += len(answer.said)
        self.answers.update(answer.said)
        self.slowest = max(self.slowest, (answer.seconds, answer.shot.number))


@dataclass
class Report:
    """All of it. Bytes of memory before the attack, and after its traces were deleted: alone, and with children."""

    seed: int
    tallies: list[Tally]
    faults: list[Fault]
    large: list[Large]
    watcher: Watcher
    before: int
    after: tuple[int, int]

    def write(self, path: Path) -> None:
        """As JSON."""
        page = {"asked": self.watcher.asked, "slowest": self.watcher.slowest, "during": self.watcher.slowest_during}
        told: dict[str, Any] = {
            "seed": self.seed,
            "inputs": sum(tally.inputs for tally in self.tallies),
            "seconds": sum(tally.seconds for tally in self.tallies),
            "areas": [vars(tally) for tally in self.tallies],
            "quiet_page": page,
            "memory": {"before": self.before, "after": self.after},
            "large_mails": [each._asdict() for each in self.large],
            "faults": [asdict(fault) for fault in self.faults],
        }
        path.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8", errors="replace")

    def lines(self) -> Iterator[str]:
        """As text."""
        if self.large:
            yield f"{'one large mail':34} MiB  memory/size  with children"
        for each in self.large:
            yield f"{each.door + ', ' + each.shape:34} {each.mib:>3}  {each.ratio:>11.1f}  {each.together:>13.1f}"
        yield f"{'area':10} {'inputs':>7} {'seconds':>7} {'slowest':>9} {'faults':>6}  answers"
        for tally in self.tallies:
            said = ", ".join(f"{number} {name}" for name, number in sorted(tally.answers.items()))
            slowest = f"{tally.slowest[0] * 1000:.0f} ms"
            yield f"{tally.name:10} {tally.inputs:>7} {tally.seconds:>7.0f} {slowest:>9} {tally.faults:>6}  {said}"
        watch = self.watcher
        slowest = f"{watch.slowest * 1000:.0f} ms ({watch.slowest_during})"
        yield f"① of a quiet world: asked {watch.asked} times, at most {slowest}"
        alone, together = (each >> 20 for each in self.after)
        yield f"memory: {self.before >> 20} MiB before, {alone} after all was deleted, {together} with children"
        for fault in self.faults:
            yield f"FAULT {fault.area}, input {fault.number}, {fault.times} times: {fault.what}"
            yield f"    scripts/fuzz --repeat {fault.file}"
        found = sum(fault.times for fault in self.faults)
        inputs, seconds = sum(tally.inputs for tally in self.tallies), sum(tally.seconds for tally in self.tallies)
        yield f"{inputs} inputs in {seconds:.0f} s, seed {self.seed}: {len(self.faults)} faults, shown {found} times"
