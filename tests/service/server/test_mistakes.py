"""A page that fails says so, on the page and in its world."""

import logging

import httpx
import pytest

from gmis_simulator.control.presets import Presets
from gmis_simulator.serving.mistake import note_mistake
from gmis_simulator.world.paths import INTERSTITIAL
from gmis_simulator.world.tokens import Tokens
from gmis_simulator.world.world import World
from gmis_simulator.world.worlds import Worlds
from tests.rigs.app import asking
from tests.rigs.running import run

pytestmark = pytest.mark.usefixtures("english")

TOKEN = Tokens(seed=1).token()


class Broken:
    """A part of a world that fails whatever is asked of it, and says with what."""

    def __getattr__(self, name: str) -> object:
        raise RuntimeError(f"no {name} for {TOKEN}")


async def asked(world: World, method: str, path: str) -> httpx.Response:
    """What a server with that world answers."""
    worlds = Worlds()
    worlds.add(world)
    async with asking(worlds) as http:
        return await http.request(method, path)


@pytest.mark.parametrize(
    ("method", "path", "part", "doing"),
    [
        ("GET", f"/demo/s/login/?startURL={TOKEN}", "sessions", "GET /s/login/"),
        ("POST", f"/demo{INTERSTITIAL}?r={TOKEN}", "links", f"POST {INTERSTITIAL}"),
        ("GET", "/api/worlds/demo/mailboxes", "mailboxes", "GET /api/worlds/demo/mailboxes"),
    ],
)
def test_a_mistake_stands_in_the_log_and_in_the_worlds_events_without_its_token(
    caplog: pytest.LogCaptureFixture, method: str, path: str, part: str, doing: str
) -> None:
    world = World("demo", "http://simulator.test/demo")
    setattr(world, part, Broken())
    assert run(asked(world, method, path)).status_code == 500
    (mistake,) = [event.data for event in world.events.after() if event.kind == "mistake"]
    assert mistake["doing"] == doing
    assert mistake["error"].startswith("RuntimeError: no ")
    assert mistake["error"].endswith(" for …")
    assert TOKEN not in str(mistake)
    (record,) = caplog.records
    assert record.name == "gmis_simulator.server.app"
    assert record.exc_info


def test_a_page_that_is_not_there_is_no_mistake() -> None:
    world = World("demo", "http://simulator.test/demo")
    assert run(asked(world, "GET", "/demo/nowhere")).status_code == 404
    assert [event.kind for event in world.events.after()] == []


def test_a_mistake_outside_of_every_world_is_logged(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario() -> httpx.Response:
        async with asking(Worlds()) as http:
            return await http.get("/api/catalogue")

    monkeypatch.setattr(Presets, "__iter__", None)  # presets that cannot be listed
    assert run(scenario()).status_code == 500
    (record,) = caplog.records
    assert record.getMessage() == "GET /api/catalogue failed in world -"


def test_of_a_long_error_the_kind_and_the_beginning_are_kept() -> None:
    world = World("demo", "http://simulator.test/demo")
    note_mistake(logging.getLogger("gmis_simulator.test"), world, "Send", RuntimeError("no mail today " * 50))
    (event,) = world.events.after()
    assert event.data["error"].startswith("RuntimeError: no mail today no mail")
    assert len(event.data["error"]) <= 200
