"""The catalogues are in step with what is said, and what keeps them so notices what is not."""

from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tools.catalogues.checks import compiled_wrong, problems
from tools.catalogues.files import compile_to
from tools.catalogues.said import is_japanese, said
from tools.catalogues.update import taken, updated

PATH = Path("locale/ja/LC_MESSAGES/gmis.po")


def catalogue(**messages: str) -> Catalog:
    """Messages without blanks in them, and their translations."""
    found = Catalog()
    for message, string in messages.items():
        found.add(message, string)
    return found


def test_what_stands_in_code_in_templates_and_in_the_help_of_commands_is_found() -> None:
    found = said("ja")
    for message in ("there is no scenario", "Several runs as one", "Which one drives the pages.  [default: chromium]"):
        assert any(message in str(each.id) for each in found), message
    assert not any(is_japanese(str(each.id)) for each in found)


@pytest.mark.parametrize(
    ("text", "japanese"),
    [
        ("report", False),
        ("press 「戻る」", False),
        ("「press」を押す", True),
        ("press (押す)", False),
        ("戻る", True),
        ("", False),
    ],
)  # fmt: skip
def test_a_sentence_is_japanese_unless_it_only_quotes_some(text: str, japanese: bool) -> None:
    assert is_japanese(text) is japanese


@pytest.mark.parametrize(
    ("kept", "wanted", "problem"),
    [
        (catalogue(), catalogue(new=""), "'new' is said, and is not there: run scripts/catalogues"),
        (catalogue(old="x"), catalogue(), "'old' is obsolete"),
        (catalogue(new=""), catalogue(new=""), "'new' is not translated: write its msgstr"),
    ],
)
def test_what_is_missing_or_too_much_is_told_in_one_sentence(kept: Catalog, wanted: Catalog, problem: str) -> None:
    (told,) = problems(kept, wanted, (), PATH)
    assert told.startswith(f"ja/gmis.po: {problem}")


def test_a_translation_that_is_fuzzy_or_lost_a_name_is_told() -> None:
    kept, wanted = catalogue(), catalogue(sure="")
    kept.add("sure", "x", flags={"fuzzy"})
    kept.add("{count} of {all}", "{count} {al}")
    wanted.add("{count} of {all}")
    fuzzy, lost = problems(kept, wanted, (), PATH)
    assert "is fuzzy" in fuzzy
    assert "must have the same {names} on both sides, not ['al', 'all']" in lost


def test_what_data_says_and_what_has_a_context_may_stand_there_or_not() -> None:
    kept = catalogue(data="x")
    kept.add("name", "x", context="persona")
    assert problems(kept, catalogue(), {"data", "other"}, PATH) == []
    found, dropped = updated(kept, catalogue(), {"data", "other"})
    assert (sorted(str(each.id) for each in found if each.id), dropped) == (["data", "name"], [])


def test_what_nothing_says_any_more_is_dropped_and_told_and_what_stays_keeps_its_translation() -> None:
    found, dropped = updated(catalogue(old="x", same="y"), catalogue(same="", new=""), ())
    assert {each.id: each.string for each in found if each.id} == {"same": "y", "new": ""}
    assert dropped == ["old = x"]


def test_another_branchs_translation_is_taken_where_there_is_none() -> None:
    found = taken(catalogue(mine="1", empty=""), catalogue(mine="2", empty="3", theirs="4"))
    assert {each.id: each.string for each in found if each.id} == {"mine": "1", "empty": "3", "theirs": "4"}


def test_a_translation_that_nobody_has_confirmed_stays_fuzzy_wherever_it_goes() -> None:
    kept = Catalog()
    kept.add("said", "x", flags={"fuzzy"})
    kept.add("data", "x", flags={"fuzzy"})
    found, _ = updated(kept, catalogue(said=""), {"data"})
    both = [found, taken(catalogue(said=""), kept)]
    assert [[each.fuzzy for each in one if each.id] for one in both] == [[True, True]] * 2


def test_what_is_compiled_is_the_same_each_time_and_is_checked_against_its_source(tmp_path: Path) -> None:
    path, source = tmp_path / "gmis.mo", catalogue(one="1", empty="")
    source.add("name", "x", context="persona")
    source.add(("a sheep", "{count} sheep"), ("羊", "羊{count}"))
    assert compiled_wrong(source, path) != []
    compile_to(path, source)
    first = path.read_bytes()
    compile_to(path, source)
    assert path.read_bytes() == first
    assert compiled_wrong(source, path) == []
    source.add("two", "2")
    assert "is not what its .po says: run scripts/catalogues" in compiled_wrong(source, path)[0]
