from gmis_simulator.world.world import World
from gmis_simulator.world.worlds import Worlds


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
