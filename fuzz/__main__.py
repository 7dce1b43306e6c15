"""Hostile input by the hundred thousand at a real `gmis up`, and a verdict: scripts/fuzz."""

import argparse
import random
import signal
import sys
import tempfile
from pathlib import Path
from time import sleep

from fuzz import target as targets
from fuzz.areas.large_mails import SIZES, Large, measured
from fuzz.attack import NAMES, Attack, tell
from fuzz.by_http import Line
from fuzz.memory import can_be_told, resident, with_children
from fuzz.report import Report
from fuzz.shot import Shot, kept
from fuzz.verdict import Verdict, tracebacks
from fuzz.watcher import Watcher
from fuzz.worlds import Worlds

OUT = Path("report/fuzz")
GMIS = [sys.executable, "-m", "gmis"]
_FEW, _FEWEST = 20_000, 1000  # inputs; a shorter run tries smaller large mails, or none unless it is told to


def main() -> int:
    """0: no fault; 1: some; 2: there is no such input to repeat."""
    parser = argparse.ArgumentParser(prog="scripts/fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=100_000, metavar="N", help="default: 100000")
    parser.add_argument("--seed", type=int, default=None, metavar="N", help="default: another one each time")
    parser.add_argument(
        "--only", choices=("large", *NAMES), action="append", help="an area; may be given several times"
    )
    parser.add_argument("--repeat", type=Path, metavar="FILE", help="fire one input again, and say what comes of it")
    parser.add_argument("--up", default="", metavar="FILE", help="a Python program in the place of gmis")
    parser.add_argument("--output", type=Path, default=OUT, metavar="DIR", help=f"default: {OUT}")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # else what was started would stay
    program = [sys.executable, given.up] if given.up else GMIS
    if given.repeat:
        return repeat(program, given.repeat)
    seed = random.randrange(1_000_000) if given.seed is None else given.seed  # noqa: S311 (no secret)
    print(f"scripts/fuzz: {given.inputs} inputs, seed {seed}", flush=True)
    report = attacked(program, given.inputs, seed, given.only or _areas(given.inputs), given.output)
    report.write(given.output.with_suffix(".json"))
    tell("")
    for line in report.lines():
        print(line)
    return 1 if report.faults else 0


def _areas(inputs: int) -> list[str]:
    return ["large", *NAMES] if inputs >= _FEWEST else [*NAMES]


def attacked(program: list[str], inputs: int, seed: int, only: list[str], out: Path) -> Report:
    """All of it, area by area."""
    verdict, large = Verdict(out, seed), []
    if "large" in only and can_be_told():
        for each in measured(program, SIZES if inputs >= _FEW else SIZES[:1]):
            tell(f"large: {each.mib} MiB of {each.shape} by {each.door}")
            large.append(each)
            _note_large(verdict, each)
    with targets.started(program) as target, tempfile.TemporaryDirectory() as folder:
        worlds = Worlds(target)
        attack = Attack(target, verdict, watcher := Watcher(target), worlds, Path(folder))
        before, tallies = resident(target.pid), []
        with watcher:
            areas = [name for name in NAMES if name in only]
            shares = {name: attack.area(name).share for name in areas}
            for name in areas:
                wanted = round(inputs * shares[name] / sum(shares.values()))
                tallies += [attack.run(attack.area(name), wanted, seed)]
        _note_late(verdict, watcher)
        worlds.delete()
        Line(target.inbox).json("DELETE", "/api/v1/messages")
        after = (resident(target.pid), with_children(target.pid))
        return Report(seed, tallies, verdict.faults, large, watcher, before, after)


def repeat(program: list[str], path: Path) -> int:
    """Fire the input in ``path`` at a process of its own."""
    try:
        shot = kept(path)
    except (OSError, ValueError) as error:
        print(f"scripts/fuzz: {error}", file=sys.stderr)
        return 2
    if shot.area not in NAMES:
        print(f"scripts/fuzz: {path} is of no single input: run all of it again, with the same --seed", file=sys.stderr)
        return 2
    with targets.started(program) as target, tempfile.TemporaryDirectory() as folder:
        attack = Attack(target, Verdict(Path(folder), 0), Watcher(target), Worlds(target), Path(folder))
        answers = list(attack.once(attack.area(shot.area), shot))
        sleep(0.2)  # what was accepted is perhaps still on its way
        told = target.new_errors()
    for answer in answers:
        print(f"{', '.join(answer.said)} {answer.about} after {answer.seconds:.3f} s {answer.fault}")
    print(told, end="")
    return 1 if tracebacks(told) or any(answer.fault for answer in answers) else 0


def _note_large(verdict: Verdict, each: Large) -> None:
    if each.fault:
        verdict.note(each.fault, Shot("large", 0, each.door, b""))


def _note_late(verdict: Verdict, watcher: Watcher) -> None:
    if watcher.failed:
        verdict.note(watcher.failed, Shot("page", 0, "simulator", b""))
    for during, seconds in watcher.late.items():
        verdict.note(f"① of a quiet world took {seconds:.1f} s during {during}", Shot("page", 0, "simulator", b""))


if __name__ == "__main__":
    sys.exit(main())
