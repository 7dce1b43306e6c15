"""⑦ in the rules alone: one password is saved for each link, and what the settings have end by it ends."""

import pytest

from gmis_simulator.world.password_change import Change, Changed, change_password
from gmis_simulator.world.session import Session
from gmis_simulator.world.settings import Settings
from gmis_simulator.world.world import World
from tests.rigs.worlds import events, world_with


def half_open(world: World) -> Session:
    """Somebody has come by a reset link."""
    return world.sessions.start("ex000000", by="reset-link", must_change=True)


def saved(world: World) -> int:
    return len(events(world, "password.changed"))


def test_a_password_is_saved_and_the_session_is_an_ordinary_one() -> None:
    world = world_with()
    session = half_open(world)
    assert change_password(world, session, "Clinic2026", "Clinic2026") == Changed(Change.SAVED)
    assert (session.must_change, session.saved, saved(world)) == (False, True, 1)
    assert world.accounts.authenticate("ex000000", "Clinic2026")


def test_the_same_press_again_saves_nothing_and_is_told_nothing_else() -> None:
    world = world_with()
    session = half_open(world)
    change_password(world, session, "Clinic2026", "Clinic2026")
    assert change_password(world, session, "Clinic2026", "Clinic2026").change is Change.AGAIN
    assert saved(world) == 1
    world.events.after()
    assert events(world, "password.refused") == []


@pytest.mark.parametrize(("new", "again"), [("Clinic2027", "Clinic2027"), ("Clinic2026", "Clinic2027"), ("", "")])
def test_another_password_comes_too_late_and_is_not_saved(new: str, again: str) -> None:
    world = world_with()
    session = half_open(world)
    change_password(world, session, "Clinic2026", "Clinic2026")
    assert change_password(world, session, new, again).change is Change.TOO_LATE
    assert saved(world) == 1
    assert world.accounts.authenticate("ex000000", "Clinic2026")


def test_a_refused_password_leaves_the_way_open_for_another_one() -> None:
    world = world_with()
    session = half_open(world)
    refused = change_password(world, session, "clinic2026", "clinic2026")
    assert refused == Changed(Change.REFUSED, ["1個以上の大文字の条件を満たしていません。"])
    assert (session.must_change, session.saved) == (True, False)
    assert change_password(world, session, "Clinic2026", "Clinic2026").change is Change.SAVED


@pytest.mark.parametrize(("revokes", "state"), [(False, "alive"), (True, "revoked")])
def test_an_older_link_lives_on_unless_the_setting_says_otherwise(revokes: bool, state: str) -> None:
    world = world_with(settings=Settings(older_links_revoked=False, change_revokes_links=revokes))
    older, newer = world.links.issue("ex000000", None), world.links.issue("ex000000", None)
    world.links.spend(newer.token)
    change_password(world, half_open(world), "Clinic2026", "Clinic2026")
    assert world.links.state(older.token) == state
    assert world.links.state(newer.token) == "spent"
    told = [{"link": 1, "username": "ex000000", "reason": "password-changed"}]
    assert events(world, "link.revoked") == (told if revokes else [])


@pytest.mark.parametrize("lifts", [False, True])
def test_a_lock_outlives_the_new_password_unless_the_setting_says_otherwise(lifts: bool) -> None:
    world = world_with(settings=Settings(reset_lifts_lock=lifts, lockout_failures=1))
    session = half_open(world)
    world.accounts.authenticate("ex000000", "Wrong-1")
    change_password(world, session, "Clinic2026", "Clinic2026")
    assert bool(world.accounts.authenticate("ex000000", "Clinic2026")) is lifts


def test_asking_whether_a_password_is_in_force_counts_no_failure() -> None:
    world = world_with(settings=Settings(lockout_failures=1))
    institution = world.accounts.holder("ex000000")
    assert not world.accounts.is_in_force(institution, "Wrong-1")
    assert world.accounts.is_in_force(institution, "First-1x")
    assert world.accounts.authenticate("ex000000", "First-1x")
