"""One hostile input, what came of it, and the file in which it is kept."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Shot:
    """Input ``number`` of ``area``: the bytes ``raw`` go to ``door``, as they are.

    ``door`` is "simulator", "inbox" (HTTP), "smtp" (the inbox's), "exchange", or what reads in this process.
    """

    area: str
    number: int
    door: str
    raw: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """``said``: the class of each answer, such as "2xx" and "hung up"; ``fault``: what is wrong with it, if anything.

    ``about``: what a later check wants to know, such as the ID of a mail that was taken.
    """

    shot: Shot
    said: tuple[str, ...]
    seconds: float
    fault: str = ""
    about: str = ""


def status_class(status: int) -> str:
    """``2xx`` and so on; what a server may not and need not say stands by itself."""
    return str(status) if status in (500, 501) else f"{status // 100}xx"


def keep(path: Path, shot: Shot, *, seed: int, fault: str) -> None:
    """Write it to ``path``: a line of JSON about it, then its bytes."""
    about = asdict(shot) | {"seed": seed, "fault": fault}
    del about["raw"]
    path.write_bytes(json.dumps(about, ensure_ascii=False).encode("utf-8", "replace") + b"\n" + shot.raw)


def kept(path: Path) -> Shot:
    """What `keep` wrote; raises ValueError with a sentence for another file."""
    head, _, raw = path.read_bytes().partition(b"\n")
    try:
        about = json.loads(head)
        return Shot(about["area"], about["number"], about["door"], raw)
    except (ValueError, KeyError, TypeError):
        raise ValueError(f"{path} is no input that scripts/fuzz kept: it writes them to report/fuzz/NNN.bin") from None
