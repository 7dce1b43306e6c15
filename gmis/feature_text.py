"""The text of a .feature file that was not written by a person."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from e2e.tags import SYMPTOM

Kind = Literal["given", "when", "then", "comment"]
_KEYWORDS: dict[Kind, str] = {"given": "前提", "when": "もし", "then": "ならば"}
UNKNOWN = "まだ分かっていません。"
_GO_ON = """\
  # ここから先は、人が書きます。使える文の一覧: docs/steps.md
  # 1. 「ならば」を、利用者に見えたものに直す。再現するまで「前提」と「もし」を足し引きする: gmis repro FILE
  # 2. 原因が分かったら、機能の名前を原因にして、原因・対処・見分け方・出典を書く。
  # 3. @対処 のシナリオに、対処すると解決するまでを書いて確かめる: gmis repro --remedy FILE
"""


@dataclass(frozen=True, slots=True)
class Line:
    """One step, or a ``comment`` between steps; ``text`` is without keyword and without #."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of an issue. ``remarks``: lines for whoever goes on, below the scenario."""

    said: str
    tags: Sequence[str]
    scenario: str
    lines: Sequence[Line]
    source: str
    remarks: Sequence[str] = field(default=())

    def text(self) -> str:
        """The whole file."""
        facts = [
            f"利用者の申告: {self.said}",
            f"原因: {UNKNOWN}",
            f"対処: {UNKNOWN}",
            f"見分け方: {UNKNOWN}",
            f"出典: {self.source}",
        ]
        head = ["# language: ja", " ".join(f"@{tag}" for tag in self.tags), f"機能: {self.said}(原因は調査中)"]
        scenario = [f"  @{SYMPTOM}", f"  シナリオ: {self.scenario}", *(f"    {each}" for each in _steps(self.lines))]
        remarks = [f"  # {each}".rstrip() if each else "" for each in self.remarks]
        return "\n".join([*head, *(f"  {fact}" for fact in facts), "", *scenario, "", *remarks, _GO_ON])


def _steps(lines: Sequence[Line]) -> list[str]:
    """Each with its keyword; かつ where it is the same as that of the step before."""
    said, before = [], ""
    for line in lines:
        if line.kind == "comment":
            said.append(f"# {line.text}")
            continue
        said.append(f"{'かつ' if line.kind == before else _KEYWORDS[line.kind]} {line.text}")
        before = line.kind
    return said
