"""`gmis up --workers 2`: two simulators with the worlds between them, and the real HAProxy in front."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from gmis_simulator.world.share import Share
from tests.rigs.farm import WORKERS, Farm, a_name_of, here_or_skip, started_farm
from tools.deploy import CONFIGURATIONS, DEPLOY


@pytest.fixture(scope="module")
def farm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Farm]:
    with started_farm(tmp_path_factory.mktemp("farm")) as running:
        yield running


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_haproxy_itself_finds_the_configuration_to_take_away_valid(tmp_path: Path, name: str) -> None:
    file = tmp_path / "haproxy.cfg"
    # names that only the cluster knows would be asked of the network here
    file.write_text(re.sub(r"[a-z0-9.-]+:8000", "127.0.0.1:8000", (DEPLOY / name).read_text("utf-8")))
    ended = subprocess.run([here_or_skip(), "-c", "-f", file], capture_output=True, text=True, check=False)
    assert (ended.returncode, "WARNING" in ended.stdout + ended.stderr) == (0, False), ended.stderr


def test_haproxy_leads_to_the_worker_that_the_crc_32_of_zlib_says(farm: Farm) -> None:
    for number in range(12):
        name = farm.new_world(f"named-{number}")
        owner = Share(0, WORKERS).owner(name)
        assert farm.ask(f"/{name}/s/login/").status_code == 200
        assert farm.ask(f"/%6e{name[1:]}/s/login/").status_code == 200
        urls = farm.ask(f"/api/worlds/{name}").json()["urls"].values()
        assert all(url.startswith((f"{farm.url}/{name}/", f"{farm.url}/?")) for url in urls), urls
        assert farm.ask(f"/api/worlds/{name}", worker=owner).status_code == 200


def test_a_world_asked_of_the_wrong_worker_is_told_in_one_sentence_whose_it_is(farm: Farm) -> None:
    name = farm.new_world(a_name_of(1, "wrong"))
    problem = farm.ask(f"/api/worlds/{name}", worker=0, headers={"Accept-Language": "en"})
    assert problem.status_code == 421
    assert f"world {name} is worker 1's, and this is worker 0 of 2" in problem.json()["detail"]
    page = farm.ask(f"/{name}/s/login/", worker=0)
    assert (page.status_code, page.headers["content-type"]) == (421, "text/html; charset=utf-8")
    assert f"世界 {name} はワーカー 1 のもの" in page.text


def test_worlds_without_a_name_are_made_by_all_workers(farm: Farm) -> None:
    names = [farm.new_world() for _ in range(20)]
    assert {Share(0, WORKERS).owner(name) for name in names} == {0, 1}


def test_a_name_that_is_taken_is_refused_whichever_worker_is_asked(farm: Farm) -> None:
    name = farm.new_world(a_name_of(1, "taken"))
    for worker in range(WORKERS):
        assert farm.ask("/api/worlds", "POST", worker=worker, json={"name": name}).status_code == 409


def test_a_snapshot_is_made_again_by_the_worker_of_its_name(farm: Farm) -> None:
    name = farm.new_world(a_name_of(1, "kept"))
    snapshot = farm.ask(f"/api/worlds/{name}/snapshot").json()
    farm.ask(f"/api/worlds/{name}", "DELETE")
    assert farm.ask("/api/worlds", "POST", worker=0, json={"snapshot": snapshot}).status_code == 201
    assert farm.ask(f"/{name}/s/login/").status_code == 200


def test_the_list_of_worlds_is_one_in_pages_with_every_world_once(farm: Farm) -> None:
    # four of worker 0 and six of worker 1, so that a page of three holds worlds of both, and more follow
    made = sorted(farm.new_world(a_name_of(0, f"listed-a{number}")) for number in range(4))
    made += sorted(farm.new_world(a_name_of(1, f"listed-b{number}")) for number in range(6))
    for worker in (None, 0, 1):
        seen, sizes, query = [], [], "?name=listed-&limit=3"
        while query:
            answer = farm.ask(f"/api/worlds{query}", worker=worker)
            seen += [world["name"] for world in answer.json()]
            sizes.append(len(answer.json()))
            query = next(iter(re.findall(r"<(\?[^>]*)>", answer.headers.get("link", ""))), "")
        assert sorted(seen) == made
        assert sizes == [3, 3, 3, 1]


def test_defects_for_all_worlds_are_on_in_every_worker(farm: Farm) -> None:
    names = [farm.new_world(a_name_of(worker, "wrong-everywhere")) for worker in range(WORKERS)]
    for on, language in ((["pages-in-english"], "en"), ([], "ja")):
        assert farm.ask("/api/defects", "PUT", json=on).json() == on
        assert all(f'<html lang="{language}">' in farm.ask(f"/{name}/s/login/").text for name in names)


def test_the_mail_of_every_worker_is_in_one_inbox_and_its_link_leads_to_the_front(farm: Farm) -> None:
    for worker in range(WORKERS):
        name = farm.new_world(a_name_of(worker, "mailed"))
        farm.ask(f"/{name}/s/login/ForgotPassword", "POST", data={"username": "ex000000"})
        farm.ask(f"/api/worlds/{name}/settle", "POST")
        inbox = f"{farm.said['mailpit']}/api/v1"
        found = httpx.get(f"{inbox}/search", params={"query": f"to:{name}.example"}, trust_env=False).json()
        (message,) = found["messages"]
        text = httpx.get(f"{inbox}/message/{message['ID']}", trust_env=False).json()["Text"]
        (link,) = re.findall(rf"{farm.url}/{name}/\S+", text)
        assert httpx.get(link, trust_env=False).status_code == 200


def test_events_are_told_through_the_front_as_they_happen(farm: Farm) -> None:
    name = farm.new_world()
    stream = f"{farm.url}/api/worlds/{name}/events"
    with httpx.stream("GET", stream, headers={"Accept": "text/event-stream"}, trust_env=False) as events:
        lines = events.iter_lines()
        assert "world.created" in [next(lines), next(lines)][1]
        farm.ask(f"/{name}/s/login/")
        assert any("page.answered" in line for line in lines)


def test_demo_is_there_once(farm: Farm) -> None:
    assert [world["name"] for world in farm.ask("/api/worlds?name=demo").json()] == ["demo"]


def test_console_and_catalogue_are_anybodys(farm: Farm) -> None:
    name = farm.new_world()
    for path in ("/", f"/?world={name}", "/api/catalogue", "/api/version", "/api/openapi.json", "/static/style.css"):
        assert farm.ask(path).status_code == 200, path


def test_the_front_has_no_metrics_of_its_own_and_says_who_has(farm: Farm) -> None:
    told = farm.ask("/metrics", headers={"Accept-Language": "en"})
    assert (told.status_code, "scrape each at its address" in told.text) == (404, True)
    assert not [url for url in farm.workers if url in told.text]  # who may not ask the API need not know them
    for worker in range(WORKERS):
        assert "gmis_worlds " in farm.ask("/metrics", worker=worker).text


def test_a_list_is_there_for_who_asks_for_its_headers_alone(farm: Farm) -> None:
    for worker in (None, *range(WORKERS)):
        assert farm.ask("/api/worlds", "HEAD", worker=worker).status_code == 200


@pytest.mark.parametrize("headers", [{"Cookie": "other=" + "x" * 30_000}, {f"X-{n}": "1" for n in range(150)}])
def test_what_one_simulator_takes_the_front_takes_too(farm: Farm, headers: dict[str, str]) -> None:
    assert farm.ask("/api/version", headers=headers).status_code == 200


def test_what_comes_from_outside_cannot_speak_as_a_worker(farm: Farm) -> None:
    for worker in range(WORKERS):
        farm.new_world(a_name_of(worker, "outside"))
    listed = farm.ask("/api/worlds?name=outside-", headers={"Gmis-Worker-Alone": "yes"})
    assert len(listed.json()) == WORKERS
    assert len(farm.ask("/api/worlds?name=outside-", worker=0, headers={"Gmis-Worker-Alone": "yes"}).json()) == 1
