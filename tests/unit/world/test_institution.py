from datetime import datetime, timedelta

import pytest

from gmis_simulator.world.clock import JST
from gmis_simulator.world.institution import Institution, is_username, username_key

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=JST)


@pytest.mark.parametrize("text", ["ex000000", "EX000000", "12345678", "abcdefgh"])
def test_a_user_name_is_eight_half_width_letters_or_digits(text: str) -> None:
    assert is_username(text)


@pytest.mark.parametrize(
    "text", ["", "ex00000", "ex0000000", "ex00000_", "ex 00000", "ｅｘ００００００", "ex00000０", "ex000000\n"]
)
def test_all_else_is_none(text: str) -> None:
    assert not is_username(text)


def test_two_spellings_of_one_user_name_have_one_key() -> None:
    assert username_key("EX00000a") == username_key("ex00000A") == "ex00000a"
    assert username_key("ex00000a") != username_key("ex00000b")


def test_an_account_is_locked_until_the_moment_at_which_its_lock_ends() -> None:
    institution = Institution("ex000000", "見本医院", "info@demo.example", "First-1a")
    assert not institution.locked(NOW)
    institution.locked_until = NOW
    assert institution.locked(NOW - timedelta(microseconds=1))
    assert not institution.locked(NOW)
    assert not institution.locked(NOW + timedelta(microseconds=1))
