"""Which defects are on where: those of the world in hand, and those of the whole process."""

from collections.abc import Collection

from gmis_simulator.world.in_hand import world_in_hand

_everywhere: frozenset[str] = frozenset()


def in_force() -> Collection[str]:
    """The names that are on for what is done now."""
    world = world_in_hand()
    if world is None or not world.defects:
        return _everywhere
    return _everywhere.union(world.defects)


def have_everywhere(names: Collection[str]) -> None:
    """Have exactly these on in all worlds of this process, besides each world's own, and where no world is in hand.

    No world says so of itself: whoever tests it must not see them but by what they do.
    """
    global _everywhere
    _everywhere = frozenset(names)
