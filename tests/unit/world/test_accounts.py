from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from argon2 import PasswordHasher

from gmis_simulator.world.accounts import PasswordRefusal
from gmis_simulator.world.clock import JST
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.settings import Settings
from gmis_simulator.world.world import World

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=JST)
RIGHT, WRONG = "First-1a", "First-1b"


def make_world(settings: Settings | None = None) -> World:
    """A world that stands still, with one institution, whose password is RIGHT."""
    world = World("demo", "http://127.0.0.1:8000/demo", settings=settings, now=NOW, seed=1)
    world.accounts.put(Institution("ex000000", "見本医院", "info@demo.example", RIGHT))
    return world


def clinic(world: World) -> Institution:
    return world.accounts.holder("ex000000")


def told(world: World) -> list[tuple[str, dict[str, object]]]:
    """Every event so far."""
    return [(event.kind, event.data) for event in world.events.after()]


def test_an_account_is_found_whatever_the_capitals_of_its_name() -> None:
    world = make_world()
    assert world.accounts.get("EX000000") is world.accounts.get("ex000000") is world.accounts.holder("Ex000000")
    assert world.accounts.get("ex000001") is None


def test_a_namesake_takes_the_place_of_the_one_before_and_keeps_the_passwords_that_it_brings() -> None:
    world = make_world()
    hashes = list(clinic(world).password_hashes)
    world.accounts.put(Institution("EX000000", "新医院", "new@demo.example", "Other-1a", password_hashes=hashes))
    assert [institution.name for institution in world.accounts] == ["新医院"]
    assert clinic(world).password_hashes == hashes
    assert world.accounts.authenticate("ex000000", RIGHT)


def test_the_right_password_lets_in_whatever_the_capitals_of_the_name_and_leaves_no_trace() -> None:
    world = make_world()
    assert world.accounts.authenticate("EX000000", RIGHT) is clinic(world)
    assert told(world) == []


@pytest.mark.parametrize("password", [WRONG, "first-1a", "", RIGHT + " "])
def test_a_wrong_password_is_refused_and_counted(password: str) -> None:
    world = make_world()
    assert world.accounts.authenticate("EX000000", password) is None
    assert told(world) == [("login.refused", {"username": "ex000000", "reason": "password"})]
    assert clinic(world).failures == 1


def test_an_unknown_name_is_refused_as_it_was_typed() -> None:
    world = make_world()
    assert world.accounts.authenticate("EX999999", RIGHT) is None
    assert told(world) == [("login.refused", {"username": "EX999999", "reason": "unknown"})]


def test_a_disabled_account_is_refused_with_the_right_password_too_and_no_failure_is_counted() -> None:
    world = make_world()
    clinic(world).enabled = False
    assert world.accounts.authenticate("ex000000", RIGHT) is None
    assert world.accounts.authenticate("ex000000", WRONG) is None
    assert told(world) == [("login.refused", {"username": "ex000000", "reason": "disabled"})] * 2
    assert clinic(world).failures == 0


def test_so_many_failures_in_a_row_lock_the_account_and_the_lock_is_told_once() -> None:
    world = make_world(Settings(lockout_failures=3))
    for _ in range(2):
        world.accounts.authenticate("ex000000", WRONG)
    assert not clinic(world).locked(NOW)
    world.accounts.authenticate("ex000000", WRONG)
    assert clinic(world).locked_until == NOW + timedelta(minutes=15)
    assert told(world)[-2:] == [
        ("login.refused", {"username": "ex000000", "reason": "password"}),
        ("account.locked", {"username": "ex000000"}),
    ]

    assert world.accounts.authenticate("ex000000", RIGHT) is None
    assert told(world)[4:] == [("login.refused", {"username": "ex000000", "reason": "locked"})]
    assert clinic(world).failures == 3


def test_a_success_in_between_begins_the_count_anew() -> None:
    world = make_world(Settings(lockout_failures=2))
    for password in (WRONG, RIGHT, WRONG):
        world.accounts.authenticate("ex000000", password)
    assert clinic(world).failures == 1
    assert clinic(world).locked_until is None


def test_a_lock_ends_by_itself_after_its_minutes_and_the_count_begins_anew() -> None:
    world = make_world(Settings(lockout_failures=2, lockout_minutes=15))
    for _ in range(2):
        world.accounts.authenticate("ex000000", WRONG)
    world.clock.advance(timedelta(minutes=15) - timedelta(seconds=1))
    assert world.accounts.authenticate("ex000000", RIGHT) is None
    world.clock.advance(timedelta(seconds=1))
    assert world.accounts.authenticate("ex000000", WRONG) is None
    assert (clinic(world).failures, clinic(world).locked_until) == (1, None)
    assert world.accounts.authenticate("ex000000", RIGHT) is clinic(world)


def test_a_new_password_is_in_force_at_once_and_the_old_one_is_not() -> None:
    world = make_world()
    assert world.accounts.change_password(clinic(world), "Second-2", "Second-2") == []
    assert world.accounts.authenticate("ex000000", "Second-2") is clinic(world)
    assert world.accounts.authenticate("ex000000", RIGHT) is None
    assert clinic(world).changed_at == NOW
    assert told(world)[0] == ("password.changed", {"username": "ex000000"})


def test_the_first_password_is_the_last_one_until_another_is_saved() -> None:
    world = make_world()
    [(reason, sentence)] = world.accounts.change_password(clinic(world), RIGHT, RIGHT)
    assert reason is PasswordRefusal.HISTORY
    assert sentence == "過去3回に使用したパスワードは使用できません。"
    assert told(world) == [("password.refused", {"username": "ex000000", "reasons": ["history"]})]
    assert world.accounts.authenticate("ex000000", RIGHT) is clinic(world)


@pytest.mark.parametrize(
    ("history", "refused"),
    [
        (0, []),
        (1, ["Fourth-4"]),
        (2, ["Third-33", "Fourth-4"]),
        (3, ["Second-2", "Third-33", "Fourth-4"]),
        (4, [RIGHT, "Second-2", "Third-33", "Fourth-4"]),
    ],
)
def test_so_many_last_passwords_are_refused(history: int, refused: list[str]) -> None:
    world = make_world(Settings(password_history=history))
    for new in ("Second-2", "Third-33", "Fourth-4"):
        assert world.accounts.change_password(clinic(world), new, new) == []
    assert len(clinic(world).password_hashes) == max(history, 1)
    for old in refused:
        [(reason, sentence)] = world.accounts.change_password(clinic(world), old, old)
        assert (reason, sentence) == (
            PasswordRefusal.HISTORY,
            f"過去{history}回に使用したパスワードは使用できません。",
        )
    for free in {RIGHT, "Second-2", "Third-33", "Fourth-4"} - set(refused):
        assert world.accounts.change_password(replace(clinic(world)), free, free) == []


def test_every_rule_that_is_broken_is_told_and_so_is_a_second_entry_that_differs() -> None:
    world = make_world()
    assert world.accounts.change_password(clinic(world), "abc", "abd") == [
        (PasswordRefusal.POLICY, "8文字以上の条件を満たしていません。"),
        (PasswordRefusal.POLICY, "1個以上の大文字の条件を満たしていません。"),
        (PasswordRefusal.POLICY, "1個以上の数字の条件を満たしていません。"),
        (PasswordRefusal.MISMATCH, "「新しいパスワード」と「新しいパスワードの確認」が一致しません。"),
    ]
    reasons = ["policy", "policy", "policy", "mismatch"]
    assert told(world) == [("password.refused", {"username": "ex000000", "reasons": reasons})]
    assert clinic(world).changed_at is None


def test_a_password_that_breaks_a_rule_is_not_told_to_be_an_old_one() -> None:
    world = make_world()
    [(reason, _)] = world.accounts.change_password(clinic(world), RIGHT, WRONG)
    assert reason is PasswordRefusal.MISMATCH


def test_how_long_a_password_must_be_is_the_worlds_setting() -> None:
    world = make_world(Settings(password_minimum_length=10))
    [(reason, sentence)] = world.accounts.change_password(clinic(world), "Second-22", "Second-22")
    assert (reason, sentence) == (PasswordRefusal.POLICY, "10文字以上の条件を満たしていません。")
    assert world.accounts.change_password(clinic(world), "Second-222", "Second-222") == []


def test_where_a_day_must_lie_between_changes_a_second_one_waits_for_24_hours() -> None:
    world = make_world(Settings(one_day_between_changes=True))
    assert world.accounts.change_password(clinic(world), "Second-2", "Second-2") == []
    world.clock.advance(timedelta(hours=24) - timedelta(seconds=1))
    assert world.accounts.change_password(clinic(world), "Third-33", "Third-33") == [
        (PasswordRefusal.TOO_SOON, "前回の変更から24時間が経過していないため、変更できません。")
    ]
    assert told(world)[-1] == ("password.refused", {"username": "ex000000", "reasons": ["too-soon"]})
    world.clock.advance(timedelta(seconds=1))
    assert world.accounts.change_password(clinic(world), "Third-33", "Third-33") == []


def test_where_it_need_not_a_second_change_may_follow_at_once() -> None:
    world = make_world()
    for new in ("Second-2", "Third-33"):
        assert world.accounts.change_password(clinic(world), new, new) == []


def test_after_the_cost_of_hashes_was_raised_a_name_that_there_is_not_costs_what_one_costs_that_there_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world, paid = make_world(), []
    world.change_settings({"password_hash_passes": 3, "password_hash_memory_kib": 64})
    monkeypatch.setattr(PasswordHasher, "verify", lambda _, hashed, __: paid.append(hashed.split("$")[3]))

    world.accounts.authenticate("ex000000", WRONG)
    known, paid[:] = list(paid), []
    world.accounts.authenticate("ex999999", WRONG)
    assert known == paid == ["m=8,t=1,p=1"]

    world.accounts.put(Institution("ex000001", "別の医院", "other@demo.example", RIGHT))
    for username in ("ex000000", "ex000001", "ex999999"):
        paid.clear()
        world.accounts.authenticate(username, WRONG)
        assert paid == ["m=64,t=3,p=1", "m=8,t=1,p=1"]
