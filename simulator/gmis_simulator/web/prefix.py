"""The first segment of the path of every page of a world: put in front, and taken off again."""

from gmis_simulator.world.world import World


def prefix(world: World) -> str:
    """``/demo``: where the pages of ``world`` begin, without a slash at its end."""
    return f"/{world.name}"


def within(world: World, path: str) -> str | None:
    """``path`` as ``world`` has it, from its own first slash on; None when it is no page of it."""
    rest = path.removeprefix(prefix(world))
    return rest if rest != path and rest.startswith("/") else None
