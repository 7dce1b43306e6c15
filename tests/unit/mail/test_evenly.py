"""How long an answer waits that has no mail to wait for."""

from collections import deque
from collections.abc import Sequence
from typing import cast

import pytest

from gmis_simulator.mail.clockwork import Clockwork
from gmis_simulator.mail.evenly import Evenly
from gmis_simulator.world.letter import Letter
from gmis_simulator.world.world import World
from tests.rigs.running import run
from tests.rigs.worlds import world_with


class Idle:
    """A clockwork that has nothing to do."""

    def follows(self, world: World) -> bool:
        del world
        return True

    async def settle(self, world: World) -> None:
        del world


def test_without_a_mail_it_waits_as_long_as_any_of_the_last_ones_took(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn_from: list[int] = []

    def drawn(took: Sequence[float]) -> float:
        drawn_from.append(len(took))
        return min(took)

    monkeypatch.setattr("gmis_simulator.mail.evenly.secrets.choice", drawn)

    async def scenario(world: World) -> None:
        evenly = Evenly(cast(Clockwork, Idle()))
        for letter in (object(), object(), None, object(), None):
            await evenly.ask(world, lambda letter=letter: cast(Letter | None, letter))  # type: ignore[misc]

    run(scenario(world_with()))
    assert drawn_from == [3, 4]  # of what is assumed at first, and of each mail since; no mail draws for itself


def test_it_remembers_no_more_than_the_last_mails() -> None:
    async def scenario(world: World) -> deque[float]:
        evenly = Evenly(cast(Clockwork, Idle()))
        for _ in range(80):
            await evenly.ask(world, lambda: cast(Letter, object()))
        return evenly._took

    assert len(run(scenario(world_with()))) == 64
