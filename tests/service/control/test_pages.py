"""A long list comes in pages; whoever follows them has all of it."""

import httpx
import pytest

from gmis_simulator.control.pages import MOST
from gmis_simulator.world.worlds import Worlds
from pytest_gmis.client.control import Control, ControlError
from pytest_gmis.plugin.fixtures import NewWorld
from tests.rigs.app import asking
from tests.rigs.running import run
from tests.rigs.worlds import world_with

pytestmark = pytest.mark.usefixtures("english")


def test_events_come_in_pages_and_the_client_follows_them(new_world: NewWorld, control: Control) -> None:
    world = new_world(now="2026-01-15T09:00:00+09:00")
    for _ in range(4):
        world.advance("1s")
    every = world.events()

    assert [each["seq"] for each in control.call("GET", f"/worlds/{world.name}/events?limit=3")] == [1, 2, 3]
    assert [each["seq"] for each in control.every(f"/worlds/{world.name}/events?limit=2")] == [1, 2, 3, 4, 5]
    assert [each["seq"] for each in control.every(f"/worlds/{world.name}/events?limit=2&after=2")] == [3, 4, 5]
    assert [each.seq for each in every] == [1, 2, 3, 4, 5]


def test_mailboxes_come_in_pages(new_world: NewWorld, control: Control) -> None:
    world = new_world()
    for number in range(4):
        world.put_mailbox(f"box{number}@{world.name}.example")
    path = f"/worlds/{world.name}/mailboxes"

    assert len(control.call("GET", f"{path}?limit=3")) == 3
    assert control.every(f"{path}?limit=2") == control.call("GET", path)


def test_worlds_come_in_pages_also_while_some_go_away() -> None:
    async def scenario() -> list[str]:
        worlds = Worlds()
        for number in range(6):
            worlds.add(world_with(name=f"demo{number}"))
        async with asking(worlds) as http:
            first = await http.get("/api/worlds?limit=3&name=demo")
            for gone in ("demo1", "demo2"):
                await http.delete(f"/api/worlds/{gone}")
            worlds.add(world_with(name="demo1"))
            then = await http.get(first.url.join(first.links["next"]["url"]))
            last = await http.get(first.url.join(then.links["next"]["url"]))
            assert "next" not in last.links
            return [world["name"] for page in (first, then, last) for world in page.json()]

    assert run(scenario()) == ["demo0", "demo1", "demo2", "demo3", "demo4", "demo5", "demo1"]


def of_many_events(size: int, count: int, query: str = "") -> httpx.Response:
    async def scenario() -> httpx.Response:
        worlds, world = Worlds(), world_with()
        worlds.add(world)
        for _ in range(count - len(world.events.after())):
            world.events.append("noted", text="x" * size)
        async with asking(worlds) as http:
            return await http.get(f"/api/worlds/demo/events{query}")

    return run(scenario())


@pytest.mark.parametrize("query", ["", f"?limit={MOST}", "?limit=999999999"])
def test_a_page_has_at_most_so_many_entries(query: str) -> None:
    answer = of_many_events(1, MOST + 1, query)
    assert len(answer.json()) == MOST
    assert f"after={MOST}" in answer.links["next"]["url"]
    assert "next" not in of_many_events(1, MOST, query).links


def test_a_page_ends_sooner_where_its_entries_are_large() -> None:
    answer = of_many_events(1024 * 1024, 20)
    assert 3 <= len(answer.json()) <= 6
    assert "next" in answer.links


@pytest.mark.parametrize("path", ["/worlds", "/worlds/demo/events", "/worlds/demo/mailboxes"])
@pytest.mark.parametrize(
    "query", ["limit=0", "limit=-1", "limit=x", "limit=", "after=-1", "after=1.5", "after=9999999999"]
)
def test_what_is_no_number_is_refused(path: str, query: str) -> None:
    async def scenario() -> httpx.Response:
        worlds = Worlds()
        worlds.add(world_with())
        async with asking(worlds) as http:
            return await http.get(f"/api{path}?{query}")

    answer = run(scenario())
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, query.partition("=")[0])


def test_of_what_every_answer_about_a_world_lists_it_has_a_thousand_at_most(new_world: NewWorld) -> None:
    world = new_world(
        institutions=[{"username": f"ex{number:06}"} for number in range(1000)], faults=[{"kind": "latency"}] * 1000
    )
    with pytest.raises(ControlError, match="a world has at most 1000 institutions"):
        world.put_institution("ex999999")
    with pytest.raises(ControlError, match="a world has at most 1000 faults"):
        world.add_fault("drip")
    with pytest.raises(ControlError, match="at most 1000 items"):
        new_world(institutions=[{"username": f"ex{number:06}"} for number in range(1001)])

    assert world.put_institution("ex000001", name="別の医院").name == "別の医院"
    world.end_faults()
    world.add_fault("drip")


def test_a_world_begins_with_a_thousand_mailboxes_at_most(new_world: NewWorld) -> None:
    with pytest.raises(ControlError, match="mailboxes: Dictionary should have at most 1000 items"):
        new_world(mailboxes={f"box{number}@clinic.{{world}}.example": {} for number in range(1001)})
