"""An account that is closed after its mail was sent: disabled, removed, or given another user name."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from gmis_simulator.world.institution import Institution
from gmis_simulator.world.office import Register
from gmis_simulator.world.settings import Settings
from gmis_simulator.world.world import World
from tests.rigs.worlds import events, world_with

Close = Callable[[World], object]


def disable(world: World) -> None:
    world.put_institution(replace(world.accounts.holder("ex000000"), username="EX000000", enabled=False))


def remove(world: World) -> None:
    world.remove_institution(world.accounts.holder("ex000000"))


def rename(world: World) -> None:
    world.rename_institution(world.accounts.holder("ex000000"), "ex000009")


CLOSINGS = [(disable, "account-disabled"), (remove, "account-removed"), (rename, "username-changed")]


@pytest.mark.parametrize(("close", "reason"), CLOSINGS)
def test_the_link_that_was_sent_is_of_no_use_and_the_log_says_why(close: Close, reason: str) -> None:
    world = world_with()
    link = world.links.issue("EX000000", None)
    close(world)
    assert world.links.state(link.token) == "revoked"
    assert events(world, "link.revoked") == [{"link": 1, "username": "EX000000", "reason": reason}]
    assert world.links.spend(link.token)[1] is None


@pytest.mark.parametrize(("close", "reason"), CLOSINGS)
def test_who_is_logged_in_is_so_no_longer(close: Close, reason: str) -> None:
    world = world_with()
    session = world.sessions.start("ex000000", by="password")
    close(world)
    assert world.sessions.get(session.id) is None
    assert events(world, "session.ended") == [{"username": "ex000000", "reason": reason}]


@pytest.mark.parametrize(("close", "reason"), CLOSINGS)
def test_who_has_the_change_page_open_is_still_to_be_told(close: Close, reason: str) -> None:
    world = world_with()
    session = world.sessions.start("ex000000", by="reset-link", must_change=True)
    close(world)
    assert world.sessions.get(session.id) is session
    assert session.void, reason


@pytest.mark.parametrize("close", [close for close, _ in CLOSINGS])
def test_nobody_elses_link_or_session_ends_by_it(close: Close) -> None:
    world = world_with()
    world.put_institution(Institution("ex000001", "ほかの医院", "info@demo.example", "First-1x"))
    link, session = world.links.issue("ex000001", None), world.sessions.start("ex000001", by="password")
    close(world)
    assert world.links.state(link.token) == "alive"
    assert world.sessions.get(session.id) is session


def test_enabled_again_it_logs_in_and_the_old_link_stays_dead() -> None:
    world = world_with()
    link = world.links.issue("ex000000", None)
    disable(world)
    assert world.accounts.authenticate("ex000000", "First-1x") is None
    world.put_institution(replace(world.accounts.holder("ex000000"), enabled=True))
    assert world.accounts.authenticate("ex000000", "First-1x")
    assert world.links.state(link.token) == "revoked"


def test_a_removed_account_is_not_found_and_nothing_is_sent_to_it() -> None:
    world = world_with()
    remove(world)
    assert world.accounts.get("EX000000") is None
    assert list(world.accounts) == []
    assert world.accounts.authenticate("ex000000", "First-1x") is None
    assert world.resets.request("ex000000") is None
    assert events(world, "reset.requested")[-1]["outcome"] == "unknown"


def test_whoever_gets_the_user_name_of_a_removed_account_has_nothing_of_it() -> None:
    world = world_with()
    link, session = world.links.issue("ex000000", None), world.sessions.start("ex000000", by="password")
    remove(world)
    world.put_institution(Institution("ex000000", "後の医院", "info@demo.example", "Other-2x"))
    assert world.links.state(link.token) == "revoked"
    assert world.sessions.get(session.id) is None
    assert world.accounts.authenticate("ex000000", "First-1x") is None
    assert world.accounts.authenticate("ex000000", "Other-2x")


def test_a_renamed_account_keeps_its_password_its_lock_and_its_address() -> None:
    world = world_with(settings=Settings(lockout_failures=1))
    world.accounts.authenticate("ex000000", "Wrong-1")
    rename(world)
    assert [each.username for each in world.accounts] == ["ex000009"]
    assert world.accounts.authenticate("ex000009", "First-1x") is None  # locked, as it was
    world.clock.reach(world.clock.now() + timedelta(minutes=15))
    found = world.accounts.authenticate("ex000009", "First-1x")
    assert found
    assert found.registered_address == "info@demo.example"


def test_the_office_cannot_register_an_address_for_an_account_that_is_gone() -> None:
    world = world_with()
    remove(world)
    note = world.office.register(Register("ex000000", "shin@demo.example"))
    assert (note.to, note.subject) == ("shin@demo.example", "【大阪府】メールアドレスを変更できませんでした")
    assert list(world.accounts) == []
    assert events(world, "address.changed") == []
    assert events(world, "address.refused") == [
        {"username": "ex000000", "address": "shin@demo.example", "reason": "no-account"}
    ]


@pytest.mark.parametrize(("revokes", "state"), [(False, "alive"), (True, "revoked")])
def test_a_link_lives_on_after_a_change_of_address_unless_the_setting_says_otherwise(revokes: bool, state: str) -> None:
    world = world_with(settings=Settings(address_change_revokes_links=revokes))
    link = world.links.issue("ex000000", None)
    world.put_institution(replace(world.accounts.holder("ex000000"), name="改名した医院"))
    assert world.links.state(link.token) == "alive"
    world.put_institution(replace(world.accounts.holder("ex000000"), registered_address="shin@demo.example"))
    assert world.links.state(link.token) == state
