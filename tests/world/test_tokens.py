from simulator.world.password_policy import PasswordPolicy
from simulator.world.tokens import Tokens


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
