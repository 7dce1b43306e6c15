import pytest

from gmis_simulator.world.worlds import Worlds
from tests.rigs.app import asking
from tests.rigs.running import run


def test_with_a_token_the_control_api_wants_it_and_the_pages_do_not() -> None:
    async def scenario() -> None:
        async with asking(Worlds(), token="secret") as http:
            for header in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "secret"}):
                answer = await http.post("/api/worlds", headers=header)
                assert answer.status_code == 401
                assert answer.headers["content-type"] == "application/problem+json"
                assert "Authorization: Bearer TOKEN" in answer.json()["detail"]
            assert (await http.post("/api/worlds", headers={"Authorization": "Bearer secret"})).status_code == 201
            assert (await http.get("/demo/s/login/")).status_code == 404  # a page, which needs none

    run(scenario())


def test_a_browser_is_asked_for_the_token_and_keeps_it() -> None:
    async def scenario() -> None:
        async with asking(Worlds(), token="secret") as http:
            asked = await http.get("/?world=demo")
            assert (asked.status_code, "トークンを入力してください" in asked.text) == (401, True)
            wrong = await http.post("/token", data={"token": "guess", "next": "world=demo"})
            assert (wrong.status_code, "トークンが違います" in wrong.text) == (401, True)
            assert (await http.get("/api/worlds")).status_code == 401
            right = await http.post("/token", data={"token": "secret", "next": "world=demo"})
            assert (right.status_code, right.headers["location"]) == (303, "/?world=demo")
            assert {"HttpOnly", "SameSite=strict"} <= set(right.headers["set-cookie"].split("; "))
            assert (await http.get("/api/worlds")).status_code == 200
            assert (await http.get("/")).status_code == 200

    run(scenario())


FORGOT = "/demo/s/login/ForgotPassword"


@pytest.mark.parametrize(
    ("method", "path", "headers", "status"),
    [
        ("GET", "/robots.txt", {"Host": "rebound.example"}, 421),
        ("POST", "/api/worlds", {"Host": "rebound.example:8000"}, 421),
        ("GET", "/robots.txt", {"Host": "www.med-login.mhlw.go.jp"}, 421),
        ("GET", "/robots.txt", {"Host": "127.0.0.1:8000"}, 200),
        ("GET", "/robots.txt", {"Host": "[::1]:8000"}, 200),
        ("GET", "/robots.txt", {"Host": "localhost:8000"}, 200),
        ("GET", "/robots.txt", {"Host": "simulator.test"}, 200),
        ("POST", "/api/worlds", {"Origin": "http://evil.example"}, 403),
        ("POST", "/api/worlds", {"Origin": "null"}, 403),
        ("POST", "/api/worlds", {"Origin": "http://simulator.test:81"}, 403),
        ("POST", "/api/worlds", {"Origin": "http://simulator.test"}, 201),
        ("POST", "/api/worlds", {"Sec-Fetch-Site": "cross-site"}, 403),
        ("POST", "/api/worlds", {"Sec-Fetch-Site": "same-origin"}, 201),
        ("POST", "/api/worlds", {}, 201),
        ("POST", FORGOT, {"Origin": "http://evil.example"}, 403),
        ("POST", "/token", {"Origin": "http://evil.example"}, 403),
        ("GET", "/robots.txt", {"Origin": "http://evil.example"}, 200),
    ],
)
def test_only_its_own_names_and_its_own_pages_are_served(
    method: str, path: str, headers: dict[str, str], status: int
) -> None:
    async def scenario() -> None:
        async with asking(Worlds()) as http:
            answer = await http.request(method, path, headers=headers)
            assert answer.status_code == status
            if status >= 400:
                assert answer.headers.get("access-control-allow-origin") is None
                assert ("problem+json" in answer.headers["content-type"]) == path.startswith("/api")

    run(scenario())
