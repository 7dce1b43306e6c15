"""The page over several runs: one self-contained HTML file."""

import os
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from e2e.requirements import KINDS, Requirement
from fixtures.dossier import Headline
from fixtures.results_file import Outcome
from gmis.lanes import BAD, Cell, Lane, Row, Source, lanes_of, rows_of
from gmis.traceability import UNKNOWN, by_step, trace


def sentence(title: str) -> str:
    """A test's name as it is read: ``test_a_link_is_dead[x_y]`` becomes ``a link is dead [x_y]``."""
    if not title.startswith("test_"):
        return title
    name, bracket, parameters = title.removeprefix("test_").partition("[")
    return f"{name.replace('_', ' ')} {bracket}{parameters}".strip()


def origin(source: str) -> str:
    """A requirement's source in Japanese: ``manual 案内文書の手順①`` becomes 案内文書の手順①."""
    kind, _, where = source.partition(" ")
    known = {"manual": "案内文書", "platform": "基盤の仕様", "public": "公開されている情報", "assumed": "想定"}
    said = known.get(kind, kind)
    return where if where.startswith(said) else f"{said}（{where}）" if where else said


_templates = Environment(
    loader=ChoiceLoader([PackageLoader("gmis"), PackageLoader("fixtures")]),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.filters["sentence"] = sentence
_templates.filters["origin"] = origin

WORDS = {
    "passed": "成功", "failed": "失敗", "error": "エラー", "flaky": "不安定", "skipped": "スキップ",
    "untested": "テストなし",
}  # fmt: skip
"""What an outcome is called."""

_SLOWEST = 10


class Merged:
    """Several runs joined. ``known``: every requirement by its id."""

    def __init__(self, sources: Sequence[Source], known: Mapping[str, Requirement]) -> None:
        self.sources = sources
        self.lanes: list[Lane] = lanes_of(sources)
        self.rows: list[Row] = rows_of(self.lanes)
        self.traced = trace(known, self.rows)
        self.steps = by_step(self.traced, self.rows)
        self.broken_off = [source for source in sources if source.broken_off]

    @property
    def counts(self) -> Counter[Outcome]:
        """How many tests came out how, each by its worst lane."""
        return Counter(row.outcome for row in self.rows)

    @property
    def untested(self) -> int:
        """How many requirements have no test in these runs."""
        return sum(each.outcome == "untested" for traced in self.traced.values() for each in traced)

    @property
    def green(self) -> bool:
        """Nothing failed, nothing is flaky, and every run came to its end."""
        return not self.broken_off and not any(self.counts[outcome] for outcome in BAD)

    @property
    def headline(self) -> Headline:
        """The verdict."""
        counts = self.counts
        runs = sum(len(lane.cells) for lane in self.lanes)
        told = "、".join(f"{WORDS[outcome]} {counts[outcome]}件" for outcome in WORDS if counts[outcome])  # type: ignore[index]
        sentence = f"テスト{len(self.rows)}件(のべ{runs}回): {told}。"
        if self.untested:
            sentence += f"テストのない要件が{self.untested}件あります。"
        if counts["failed"] or counts["error"]:
            return Headline("失敗あり", sentence, "bad")
        if self.broken_off:
            return Headline("途中で終了", sentence, "bad")
        if counts["flaky"]:
            return Headline("不安定あり", sentence, "warn")
        return Headline("失敗なし", sentence, "good")

    def page(self, output: Path) -> str:
        """Its HTML, with links that hold for ``output``."""
        cells = [cell for lane in self.lanes for cell in lane.cells]
        files: dict[str, list[Row]] = {}
        for row in self.rows:
            files.setdefault(row.file, []).append(row)
        skipped: dict[str, list[Cell]] = {}
        for cell in cells:
            if cell.result.outcome == "skipped":
                skipped.setdefault(cell.result.reason, []).append(cell)
        return _templates.get_template("merged.html").render(
            merged=self,
            bad=sorted((row for row in self.rows if row.outcome in BAD), key=lambda row: BAD.index(row.outcome)),
            files=files,
            skipped=dict(sorted(skipped.items(), key=lambda each: -len(each[1]))),
            slowest=sorted(cells, key=lambda cell: -cell.result.took)[:_SLOWEST],
            kinds={**KINDS, UNKNOWN: "一覧にない要件"},
            words=WORDS,
            outcomes=Counter,
            bad_outcomes=BAD,
            link=lambda path: quote(Path(os.path.relpath(path, output.parent)).as_posix()),
        )
