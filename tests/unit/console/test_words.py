"""What the console says is there for every kind of event, every setting and every word, in both languages alike."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gmis_api.language import spoken
from gmis_simulator.console.sentences import codes, sentences, titles
from gmis_simulator.console.settings import settings_in_words
from gmis_simulator.console.words import all_words
from gmis_simulator.world.settings import Settings
from tests.unit.api.test_titles import NAMES

SCRIPTS = Path(__file__).parents[3] / "simulator/gmis_simulator/web/static/console"
JAPANESE = re.compile("[\u3041-\u30fa\u4e00-\u9fff]")
THE_SAME = {"Med-Login", "G-MIS", "{source}: {meaning}"}


def texts(given: Any) -> Iterator[str]:
    """Every text in it, in order."""
    if isinstance(given, str):
        yield given
    for each in given.values() if isinstance(given, dict) else given if isinstance(given, list | tuple) else ():
        yield from texts(each)


def in_language(language: Any, part: str) -> list[str]:
    with spoken(language):
        return list(texts(all_words()[part]))


def test_every_kind_of_event_has_a_sentence() -> None:
    assert set(titles()) == NAMES["event"]


@pytest.mark.parametrize("part", ["words", "lanes", "sentences"])
def test_every_text_is_in_japanese_and_in_english_with_the_same_places_to_fill_in(part: str) -> None:
    for japanese, english in zip(in_language("ja", part), in_language("en", part), strict=True):
        assert not JAPANESE.search(english)
        assert japanese != english or english in THE_SAME or not re.search("[A-Za-z]", english) or part == "lanes"
        assert set(re.findall(r"{\w+}", japanese)) == set(re.findall(r"{\w+}", english))


def test_what_a_script_or_the_template_takes_is_there() -> None:
    scripts = "".join(path.read_text(encoding="utf-8") for path in SCRIPTS.glob("*.js"))
    template = (SCRIPTS.parents[2] / "console/templates/console.html").read_text(encoding="utf-8")
    taken = set(re.findall(r"\bwords\.(\w+)", scripts + template)) - {"js"}
    assert len(taken) > 50
    assert taken <= set(all_words()["words"])
    assert set(all_words()["words"]) - taken - {"running", "standing"} == set()  # those two by the clock's own word


def test_what_a_sentence_is_filled_in_with_is_a_field_of_events() -> None:
    for kind, sentence in sentences().items():
        assert set(re.findall(r"{(\w+)}", sentence)) <= NAMES["field"], kind


def test_codes_are_in_japanese_without_their_names_but_for_faults() -> None:
    with spoken("ja"):
        said = codes()
    assert said["reason"]["link-spent"] == "使用済みURL"
    assert said["fault"]["latency"] == "応答が遅れる (latency)"
    for kind in ("outcome", "reason", "state", "by", "verdict", "visit"):
        assert all(JAPANESE.search(each) for each in said[kind].values()), kind


@pytest.mark.parametrize("name", list(Settings.model_fields))
def test_a_setting_is_explained_in_japanese_with_where_its_default_comes_from(name: str) -> None:
    with spoken("ja"):
        said = settings_in_words()[name]
    source, _, meaning = said["hint"].partition(": ")
    assert source.split()[0] in ("案内文書", "基盤製品の公開仕様", "公開資料", "推定")
    assert JAPANESE.search(meaning)
    assert said["title"].endswith(f" ({name})")
    with spoken("en"):
        assert settings_in_words()[name]["hint"] == Settings.model_fields[name].description
