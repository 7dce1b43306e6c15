"""Differences that are known: which mails and fields, why, and which row of docs/inbox.md says so."""

import fnmatch
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.rigs.corpus.comparison import Difference

Found = Mapping[str, Sequence[Difference]]  # the differences of each mail, by its name


@dataclass(frozen=True)
class Known:
    """Patterns of `mails` and `fields`, with * for anything; `row` is the first cell of a row of docs/inbox.md."""

    mails: tuple[str, ...]
    fields: tuple[str, ...]
    reason: str
    row: str

    def covers(self, name: str, field: str) -> bool:
        """Whether this difference is known by it."""
        return _any(name, self.mails) and _any(field, self.fields)


def read_known(path: Path) -> list[Known]:
    """The entries of a TOML file of `[[known]]` tables. Raises KeyError when one lacks a key of `Known`."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["known"]
    return [Known(tuple(each["mails"]), tuple(each["fields"]), each["reason"], each["row"]) for each in entries]


def unknown(found: Found, known: Sequence[Known]) -> dict[str, list[Difference]]:
    """What of `found` no entry covers."""
    left = {
        name: [each for each in different if not any(entry.covers(name, each[0]) for entry in known)]
        for name, different in found.items()
    }
    return {name: different for name, different in left.items() if different}


def idle(found: Found, known: Sequence[Known]) -> Iterator[str]:
    """Each pattern of `known` that covers nothing of `found`, for people to read."""
    for entry in known:
        covered = [
            (name, each[0]) for name, different in found.items() for each in different if entry.covers(name, each[0])
        ]
        for pattern in entry.mails:
            if not any(fnmatch.fnmatchcase(name, pattern) for name, _ in covered):
                yield f"mails {pattern} ({entry.row})"
        for pattern in entry.fields:
            if not any(fnmatch.fnmatchcase(field, pattern) for _, field in covered):
                yield f"fields {pattern} of {', '.join(entry.mails)} ({entry.row})"


def _any(value: str, patterns: Sequence[str]) -> bool:
    return any(fnmatch.fnmatchcase(value, pattern) for pattern in patterns)
