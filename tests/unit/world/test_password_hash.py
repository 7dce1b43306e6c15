import pytest

from gmis_simulator.world.password_hash import Hashes
from gmis_simulator.world.settings import Settings


@pytest.mark.parametrize("password", ["Abcdefg1", "", "パスワード1Aa", "x" * 60_000])
def test_a_hash_matches_its_own_password_alone(password: str) -> None:
    hashes = Hashes(Settings())
    hashed = hashes.make(password)
    assert hashed.startswith("$argon2id$")
    assert hashes.match(password, hashed)
    assert not hashes.match(password + " ", hashed)


def test_no_account_matches_no_password() -> None:
    hashes = Hashes(Settings())
    assert not hashes.match("", None)
    assert not hashes.match("Abcdefg1", None)


def test_the_cost_is_the_worlds_setting() -> None:
    hashed = Hashes(Settings(password_hash_passes=2, password_hash_memory_kib=64)).make("x")
    assert "m=64,t=2,p=1" in hashed
