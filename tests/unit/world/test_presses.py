"""One press that arrives twice is known by the number that its page carries."""

import pytest

from gmis_simulator.world.presses import Presses


def presses(key: bytes = b"k") -> Presses:
    return Presses(lambda: key)


def test_the_press_of_a_page_is_the_first_once() -> None:
    it = presses()
    press = it.of_next_page()
    assert [it.is_first(press), it.is_first(press), it.is_first(press)] == [True, False, False]


def test_each_page_that_is_shown_has_a_press_of_its_own() -> None:
    it = presses()
    shown = [it.of_next_page() for _ in range(3)]
    assert len(set(shown)) == 3
    assert all(it.is_first(each) for each in shown)


def test_nobody_finds_the_press_of_another_page_by_counting() -> None:
    it = presses()
    first = it.of_next_page()
    guessed = first.replace("1-", "2-")
    assert it.of_next_page() != guessed
    assert [it.is_first(guessed), it.is_first(guessed)] == [True, True]  # it is none, so that nothing is kept of it
    assert it.seen == set()


@pytest.mark.parametrize("press", ["", "-", "x", "1", "1-", "１-x", "9" * 5000 + "-x", "1-\udcff"], ids=range(8))
def test_what_is_no_press_of_ours_always_counts_as_a_first_one(press: str) -> None:
    it = presses()
    assert [it.is_first(press), it.is_first(press)] == [True, True]


def test_the_press_of_another_world_is_none_of_ours() -> None:
    theirs = presses(b"theirs").of_next_page()
    it = presses(b"ours")
    assert [it.is_first(theirs), it.is_first(theirs)] == [True, True]
