"""One area after the other, at a running process."""

import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from fuzz.areas.api import Api
from fuzz.areas.area import Area
from fuzz.areas.documents import Documents
from fuzz.areas.forms import Forms
from fuzz.areas.mails import Mails
from fuzz.areas.smtp import Smtp
from fuzz.chance import numbered
from fuzz.report import Tally
from fuzz.shot import Answer, Shot
from fuzz.target import Target
from fuzz.verdict import Verdict
from fuzz.watcher import Watcher
from fuzz.worlds import EVERY, QUIET, Worlds

NAMES = ("smtp", "mime", "api", "forms", "documents")
_VOLLEY = 50  # shots between two checks


class Attack:
    """Fires at ``target``; ``folder`` is for files that are handed to readers."""

    def __init__(self, target: Target, verdict: Verdict, watcher: Watcher, worlds: Worlds, folder: Path) -> None:
        self._target, self._verdict, self._watcher, self._worlds = target, verdict, watcher, worlds
        self._folder = folder

    def area(self, name: str) -> Area:
        """The area of that name, ready to fire."""
        match name:
            case "smtp":
                return Smtp(self._target)
            case "mime":
                return Mails(self._target, self._worlds)
            case "api":
                return Api(self._target)
            case "forms":
                return Forms(self._target)
        return Documents(self._target, self._folder)

    def run(self, area: Area, inputs: int, seed: int) -> Tally:
        """At least so many inputs."""
        tally, began, number = Tally(area.name), perf_counter(), 0
        # what is read in this process would keep the watcher waiting, not the simulator
        self._watcher.during = area.name if area.name != "documents" else ""
        while tally.inputs < inputs:
            shots = [area.shot(numbered(seed, area.name, each), each) for each in range(number, number + _VOLLEY)]
            number += _VOLLEY
            answers = []
            for shot in shots:
                answers.append(self._fired(area, shot, tally))
                if tally.inputs >= inputs:
                    break
            self._checked(area, answers, tally)
            tell(f"{area.name}: {tally.inputs} of {inputs} inputs, {tally.faults} shots with faults")
        tally.seconds = perf_counter() - began
        print(f"{area.name}: {tally.inputs} inputs in {tally.seconds:.0f} s", flush=True)
        self._watcher.during = ""
        return tally

    def once(self, area: Area, shot: Shot) -> Iterator[Answer]:
        """That one input alone, and what the check says of it."""
        answer = area.fire(shot)
        yield answer
        yield from area.check([answer])

    def _fired(self, area: Area, shot: Shot, tally: Tally) -> Answer:
        answer = area.fire(shot)
        tally.add(answer)
        tally.faults += self._verdict.of(answer, self._target)
        return answer

    def _checked(self, area: Area, answers: list[Answer], tally: Tally) -> None:
        self._worlds.prepare()
        for wrong in area.check(answers):
            tally.faults += self._verdict.of(wrong, self._target)
        tally.faults += self._verdict.of(Answer(answers[-1].shot, (), 0), self._target)
        for name in EVERY if area.name != "mime" else (QUIET,):
            for event in self._worlds.new_events(name):
                if event["kind"] == "mistake":
                    self._verdict.note(f"an event of the kind mistake: {event['data']}", answers[-1].shot)
                    tally.faults += 1


def tell(line: str) -> None:
    """Progress, where somebody looks."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)
