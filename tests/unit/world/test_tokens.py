import re

import pytest

from gmis_simulator.world.password_policy import PasswordPolicy
from gmis_simulator.world.tokens import Tokens


def test_a_seed_gives_the_same_tokens_in_the_same_order() -> None:
    one, two = Tokens(7), Tokens(7)
    assert [one.token(), one.password(), one.token()] == [two.token(), two.password(), two.token()]
    assert Tokens(8).token() != Tokens(7).token()


def test_without_a_seed_no_two_tokens_are_alike() -> None:
    tokens = Tokens()
    made = {tokens.token() for _ in range(1000)}
    assert len(made) == 1000
    assert all(len(token) == 32 for token in made)


def test_a_first_password_meets_the_rules() -> None:
    assert PasswordPolicy().unmet(Tokens().password()) == []


def test_what_everybody_may_see_is_no_secret_of_another_world_of_the_same_seed() -> None:
    names, tokens = Tokens(1), Tokens(1)
    seen = {names.name() for _ in range(50)}
    assert len(seen) == 50
    assert seen & {tokens.token() for _ in range(50)} == set()
    assert {Tokens(1).name()} == {Tokens(1).name()}


@pytest.mark.parametrize("seed", [None, 1])
def test_each_kind_of_token_has_its_form(seed: int | None) -> None:
    tokens = Tokens(seed)
    assert re.fullmatch(r"[A-Za-z0-9_-]{32}", tokens.token())
    assert re.fullmatch(r"[0-9a-f]{32}", tokens.name())
    assert re.fullmatch(r"First-[0-9a-f]{10}1", tokens.password())
    assert len(tokens.key()) == 32


def test_a_number_is_any_of_those_between_the_two_and_both_of_them_too() -> None:
    tokens = Tokens(1)
    assert {tokens.between(3, 5) for _ in range(100)} == {3, 4, 5}
    assert {tokens.between(-1, 0) for _ in range(100)} == {-1, 0}
    assert tokens.between(7, 7) == 7


def test_the_key_is_the_seeds_and_takes_nothing_from_the_tokens() -> None:
    one, two = Tokens(1), Tokens(1)
    assert one.key() == one.key() == two.key() != Tokens(2).key()
    assert one.token() == Tokens(1).token()
    assert Tokens().key() != Tokens().key()


def test_a_source_goes_on_from_where_another_one_stood() -> None:
    one, two = Tokens(1), Tokens(2)
    one.token()
    state = one.state()
    assert state
    two.go_on_from(state)
    assert [one.token(), one.name()] == [two.token(), two.name()]


def test_what_is_no_state_is_refused() -> None:
    with pytest.raises(ValueError, match="state"):
        Tokens(1).go_on_from((99, (1, 2, 3), None))


def test_a_source_that_cannot_be_guessed_stands_nowhere() -> None:
    assert Tokens().state() is None
