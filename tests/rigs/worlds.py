"""Worlds at noon, with one institution to whom mail goes; and what their logs say."""

from datetime import datetime
from typing import Any

from gmis_simulator.data import PERSONAS
from gmis_simulator.data.files import read_personas
from gmis_simulator.world.clock import JST
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.settings import Settings
from gmis_simulator.world.world import World

NOON = datetime(2026, 1, 15, 12, 0, tzinfo=JST)
PERSONAS_OF_THE_PROJECT = read_personas(PERSONAS)


def world_with(
    persona: str = "plain", *, name: str = "demo", settings: Settings | None = None, seed: int | None = 1
) -> World:
    """A world at noon with one institution, whose mailbox ``info@NAME.example`` is of that persona."""
    world = World(
        name,
        f"http://127.0.0.1:8000/{name}",
        now=NOON,
        seed=seed,
        settings=settings,
        personas=PERSONAS_OF_THE_PROJECT,
    )
    world.put_mailbox(f"info@{name}.example", persona)
    world.put_institution(Institution("ex000000", "見本クリニック", f"info@{name}.example", "First-1x"))
    return world


def world_without_personas() -> World:
    """A world at noon with one institution, whose mailbox has no rules."""
    world = World("demo", "http://127.0.0.1:8000/demo", now=NOON)
    world.put_institution(Institution("ex000000", "見本クリニック", "info@demo.example", "First-1x"))
    return world


def events(world: World, kind: str) -> list[dict[str, Any]]:
    """The data of all events of that kind."""
    return [event.data for event in world.events.after() if event.kind == kind]


def kinds_of_mail(world: World) -> list[str]:
    """The kinds of a world's mail events."""
    return [event.kind for event in world.events.after() if event.kind.startswith("mail.")]
