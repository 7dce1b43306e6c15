"""Who may ask, by the headers that a browser sends and nobody on a page can choose."""

import httpx
import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from gmis_simulator.server.app import make_app
from gmis_simulator.serving.http_server import HttpServer
from gmis_simulator.world.worlds import Worlds
from tests.rigs.app import asking, no_inbox
from tests.rigs.running import run
from tests.rigs.worlds import world_with


def asked(method: str, headers: list[tuple[str, str]]) -> httpx.Response:
    async def scenario() -> httpx.Response:
        async with asking(Worlds()) as http:
            raw = [(name.encode(), value.encode("latin-1")) for name, value in headers]
            return await http.request(method, "/api/worlds", headers=raw)

    return run(scenario())


@pytest.mark.parametrize(
    "host",
    ["localhost", "LOCALHOST:8000", "127.0.0.1", "127.0.0.1:8000", "192.0.2.7:80", "[::1]", "[::1]:8000",
     "[2001:DB8::1]:443", "simulator.test"],
)  # fmt: skip
def test_a_name_or_an_address_with_or_without_a_port_is_let_in(host: str) -> None:
    assert asked("GET", [("Host", host)]).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "[::1].evil.example", "evil.example\\@127.0.0.1", "evil.example@127.0.0.1",
     "127.0.0.1@evil.example",
     "127.0.0.1/evil.example", "127.0.0.1?", "127.0.0.1#", "127.0.0.1:8000:8000", "127.0.0.1:", "127.0.0.1:80a",
     "127.0.0.1:+80", "127.0.0.1:123456", "[127.0.0.1]", "[::1", "::1", "[]", "[::1%lo]", "localhost.evil.example",
     "localhost.", " localhost x", "localhost,evil.example", "127.1", "0x7f.1", "", "x" * 5000, "\xbd", "[", "]",
     "%6cocalhost"],
)  # fmt: skip
def test_every_other_host_is_sent_away(host: str) -> None:
    answer = asked("GET", [("Host", host)])
    assert (answer.status_code, answer.headers["content-type"]) == (421, "application/problem+json")
    assert len(answer.content) < 1000


def test_the_machine_may_have_capitals_in_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gmis_simulator.web.guard.gethostname", lambda: "DESKTOP-Q1")
    assert asked("GET", [("Host", "desktop-q1:8000")]).status_code == 200
    assert asked("GET", [("Host", "DESKTOP-Q1:8000")]).status_code == 200


def test_of_two_hosts_neither_counts() -> None:
    assert asked("GET", [("Host", "127.0.0.1"), ("Host", "evil.example")]).status_code == 421


@pytest.mark.parametrize(
    "origin",
    ["http://evil.example", "null", "", "http://[", "http://[::1", "http://\xbd",
     "http://evil.example\\@127.0.0.1:8000",
     "http://127.0.0.1:8000@evil.example", "http://127.0.0.1:8000/", "http://127.0.0.1", "//127.0.0.1:8000",
     "x" * 5000],
)  # fmt: skip
def test_a_page_of_another_origin_changes_nothing(origin: str) -> None:
    answer = asked("POST", [("Host", "127.0.0.1:8000"), ("Origin", origin)])
    assert (answer.status_code, answer.headers["content-type"]) == (403, "application/problem+json")
    assert len(answer.content) < 1000


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_page_of_ours_does(scheme: str) -> None:
    assert asked("POST", [("Host", "127.0.0.1:8000"), ("Origin", f"{scheme}://127.0.0.1:8000")]).status_code == 201


@pytest.mark.parametrize("path", ["/", "/demo/s/login/", "/demo/webmail/", "/api/worlds", "/static/style.css"])
def test_a_websocket_is_opened_nowhere(path: str) -> None:
    async def scenario() -> None:
        worlds = Worlds()
        worlds.add(world_with())
        async with no_inbox(worlds) as mail:
            app = make_app(worlds, mail, token=None)
            server = HttpServer(app)
            await server.start()
            app.state.url = server.url
            with pytest.raises(InvalidStatus, match="HTTP 403"):
                await connect(f"{server.url.replace('http', 'ws', 1)}{path}", proxy=None)
            await server.stop()

    run(scenario())
