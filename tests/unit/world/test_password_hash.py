from collections import Counter

import pytest
from argon2 import PasswordHasher

from gmis_simulator.world.password_hash import Hashes
from gmis_simulator.world.settings import Settings

LOW, HIGH = Settings(), Settings(password_hash_passes=2, password_hash_memory_kib=64)


def hashes_of(*in_force: str, settings: Settings = LOW) -> Hashes:
    return Hashes(settings, lambda: in_force)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often a password was checked at each cost; a test clears it."""
    counted: Counter[str] = Counter()
    verify = PasswordHasher.verify

    def noted(hasher: PasswordHasher, hashed: str, password: str) -> bool:
        counted[hashed.split("$")[3]] += 1
        return verify(hasher, hashed, password)

    monkeypatch.setattr(PasswordHasher, "verify", noted)
    return counted


@pytest.mark.parametrize("password", ["Abcdefg1", "", "パスワード1Aa", "x" * 60_000])
def test_a_hash_matches_its_own_password_alone(password: str) -> None:
    hashed = hashes_of().make(password)
    hashes = hashes_of(hashed)
    assert hashed.startswith("$argon2id$")
    assert hashes.match(password, hashed)
    assert hashes.logs_in(password, hashed)
    assert not hashes.match(password + " ", hashed)
    assert not hashes.logs_in(password + " ", hashed)


def test_no_account_matches_no_password() -> None:
    hashes = hashes_of(hashes_of().make("Abcdefg1"), hashes_of().make(""))
    assert not hashes.logs_in("", None)
    assert not hashes.logs_in("Abcdefg1", None)


def test_the_cost_is_the_worlds_setting() -> None:
    assert "m=64,t=2,p=1" in hashes_of(settings=HIGH).make("x")


@pytest.mark.parametrize("now", [LOW, HIGH], ids=["low", "high"])
@pytest.mark.parametrize("before", [[LOW], [HIGH], [LOW, HIGH], [HIGH, LOW, HIGH]], ids=lambda each: f"of {len(each)}")
def test_names_known_and_unknown_cost_the_same_whatever_was_set_when(
    before: list[Settings], now: Settings, counted: Counter[str]
) -> None:
    in_force = [hashes_of(settings=each).make("First-1x") for each in before]
    hashes = hashes_of(*in_force, settings=now)

    paid = []
    for hashed in [*in_force, None]:
        for password in ("First-1x", "wrong"):
            counted.clear()
            assert hashes.logs_in(password, hashed) is (hashed is not None and password == "First-1x")
            paid.append(dict(counted))

    assert set(paid[0].values()) == {1}
    assert all(each == paid[0] for each in paid)
