from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from gmis_simulator.mail.scanner import Scanner
from gmis_simulator.serving.http_server import HttpServer
from gmis_simulator.world.jobs import Visit
from gmis_simulator.world.world import World
from tests.rigs.running import run
from tests.rigs.worlds import NOON, events

PAGE = "http://sim.example/demo/page?r=1"


@dataclass
class Pages:
    """Answers everything with a cookie and a redirect, and writes down who asked."""

    asked: list[tuple[str, str, str | None]] = field(default_factory=list)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        self.asked.append((request.method, f"{request.url.path}?{request.url.query}", request.headers.get("cookie")))
        response = Response(status_code=302, headers={"Location": "/demo/elsewhere"})
        response.set_cookie("a", "b")
        await response(scope, receive, send)


def a_world() -> World:
    return World("demo", "http://sim.example/demo", now=NOON)


async def visited(world: World, *links: str) -> list[tuple[str, str, str | None]]:
    """What was asked of the simulator's pages."""
    pages = Pages()
    server = HttpServer(pages)
    await server.start()
    scanner = Scanner()
    scanner.base = server.url
    await scanner.visit(world, Visit("info@demo.example", "ID", links))
    await server.stop()
    return pages.asked


def test_a_link_is_opened_by_head_and_then_by_get_without_cookies_and_redirects_are_not_followed() -> None:
    world = a_world()
    assert run(visited(world, PAGE)) == [("HEAD", "/demo/page?r=1", None), ("GET", "/demo/page?r=1", None)]
    seen = {"to": "info@demo.example", "on": "delivery", "status": 302}
    assert events(world, "scanner.opened") == [seen | {"method": method} for method in ("HEAD", "GET")]


def test_what_does_not_lie_in_the_world_is_left_alone() -> None:
    world = a_world()
    links = [
        "http://elsewhere.example/demo/page",
        "http://sim.example/other/page",
        "http://sim.example/demonstration",
        "https://sim.example/demo/page",
        "http://sim.example.evil.example/demo/page",
        "http://sim.example/demo/../other/page",
        "http://sim.example/demo/\x00",
    ]
    assert run(visited(world, *links)) == []
    assert len(events(world, "scanner.skipped")) == len(links)


def test_pages_that_do_not_answer_are_noted_and_that_is_all() -> None:
    async def scenario(world: World) -> None:
        server = HttpServer(Pages())
        await server.start()
        await server.stop()
        scanner = Scanner()
        scanner.base = server.url
        await scanner.visit(world, Visit("info@demo.example", "ID", (PAGE, PAGE)))
        assert {each["method"] for each in events(world, "scanner.failed")} == {"HEAD"}
        assert len(events(world, "scanner.failed")) == 2

    run(scenario(a_world()))
