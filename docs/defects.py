"""Writes docs/defects.md out of gmis_simulator/defects and docs/defects.json: `.venv/bin/python -m docs.defects`.

With the folder of a grade (`python -m docs.defects report/grade`) docs/defects.json is made of it first.
"""

import json
import sys
from pathlib import Path
from typing import Any

from gmis_simulator.defects.catalogue import AREAS
from gmis_simulator.defects.defect import Area, Defect
from pytest_gmis.reports.graded.grade import FILE, Grade, read_grade

PAGE = Path(__file__).parent / "defects.md"
DATA = Path(__file__).parent / "defects.json"
_HEAD = """\
# Defects: the mistakes that can be switched on

Generated from `gmis_simulator/defects` by `python -m docs.defects`; a test holds the two together. A defect is a named,
realistic mistake of the portal, its mail or the simulator itself, by which a suite shows what it notices
(`gmis grade`). A decoy is a change that harms nobody: a suite that is red with one clings to what nobody promised.

Switched on in one world by `PUT /api/worlds/{{world}}/defects ["NAME"]`, by `{{"defects": ["NAME"]}}` when it is
made, in the control room, or by a sentence of a `.feature` (docs/steps.md); in all worlds of a process by
`gmis up --defects NAME,…` or `PUT /api/defects`, which no world tells of itself.

Each row: name; what is wrong and 害 what a user suffers; 手順 the leaflet's step; 要件 the ID in e2e/requirements.toml;
類型 a public class of mistake (CWE, ASVS, WCAG, RFC), or what systems of this kind are known to do; 見方 how a tester
could see it; the test of `e2e/` that noticed it, with the seconds until it was red (docs/defects.json is the data).

{counts}
"""


def page() -> str:
    """The whole page."""
    defects = [each for area in AREAS for each in area.defects]
    decoys = sum(each.decoy for each in defects)
    counts = f"{len(defects) - decoys} defects and {decoys} decoys in {len(AREAS)} areas."
    noticed: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))["noticed_by"] if DATA.exists() else {}
    return _HEAD.format(counts=counts) + "".join(_section(area, noticed) for area in AREAS)


def _section(area: Area, noticed: dict[str, Any]) -> str:
    rows = "\n".join(_row(each, noticed.get(each.name, {})) for each in area.defects)
    head = "| 名前 | 誤り・害 | 手順・要件 | 類型 | 見方 | 気づいたテスト |\n|---|---|---|---|---|---|"
    return f"\n## `{area.name}`: {area.title} ({len(area.defects)})\n\n{head}\n{rows}\n"


def _row(defect: Defect, noticed: dict[str, float]) -> str:
    test, took = next(iter(noticed.items()), ("", 0.0))
    by = f"`{test}` {took:.1f} s" if test else "なし" if defect.decoy else ""
    cells = (
        f"`{defect.name}`",
        f"{defect.title}。害: {defect.harm}",
        " ".join(filter(None, (defect.step, defect.requirement and f"`{defect.requirement}`"))),
        defect.source,
        defect.seen,
        by,
    )
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def data_of(grade: Grade) -> str:
    """What docs/defects.json holds: which tests noticed each defect, with the seconds of the red run."""
    found = {each.defect.name: {red.test: red.took for red in each.red} for each in grade.results if each.red}
    about = "which tests of e2e noticed each defect: the first alone, unless `whole`; seconds until it was red"
    return json.dumps({"about": about, "whole": grade.whole, "noticed_by": found}, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        DATA.write_text(data_of(read_grade(Path(sys.argv[1]) / FILE)), encoding="utf-8")
    PAGE.write_text(page(), encoding="utf-8")
