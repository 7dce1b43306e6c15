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
