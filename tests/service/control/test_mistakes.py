"""When the simulator itself makes a mistake, it says so, in the form that the client reads."""

import httpx
import pytest

from gmis_simulator.world.world import World
from gmis_simulator.world.worlds import Worlds
from tests.rigs.app import asking
from tests.rigs.running import run


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Worlds:
    """Worlds with one whose sessions and events cannot be read."""
    worlds = Worlds()
    world = World("demo", "http://simulator.test/demo")

    def fail(*_: object) -> None:
        raise RuntimeError("a seeded mistake")

    monkeypatch.setattr(world.sessions, "get", fail)
    monkeypatch.setattr(world.events, "after", fail)
    worlds.add(world)
    return worlds


def ask(worlds: Worlds, method: str, path: str, body: bytes = b"") -> httpx.Response:
    async def scenario() -> httpx.Response:
        async with asking(worlds) as http:
            return await http.request(method, path, content=body)

    return run(scenario())


def test_the_api_answers_a_problem(broken: Worlds) -> None:
    answer = ask(broken, "GET", "/api/worlds/demo/events")
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert answer.json()["detail"] == "RuntimeError: a seeded mistake"


def test_a_page_says_whose_mistake_it_is(broken: Worlds) -> None:
    answer = ask(broken, "GET", "/demo/s/login/")
    assert answer.status_code == 500
    assert "シミュレーターの内部で誤りが起きました" in answer.text
    assert "実在のシステムではありません" in answer.text


def test_a_body_that_is_too_large_for_the_api_is_a_problem_too() -> None:
    answer = ask(Worlds(), "POST", "/api/worlds", b"x" * (4 * 1024 * 1024 + 1))
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
    assert answer.json()["detail"] == "the body is larger than 4096 KiB"
