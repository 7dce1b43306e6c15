"""A mistake of ours that nobody expected: logged, and noted in its world's events, so that no test overlooks it."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from logging import Logger

from gmis_api.language import _, of_environment, spoken
from gmis_simulator.world.world import World

_TOKEN = re.compile(r"[A-Za-z0-9_-]{32,}")  # as long as one is: no event ever holds a token
_LONGEST = 200  # signs of the error's message


def note_mistake(log: Logger, world: World | None, doing: str, error: Exception) -> None:
    """To ``log`` with its traceback, and into the events of ``world`` where it came up in one.

    ``doing``: what failed, by its kind; never what it was done with, which may be secret.
    """
    with spoken(of_environment(os.environ)):  # the log is for who started this, not for who asks just now
        said = _("{what} failed in world {world}", what=_(doing), world=world.name if world else "-")
    log.error("%s", said, exc_info=error, extra={"world": world.name if world else None, "kind": "mistake"})
    if world:
        said = " ".join(_TOKEN.sub("…", f"{type(error).__name__}: {error}").split())
        world.events.append("mistake", doing=doing, error=said[:_LONGEST])


@contextmanager
def mistakes_noted(log: Logger, world: World, doing: str) -> Iterator[None]:
    """What goes wrong in the block is noted by `note_mistake`, and the block ends there."""
    try:
        yield
    except Exception as error:
        note_mistake(log, world, doing, error)
