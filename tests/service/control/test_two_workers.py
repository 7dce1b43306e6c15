"""Two workers that have the worlds between them, and a token: what one of them does for the other."""

from collections.abc import Iterator

import httpx
import pytest

from gmis_simulator.control.token import COOKIE
from gmis_simulator.server.running import SimulatorServer
from gmis_simulator.serving.in_thread import in_thread
from gmis_simulator.world.share import Share
from tests.rigs.farm import a_name_of
from tests.rigs.free_port import free_port

TOKEN = {"Authorization": "Bearer a-token-for-both"}


@pytest.fixture(scope="module")
def workers() -> Iterator[list[str]]:
    """Where each of them answers."""
    ports = [free_port(), free_port()]
    urls = [f"http://127.0.0.1:{port}" for port in ports]
    one, other = (
        SimulatorServer(inbox="embedded", port=port, token="a-token-for-both", share=Share(index, 2), peers=urls)
        for index, port in enumerate(ports)
    )
    with in_thread(one), in_thread(other):
        yield urls


def test_a_world_that_is_the_others_is_made_there_and_answered_as_if_it_were_here(workers: list[str]) -> None:
    name = a_name_of(1, "passed-on")
    made = httpx.post(f"{workers[0]}/api/worlds", json={"name": name}, headers=TOKEN, trust_env=False)
    assert (made.status_code, made.headers["content-type"]) == (201, "application/json")
    there = httpx.get(f"{workers[1]}/api/worlds/{name}", headers=TOKEN, trust_env=False)
    assert there.json()["institutions"] == made.json()["institutions"]


def test_a_refusal_of_the_others_is_told_in_the_language_of_who_asks(workers: list[str]) -> None:
    body = {"name": a_name_of(1, "refused"), "now": "noon"}
    headers = TOKEN | {"Accept-Language": "ja"}
    refused = httpx.post(f"{workers[0]}/api/worlds", json=body, headers=headers, trust_env=False)
    assert (refused.status_code, refused.headers["content-type"]) == (422, "application/problem+json")
    assert refused.json()["errors"][0]["field"] == "now"
    assert refused.headers["content-language"] == "ja"


def test_the_list_of_either_holds_the_worlds_of_both(workers: list[str]) -> None:
    names = {a_name_of(worker, "listed") for worker in (0, 1)}
    for name in names:
        httpx.post(f"{workers[0]}/api/worlds", json={"name": name}, headers=TOKEN, trust_env=False)
    for url in workers:
        listed = httpx.get(f"{url}/api/worlds?name=listed", headers=TOKEN, trust_env=False)
        assert {world["name"] for world in listed.json()} == names


def test_who_is_known_by_the_cookie_is_known_to_both(workers: list[str]) -> None:
    cookie = {"Cookie": f"{COOKIE}=a-token-for-both"}
    assert httpx.get(f"{workers[0]}/api/worlds", headers=cookie, trust_env=False).status_code == 200


def test_without_the_token_neither_is_asked(workers: list[str]) -> None:
    assert httpx.get(f"{workers[0]}/api/worlds", trust_env=False).status_code == 401
