"""What the tests are to show: the leaflet's sentences, the cases that others test, and every reported issue."""

import difflib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from e2e.reported_issue import every_issue

FILE = Path(__file__).with_name("requirements.toml")
KINDS = {"leaflet": "案内文書の記載", "recovery": "再設定の試験項目", "reported": "利用者からの報告"}
"""Every kind, with what it is called where it is shown."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """``source``: manual, platform, public or assumed, and where; ``step``: the leaflet's, ① to ⑦ or 後."""

    id: str
    kind: str
    title: str
    source: str
    step: str


def every_requirement() -> dict[str, Requirement]:
    """All of them by their id, the leaflet's first; raises ValueError for an id that is taken twice."""
    listed = tomllib.loads(FILE.read_text(encoding="utf-8"))
    found = [Requirement(id_, kind, **fields) for kind in listed for id_, fields in listed[kind].items()]
    for issue in every_issue():
        title = f"「{issue.said}」: {issue.title}"
        found.append(Requirement(issue.name, "reported", title, issue.facts.get("出典", ""), issue.leaflet_step))
    ids = [requirement.id for requirement in found]
    if twice := sorted({id_ for id_ in ids if ids.count(id_) > 1}):
        raise ValueError(f"{FILE}: ids that are taken twice, by a .feature file perhaps: {', '.join(twice)}")
    return {requirement.id: requirement for requirement in found}


def nearest_requirement(name: str, known: Iterable[str]) -> str:
    """The one that ``name`` was most likely meant to be; empty when none is close."""
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.4)
    return close[0] if close else ""
