"""What went wrong: each fault once, with the input that showed it in a file, and how to repeat it."""

import re
from dataclasses import dataclass
from pathlib import Path

from fuzz.shot import Answer, Shot, keep
from fuzz.target import Target

_FRAME = re.compile(r'File "[^"]*?([^/"]+)", line (\d+)')
_TRACEBACK = "Traceback (most recent call last):"
_CHAINED = ("another exception occurred:", "the direct cause of the following exception:")
_SAID = " | "  # what follows tells one traceback from another
_ASIDE = re.compile(r"\d+(?:\.\d+)?|'[^']*'|\"[^\"]*\"")  # what differs from input to input
_SHOWN = 300  # characters


@dataclass
class Fault:
    """``times``: how many inputs showed it; ``file``: where the first of them is."""

    what: str
    area: str
    number: int
    file: str
    times: int = 1


class Verdict:
    """Collects the faults of one run below ``folder``, which is emptied first."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder, self._seed = folder, seed
        self._faults: dict[str, Fault] = {}
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("[0-9]*.bin"):
            old.unlink()

    @property
    def faults(self) -> list[Fault]:
        """All, in the order in which they were found."""
        return list(self._faults.values())

    def of(self, answer: Answer, target: Target) -> bool:
        """Whether the answer is a fault, or the process wrote a traceback meanwhile; both are noted as one."""
        told = tracebacks(target.new_errors())
        whats = told or ([answer.fault] if answer.fault else [])
        for what in whats:
            self.note(what, answer.shot)
        return bool(whats)

    def note(self, what: str, shot: Shot) -> None:
        """One more input that shows ``what``; what differs in numbers and quoted values alone is the same fault."""
        key = shot.area + _ASIDE.sub("…", what.partition(_SAID)[2] or what)
        if key in self._faults:
            self._faults[key].times += 1
            return
        path = self._folder / f"{len(self._faults) + 1:03}.bin"
        keep(path, shot, seed=self._seed, fault=what)
        self._faults[key] = Fault(what[: 2 * _SHOWN], shot.area, shot.number, str(path))


def tracebacks(written: str) -> list[str]:
    """A line for each traceback in what a process wrote: the error, and where it came from."""
    found = []
    for each in written.split(_TRACEBACK)[1:]:
        if each.rstrip().endswith(_CHAINED):
            continue
        frames = _FRAME.findall(each)
        said = next((line for line in each.splitlines() if line and not line.startswith(" ")), "")
        where = " ← ".join(f"{name}:{line}" for name, line in reversed(frames[-2:]))
        found.append(f"traceback: {said[:_SHOWN]}{_SAID}{said.partition(':')[0]} at {where}")
    return found
