"""A request for a reset is answered when its mail is out, one without a mail as late: names cannot be told apart."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from gmis_simulator.mail import without_sending
from gmis_simulator.server.running import SimulatorServer
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.settings import Settings
from gmis_simulator.world.world import World
from tests.rigs.running import run
from tests.rigs.worlds import NOON

ADDRESS = "info@demo.example"


@asynccontextmanager
async def asked(seed: int | None, *usernames: str, **faults: Any) -> AsyncIterator[World]:
    """A world in which these names have asked for a reset, one after the other."""
    server = SimulatorServer(inbox="embedded")
    await server.start()
    try:
        world = World("demo", f"{server.url}/demo", now=NOON, seed=seed)
        world.put_institution(Institution("ex000000", "見本クリニック", ADDRESS, "First-1x"))
        world.put_institution(Institution("ex000001", "休止クリニック", ADDRESS, "First-1x", enabled=False))
        server.worlds.add(world)
        if faults:
            world.faults.add(**faults)
        async with httpx.AsyncClient(base_url=world.url, trust_env=False) as http:
            for username in usernames:
                assert (await http.post("s/login/ForgotPassword", data={"username": username})).status_code == 303
        yield world
    finally:
        await server.stop()


@pytest.mark.parametrize("seed", [1, None])
def test_the_answer_is_there_when_the_mail_is_out_and_costs_nobody_anything_any_more(seed: int | None) -> None:
    async def scenario() -> None:
        async with asked(seed, "ex000000") as world:
            assert [event.kind for event in world.events.after()] == [
                "reset.requested", "link.issued", "mail.queued", "mail.verdict", "mail.delivered", "page.answered",
            ]  # fmt: skip

    run(scenario())


def test_a_mail_that_takes_long_does_not_hold_the_answer() -> None:
    async def scenario() -> None:
        async with asked(None, "ex000000", kind="smtp-slow", seconds=60) as world:
            kinds = [event.kind for event in world.events.after()]
            assert "page.answered" in kinds
            assert "mail.delivered" not in kinds

    run(scenario())


@pytest.mark.parametrize(("username", "written"), [("ex000000", 0), ("ex000001", 1), ("zz999999", 1)])
def test_a_name_that_gets_no_mail_costs_one_that_is_written_and_thrown_away(
    username: str, written: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    thrown_away: list[Settings] = []

    def written_to_nobody(settings: Settings) -> None:
        right(settings)
        thrown_away.append(settings)

    right = without_sending.written_to_nobody
    monkeypatch.setattr("gmis_simulator.mail.evenly.written_to_nobody", written_to_nobody)

    async def scenario() -> None:
        async with asked(1, username) as world:
            assert len(thrown_away) == written
            assert sum(event.kind == "mail.delivered" for event in world.events.after()) == 1 - written

    run(scenario())


def test_what_is_thrown_away_leaves_no_trace_and_no_other_random_numbers() -> None:
    async def passwords_and_tokens(*usernames: str) -> str:
        async with asked(7, *usernames, "ex000000") as world:
            (link,) = [event.data for event in world.events.after() if event.kind == "link.issued"]
            assert len(list(world.letters)) == 1
            return f"{link}{world.tokens.name()}"

    async def scenario() -> None:
        assert await passwords_and_tokens() == await passwords_and_tokens("zz999999", "zz999998")

    run(asyncio.wait_for(scenario(), 60))
