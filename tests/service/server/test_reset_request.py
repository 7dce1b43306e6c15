"""A request for a reset is answered before its mail is written, so that a known name takes no longer."""

import asyncio

import httpx
import pytest

from gmis_simulator.server.running import SimulatorServer
from gmis_simulator.world.events import Event
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.world import World
from tests.rigs.running import run
from tests.rigs.worlds import NOON


@pytest.mark.parametrize("seed", [1, None])
def test_the_answer_is_there_before_the_mail_is_written(seed: int | None) -> None:
    async def scenario() -> None:
        server = SimulatorServer(inbox="embedded")
        await server.start()
        world = World("demo", f"{server.url}/demo", now=NOON, seed=seed)
        world.put_institution(Institution("ex000000", "見本クリニック", "info@demo.example", "First-1x"))
        server.worlds.add(world)
        arrived = asyncio.Event()
        written_at_the_answer: list[bytes | None] = []

        def look(event: Event) -> None:
            if event.kind == "page.answered":
                written_at_the_answer.extend(letter.raw for letter in world.letters)
            if event.kind == "mail.delivered":
                arrived.set()

        world.events.subscribe(look)
        async with httpx.AsyncClient(base_url=world.url, trust_env=False) as http:
            answer = await http.post("s/login/ForgotPassword", data={"username": "ex000000"})
        assert answer.status_code == 303
        await arrived.wait()
        assert written_at_the_answer == [None]
        kinds = [event.kind for event in world.events.after()]
        assert kinds == [
            "reset.requested", "link.issued", "mail.queued", "page.answered", "mail.verdict", "mail.delivered",
        ]  # fmt: skip
        await server.stop()

    run(scenario())
