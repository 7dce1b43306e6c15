import pytest

from gmis_simulator.world.personas import Personas
from gmis_simulator.world.world import World
from gmis_simulator.world.worlds import NoSuchWorld, Worlds

pytestmark = pytest.mark.usefixtures("english")


def a_world(name: str) -> World:
    return World(name, f"http://127.0.0.1:8000/{name}")


def test_whoever_listens_is_told_of_the_worlds_that_are_here_and_of_those_to_come() -> None:
    worlds = Worlds()
    worlds.add(a_world("here"))
    told: list[str] = []
    unsubscribe = worlds.subscribe(lambda world: told.append(world.name))
    worlds.add(a_world("added"))
    worlds.remove("here")
    worlds.add(a_world("here"))
    unsubscribe()
    worlds.add(a_world("unheard"))
    assert told == ["here", "added", "here"]


def test_a_world_is_found_by_its_name_and_all_of_them_in_their_order() -> None:
    worlds = Worlds()
    one, two = a_world("one"), a_world("two")
    worlds.add(one)
    worlds.add(two)
    assert worlds.get("one") is one
    assert list(worlds) == [one, two]
    assert len(worlds) == 2
    assert list(worlds.personas) == []


def test_a_register_has_the_personas_that_it_was_given() -> None:
    personas = Personas({"plain": {"title": "ふつう", "source": "assumed: a test", "rules": []}})
    assert Worlds(personas).personas is personas


def test_a_name_that_is_taken_or_cannot_be_one_is_refused() -> None:
    worlds = Worlds()
    worlds.add(a_world("here"))
    with pytest.raises(ValueError, match=r"^a world 'here' exists already: choose another name, or delete that one f"):
        worlds.add(a_world("here"))
    with pytest.raises(ValueError, match="cannot name a world"):
        worlds.check_free("api")
    worlds.check_free("free")


def test_a_world_that_was_taken_out_is_gone_and_its_name_is_free_again() -> None:
    worlds, here = Worlds(), a_world("here")
    worlds.add(here)
    assert worlds.remove("here") is here
    assert (len(worlds), list(worlds)) == (0, [])
    with pytest.raises(NoSuchWorld):
        worlds.remove("here")
    worlds.check_free("here")


def test_a_name_that_is_none_is_told_with_the_nearest_that_is() -> None:
    worlds = Worlds()
    for name in ("demo", "other"):
        worlds.add(a_world(name))
    with pytest.raises(NoSuchWorld) as near:
        worlds.get("dmeo")
    assert (near.value.args, near.value.name, near.value.near) == (("dmeo",), "dmeo", "demo")
    with pytest.raises(NoSuchWorld) as far:
        worlds.get("zzzzzz")
    assert far.value.near is None


def test_of_very_many_worlds_the_latest_200_are_what_was_perhaps_meant() -> None:
    worlds = Worlds()
    for name in ("target-a", "target-b", *(f"w{number}" for number in range(199))):
        worlds.add(a_world(name))
    with pytest.raises(NoSuchWorld) as found:
        worlds.get("target-aa")
    assert found.value.near == "target-b"


def test_a_world_that_nobody_asks_for_is_unused_from_then_on() -> None:
    seconds = 100.0
    worlds = Worlds(ticks=lambda: seconds)
    for name in ("asked", "left"):
        worlds.add(a_world(name))
    seconds = 110.0
    assert worlds.unused_for(10) == []
    worlds.get("asked")
    seconds = 110.5
    assert [world.name for world in worlds.unused_for(10)] == ["left"]
    seconds = 121.0
    assert [world.name for world in worlds.unused_for(10)] == ["asked", "left"]


def test_while_one_goes_through_the_worlds_others_may_come_and_go() -> None:
    worlds = Worlds()
    worlds.add(a_world("one"))
    for world in worlds:
        worlds.remove(world.name)
        worlds.add(a_world("two"))
    assert [world.name for world in worlds] == ["two"]
