"""Files that people hand over: snapshots, bundles, personas, reports, results; read in this process."""

import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json, to_json

from fuzz import chance as by
from fuzz import hostile_json
from fuzz.by_http import Line
from fuzz.shot import Answer, Shot
from fuzz.target import Target
from gmis_simulator.data import PERSONAS, own_personas
from gmis_simulator.data.files import read_personas
from gmis_simulator.world import snapshot
from gmis_simulator.world.personas import PersonaError
from pytest_gmis.evidence.bundle import WrongBundle, read_bundle
from pytest_gmis.evidence.results_file import RunResults, WrongResults, read_results
from pytest_gmis.reports.reading import WrongFeature, read_issue
from pytest_gmis.reports.shipped import FOLDER
from tests.rigs.bundles import bundle_of

_SLOW = 5.0  # seconds
_NAMES = (
    "../../x.json",
    "/x.json",
    "C:\\x.json",
    "manifest.json",
    "recording.json",
    "snapshot.json",
    "issue.feature",
    "x/../y",
    "\0.json",
    "",
)
_REFUSALS = (PersonaError, WrongBundle, WrongFeature, WrongResults)
# which `snapshots.restore` answers with 422
_OF_SNAPSHOTS = (ValidationError, ValueError, TypeError, KeyError)
_EMPTY = RunResults(name="x", started="2026-01-15T09:00:00+09:00").model_dump()


class Documents:
    """``said`` is "read" or "refused": any other end is a fault."""

    name, share = "documents", 0.15

    def __init__(self, target: Target, folder: Path) -> None:
        self._folder = folder
        self._snapshot = _snapshot_of(Line(target.simulator))
        self._personas = [path.read_bytes() for path in sorted(PERSONAS.glob("*.toml"))]
        self._features = [path.read_bytes() for path in sorted(FOLDER.glob("*.feature"))]
        self._own = own_personas()
        with tempfile.TemporaryDirectory() as made:
            self._bundle = bundle_of(None, Path(made)).read_bytes()
        self._read: dict[str, Callable[[Path], object]] = {
            "x.toml": lambda path: read_personas(path.parent),
            "x.feature": read_issue,
            "x.gmis.zip": read_bundle,
            "x.results.json": read_results,
            "snapshot.json": self._restored,
        }

    def shot(self, chance: Random, number: int) -> Shot:
        """A file, whose name says what reads it."""
        door = chance.choice(
            ("x.toml", "x.toml", "x.toml", "x.feature", "x.gmis.zip", "x.results.json", "snapshot.json")
        )
        match door:
            case "x.toml":
                raw = by.mangled(chance, chance.choice(self._personas))
            case "x.feature":
                raw = by.mangled(chance, chance.choice(self._features))
            case "x.gmis.zip":
                raw = by.mangled(chance, self._bundle) if by.one_in(chance, 3) else _archive(chance, self._bundle)
            case _:
                raw = _json(chance, self._snapshot if door == "snapshot.json" else _EMPTY | {"results": [_EMPTY]})
        return Shot(self.name, number, door, raw)

    def fire(self, shot: Shot) -> Answer:
        """Read it from a folder of its own."""
        path, began, said, fault = self._folder / shot.door, perf_counter(), "read", ""
        path.write_bytes(shot.raw)
        try:
            self._read[shot.door](path)
        except _REFUSALS:
            said = "refused"
        except Exception as error:
            expected = shot.door == "snapshot.json" and isinstance(error, _OF_SNAPSHOTS)
            said, fault = "refused", "" if expected else _told(error)
        finally:
            path.unlink()
        took = perf_counter() - began
        return Answer(shot, (said,), took, fault or (f"it took {took:.1f} s" if took > _SLOW else ""))

    def check(self, answers: list[Answer]) -> Iterable[Answer]:
        """Nothing more."""
        del answers
        return ()

    def _restored(self, path: Path) -> None:
        """As the control API makes a world again of what was uploaded."""
        document = to_json(from_json(path.read_bytes()))
        state = snapshot.State.model_validate_json(document)
        again = snapshot.restored("again", "http://127.0.0.1/again", state, self._own, {})
        snapshot.state_of(again).model_dump_json()


def _snapshot_of(line: Line) -> Any:
    """A small world in which something of each kind has happened."""
    name = line.json("POST", "/api/worlds", {"faults": [{"kind": "smtp-4xx"}], "seed": 1})["name"]
    line.json("POST", f"/api/worlds/{name}/walk", {"to": "⑥"})
    line.json("PUT", f"/api/worlds/{name}/mailboxes/box@{name}.example", {"persona": "outlook"})
    return line.json("GET", f"/api/worlds/{name}/snapshot")["world"]


def _json(chance: Random, tree: object) -> bytes:
    if by.one_in(chance, 10):
        return hostile_json.whole(chance)
    for _ in range(chance.choice((1, 1, 2, 4))):
        tree = hostile_json.spoiled(chance, tree)
    raw = hostile_json.written(tree)
    return by.mangled(chance, raw) if by.one_in(chance, 5) else raw


def _archive(chance: Random, good: bytes) -> bytes:
    """A zip that is sound, of files that are not; now and then it is far larger inside than outside."""
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([*files, *_NAMES])
    if name.endswith(".json") and name in files and not by.one_in(chance, 4):
        files[name] = _json(chance, json.loads(files[name]))
    else:
        files[name] = by.octets(chance) * chance.choice((0, 1, 1, 1, 50_000 if by.one_in(chance, 20) else 1))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for each, content in files.items():
            archive.writestr(zipfile.ZipInfo(each or "x"), content)
    return out.getvalue()


def _told(error: Exception) -> str:
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    where = f"{Path(frame.tb_frame.f_code.co_filename).name}:{frame.tb_lineno}" if frame else ""
    return f"{type(error).__name__} at {where}: {' '.join(str(error).split())[:200]}"
