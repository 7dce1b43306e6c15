"""Which world is in hand: the one for which this task answers a request, takes in a mail or does a job.

A task of asyncio has it for itself; what it starts takes it over. A timer that a library leaves behind does not keep a
world alive.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING
from weakref import ReferenceType, ref

if TYPE_CHECKING:
    from gmis_simulator.world.world import World

_WORLD: ContextVar[ReferenceType[World] | None] = ContextVar("gmis world in hand", default=None)


def take_in_hand(world: World) -> World:
    """``world``, which is the one in hand from now on."""
    _WORLD.set(ref(world))
    return world


def world_in_hand() -> World | None:
    """The world in hand; None: this is about the process, or about no world yet."""
    found = _WORLD.get()
    return found() if found else None
