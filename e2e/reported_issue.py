"""A reported issue as its .feature file tells it, checked before anything is run."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from gherkin.errors import CompositeParserException
from gherkin.parser import Parser

from e2e.reported import FOLDER
from e2e.steps.vocabulary import fitting, nearest
from e2e.tags import SYMPTOM, TAGS, nearest_tag

Kind = Literal["前提", "もし", "ならば"]

FACTS = ("利用者の申告", "原因", "対処", "見分け方", "出典")


class WrongFeature(Exception):
    """A .feature file cannot be used: each line of the message names file, line, what is wrong, what is allowed."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line: ``keyword`` as written (前提, もし, かつ …), ``kind`` what it means there, ``text`` without it."""

    line: int
    keyword: str
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """``steps`` in order; those of a 背景 come first."""

    line: int
    name: str
    tags: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class ReportedIssue:
    """``name``: the file's; ``title``: the cause in a few words; ``facts``: the lines of `FACTS` by their label."""

    path: Path
    title: str
    facts: dict[str, str]
    tags: tuple[str, ...]
    scenarios: tuple[Scenario, ...]

    @property
    def name(self) -> str:
        """By which `gmis repro` knows it."""
        return self.path.stem

    @property
    def said(self) -> str:
        """What the user said."""
        return self.facts.get("利用者の申告", "")

    @property
    def leaflet_step(self) -> str:
        """The leaflet's step, ① to ⑦, ③' or 後; empty when no tag names it."""
        return next((tag.removeprefix("手順") for tag in self.tags if tag.startswith("手順")), "")

    @property
    def symptom(self) -> Scenario:
        """The scenario in which it happens: the one with @症状, else the first."""
        return next((each for each in self.scenarios if SYMPTOM in each.tags), self.scenarios[0])

    @property
    def remedies(self) -> tuple[Scenario, ...]:
        """The others, in which what helps helps."""
        return tuple(each for each in self.scenarios if each is not self.symptom)


def every_issue(folder: Path = FOLDER) -> list[ReportedIssue]:
    """All of them, by the leaflet's steps; raises WrongFeature."""
    issues = [read_issue(path) for path in sorted(folder.glob("*.feature"))]
    return sorted(issues, key=lambda issue: (_ORDER.find(issue.leaflet_step) % 100, issue.said, issue.name))


def read_issue(path: Path) -> ReportedIssue:
    """The issue in that file; raises WrongFeature for whatever would stop it from being run."""
    try:
        document = Parser().parse(path.read_text(encoding="utf-8"))
    except CompositeParserException as error:
        raise WrongFeature("\n".join(_syntax(path, each) for each in error.errors)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise WrongFeature(f"{path}: UTF-8のファイルとして読めません: {error}") from None
    feature = document.get("feature")
    if feature is None:
        raise WrongFeature(f"{path}:1: 「機能:」がありません。1行目は「# language: ja」、次に「機能: 原因」と書きます")
    issue = ReportedIssue(path, feature["name"], _facts(feature["description"]), _tags(feature), _scenarios(feature))
    if problems := list(_problems(issue, feature)):
        raise WrongFeature("\n".join(problems))
    return issue


_TOKENS = {
    "#Language": "「# language: ja」", "#FeatureLine": "「機能: …」", "#BackgroundLine": "「背景:」",
    "#ScenarioLine": "「シナリオ: …」", "#StepLine": "「前提 / もし / ならば / かつ / ただし」で始まる手順",
    "#ExamplesLine": "「例:」", "#TableRow": "表", "#TagLine": "@タグ", "#Comment": "# で始まる注釈",
    "#Other": "説明の文",
}  # fmt: skip
"""What Gherkin's own messages call it, as the person who writes the file knows it."""

_KINDS: dict[str, Kind] = {"Context": "前提", "Action": "もし", "Outcome": "ならば"}
_ORDER = "①②③'④⑤⑥⑦後"


def _facts(description: str) -> dict[str, str]:
    lines = (line.strip().partition(":") for line in description.replace("：", ":").splitlines())
    return {label.strip(): value.strip() for label, colon, value in lines if colon}


def _tags(node: Any) -> tuple[str, ...]:
    return tuple(tag["name"].removeprefix("@") for tag in node["tags"])


def _scenarios(feature: Any) -> tuple[Scenario, ...]:
    children = feature["children"]
    first = [step for child in children if "background" in child for step in child["background"]["steps"]]
    return tuple(
        Scenario(
            each["location"]["line"],
            each["name"],
            _tags(each),
            tuple(_steps([*first, *each["steps"]])),
        )
        for child in children
        if (each := child.get("scenario"))
    )


def _steps(steps: list[Any]) -> Iterator[Step]:
    kind: Kind = "前提"
    for step in steps:
        kind = _KINDS.get(step["keywordType"], kind)  # かつ means what stood before it
        yield Step(step["location"]["line"], step["keyword"].strip(), kind, step["text"])


def _problems(issue: ReportedIssue, feature: Any) -> Iterator[str]:
    if not issue.scenarios:
        yield f"{issue.path}:{feature['location']['line']}: シナリオがありません。「シナリオ: …」をひとつ以上書きます"
    for node in (feature, *(child["scenario"] for child in feature["children"] if "scenario" in child)):
        for tag in node["tags"]:
            if (name := tag["name"].removeprefix("@")) not in TAGS:
                near = f"もしかして @{near}? " if (near := nearest_tag(name)) else ""
                yield (
                    f"{issue.path}:{tag['location']['line']}: タグ「@{name}」はありません。{near}使えるタグ: "
                    f"{' '.join(f'@{each}' for each in TAGS)}"
                )
    for scenario in issue.scenarios:
        if not scenario.steps:
            yield f"{issue.path}:{scenario.line}: シナリオ「{scenario.name}」に手順がありません"
        for step in scenario.steps:
            found = fitting(step.text)
            if not found:
                listed = "".join(f"\n    {pattern}" for pattern in nearest(step.text))
                said = f"「{step.text}」という手順はありません。近いもの:{listed}\n  一覧: docs/steps.md"
                yield f"{issue.path}:{step.line}: {said}"


def _syntax(path: Path, error: Any) -> str:
    expected, _, got = (str(error).partition(": ")[2] or str(error)).removeprefix("expected: ").partition(", got ")
    allowed = [_TOKENS[token] for token in expected.split(", ") if token in _TOKENS]
    said = f"{got} はここに書けません。書けるもの: {'、'.join(allowed)}" if got and allowed else expected
    return f"{path}:{error.location['line']}: {said}"
