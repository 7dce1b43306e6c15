"""A note of what is not read: English for programs, and told in one language to people."""

import pytest

from gmis_api.language import spoken
from gmis_simulator.mime.notes import in_words, noted


@pytest.mark.parametrize(
    ("what", "values", "english", "japanese"),
    [
        ("parts", {}, "the first ones are read, the others are not", "部分は初めのものを読み、残りは読んでいません"),
        (
            "field", {"name": "To (x)", "read": 3, "all": 9},
            "of To (x) the first 3 of 9 signs are read", "To (x) は 9 文字のうち初めの 3 文字を読みました",
        ),
        (
            "mail", {"reason": "more than 5 seconds, or than the memory there is"},
            "its headers are read, the rest is not: more than 5 seconds, or than the memory there is",
            "ヘッダーだけを読みました: 5秒を超えたか、メモリーが足りません",
        ),
        (
            "message", {"reason": "more than 9 MiB of memory"},
            "its headers are read, the rest is not: more than 9 MiB of memory",
            "ヘッダーだけを読みました: メモリーが 9 MiB を超えました",
        ),
    ],
)  # fmt: skip
def test_a_note_is_told_in_the_language_that_is_spoken(
    what: str, values: dict[str, object], english: str, japanese: str
) -> None:
    note = noted(what, **values)
    with spoken("en"):
        assert in_words(note) == f"{english} ({what})"
    with spoken("ja"):
        assert in_words(note) == f"{japanese} ({what})"


@pytest.mark.parametrize("note", ["", "parts", "parts: of another time", "unknown: the first ones are read"])
def test_a_note_of_another_time_is_told_as_it_is(note: str) -> None:
    assert in_words(note) == note
