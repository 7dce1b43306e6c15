"""One of several workers, whose others are not there: what it answers all the same, and what it says."""

import httpx
import pytest

from gmis_simulator.control.peers import ALONE
from gmis_simulator.world.share import Share
from gmis_simulator.world.worlds import Worlds
from tests.rigs.answering import answering
from tests.rigs.app import asking
from tests.rigs.farm import a_name_of
from tests.rigs.running import run

NOBODY = "http://127.0.0.1:9"  # the port of a service that throws away what it gets, and that nobody runs


def asked(method: str, path: str, *, other: str = NOBODY, **more: object) -> httpx.Response:
    """The answer of worker 0 of 2 that has one world, `here`, and knows the ``other`` one."""

    async def scenario() -> httpx.Response:
        async with asking(Worlds(share=Share(0, 2, "10:00")), peers=[NOBODY, other]) as http:
            await http.post("/api/worlds", json={"name": a_name_of(0, "here")})
            return await http.request(method, path, **more)  # type: ignore[arg-type]

    return run(scenario())


def test_a_world_of_a_worker_that_does_not_answer_is_not_made() -> None:
    name = a_name_of(1, "elsewhere")
    problem = asked("POST", "/api/worlds", json={"name": name})
    assert (problem.status_code, problem.headers["content-type"]) == (503, "application/problem+json")
    assert f"worker 1, whose world {name} would be, does not answer: try again" in problem.json()["detail"]


def test_what_was_passed_on_is_not_passed_on_again() -> None:
    problem = asked("POST", "/api/worlds", json={"name": a_name_of(1, "elsewhere")}, headers={ALONE: "yes"})
    assert problem.status_code == 421
    assert "is worker 1's, and this is worker 0 of 2" in problem.json()["detail"]


def test_the_worlds_of_a_worker_that_does_not_answer_are_not_in_the_list() -> None:
    assert [world["name"] for world in asked("GET", "/api/worlds").json()] == [a_name_of(0, "here")]


@pytest.mark.parametrize(("method", "path"), [("GET", "/api/worlds"), ("PUT", "/api/defects")])
def test_a_worker_that_refuses_is_told_and_not_taken_for_one_without_worlds(method: str, path: str) -> None:
    with answering(401, '{"title": "Token missing"}') as address:
        problem = asked(method, path, other=f"http://{address}", **({"json": []} if method == "PUT" else {}))
    assert (problem.status_code, problem.headers["content-type"]) == (502, "application/problem+json")
    assert "worker 1 answers 401: start all workers with the same version and the same" in problem.json()["detail"]


def test_a_full_page_leads_to_the_next_worker() -> None:
    first = asked("GET", "/api/worlds?limit=1")
    assert first.headers["link"] == '<?limit=1&after=500000000>; rel="next"'
    assert asked("GET", "/api/worlds?limit=1&after=500000000").json() == []


def test_defects_are_on_here_all_the_same() -> None:
    try:
        assert asked("PUT", "/api/defects", json=["pages-in-english"]).json() == ["pages-in-english"]
    finally:
        asked("PUT", "/api/defects", json=[])


@pytest.mark.parametrize(("worker", "status"), [(0, 404), (1, 421)])
def test_a_world_that_is_not_here_is_told_so_by_whoever_it_would_be(worker: int, status: int) -> None:
    problem = asked("GET", f"/api/worlds/{a_name_of(worker, 'nowhere')}")
    assert problem.status_code == status
    assert ("worker 0 was started at 10:00" in problem.json()["detail"]) == (worker == 0)
