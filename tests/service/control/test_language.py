"""The control API speaks the language that a request asks for, one at a time, and never translates a name."""

import re
from typing import Any

import httpx
import pytest

from gmis_api.language import Language, spoken
from gmis_simulator.world.worlds import Worlds
from pytest_gmis.client.control import Control, ControlError
from tests.rigs.app import asking
from tests.rigs.running import run

JAPANESE = re.compile("[\u3041-\u30ff\u4e00-\u9fff]")

WRONG: list[tuple[str, str, Any]] = [
    ("POST", "/worlds", {"name": "Not OK"}),
    ("POST", "/worlds", {"nmae": "x"}),
    ("POST", "/worlds", {"seed": "x"}),
    ("POST", "/worlds", {"seed": 1.5}),
    ("POST", "/worlds", {"now": "tomorrow"}),
    ("POST", "/worlds", {"now": "2026-01-15T09:00:00"}),
    ("POST", "/worlds", {"now": "0001-01-15T09:00:00Z"}),
    ("POST", "/worlds", {"settings": []}),
    ("POST", "/worlds", {"settings": {"link_lifetime_hours": 0}}),
    ("POST", "/worlds", {"settings": {"link_lifetime_hours": "24"}}),
    ("POST", "/worlds", {"settings": {"link_lifetime_hours": True}}),
    ("POST", "/worlds", {"settings": {"interstitial": 1}}),
    ("POST", "/worlds", {"settings": {"spent_link_leads_to": "home"}}),
    ("POST", "/worlds", {"settings": {"mail_subject": "a\nb"}}),
    ("POST", "/worlds", {"settings": {"mail_text": "no link"}}),
    ("POST", "/worlds", {"settings": {"night_closed_hours": [5, 2]}}),
    ("POST", "/worlds", {"settings": {"night_closed_hours": [1, 2, 3]}}),
    ("POST", "/worlds", {"settings": {"night_closed_hours": [24]}}),
    ("POST", "/worlds", {"institutions": [{"username": "ex1"}]}),
    ("POST", "/worlds", {"institutions": [{}]}),
    ("POST", "/worlds", {"institutions": [{"username": "ex000000", "name": ""}]}),
    ("POST", "/worlds", {"institutions": [{"username": "ex000000", "name": "x" * 201}]}),
    ("POST", "/worlds", {"institutions": [{"username": "ex000000", "registered_address": "a b.c"}]}),
    ("POST", "/worlds", {"mailboxes": {"a@{world}.example": {"persona": "zzzz"}}}),
    ("POST", "/worlds", {"mailboxes": {"a@{world}.example": {"rules": [{"rule": "zzzz"}]}}}),
    ("POST", "/worlds", {"mailboxes": {"a@{world}.example": {"rules": [{}]}}}),
    ("POST", "/worlds", {"mailboxes": 1}),
    ("POST", "/worlds", {"faults": [{"kind": "status-53"}]}),
    ("POST", "/worlds", {"faults": [{"kind": "latency", "where": "login"}]}),
    ("POST", "/worlds", {"faults": [{"kind": "latency", "after": "soon"}]}),
    ("POST", "/worlds", {"faults": [{"kind": "latency", "seconds": 1e9}]}),
    ("POST", "/worlds", {"defects": ["never-lockd"]}),
    ("POST", "/worlds", {"preset": "zzzz"}),
    ("POST", "/worlds", {"snapshot": {}}),
    ("POST", "/worlds", {"snapshot": {}, "seed": 1}),
    ("POST", "/worlds", {f"field-{number}": 1 for number in range(20)}),
    ("POST", "/worlds", 1),
    ("PUT", "/defects", ["never-lockd"]),
    ("GET", "/worlds?limit=0", None),
    ("GET", "/worlds/nowhere", None),
    ("GET", "/nowhere", None),
    ("DELETE", "/version", None),
]


def problem_in(control: Control, language: Language, method: str, path: str, body: Any) -> dict[str, Any]:
    """What the API answers to a harness that speaks that language."""
    with spoken(language), pytest.raises(ControlError) as refused:
        control.call(method, path, body)
    return dict(refused.value.problem)


def texts_of(problem: dict[str, Any]) -> list[str]:
    """What it says to people."""
    return [problem["title"], problem["detail"], *(each["rule"] for each in problem.get("errors", []))]


@pytest.mark.parametrize(("method", "path", "body"), WRONG, ids=str)
def test_a_problem_is_told_in_the_harness_language_and_its_names_are_the_same_in_both(
    control: Control, method: str, path: str, body: Any
) -> None:
    english, japanese = (problem_in(control, each, method, path, body) for each in ("en", "ja"))
    assert not [each for each in texts_of(english) if JAPANESE.search(each)]
    assert all(JAPANESE.search(each) for each in texts_of(japanese)), texts_of(japanese)
    for each in ("type", "status", "instance"):
        assert english[each] == japanese[each]
    wrong = [[(each["field"], each["value"]) for each in found.get("errors", [])] for found in (english, japanese)]
    assert wrong[0] == wrong[1]


@pytest.mark.parametrize(
    "body", [b"{", b"\xff", b"[" * 100_000, b'{"a":1,"a":2}', b'{"seed":NaN}', b'{"seed":1e999}'], ids=str
)
def test_what_is_no_json_is_told_in_the_language_too(control: Control, body: bytes) -> None:
    def rule(language: str) -> str:
        headers = {"Accept-Language": language}
        answer = httpx.post(f"{control.url}/api/worlds", content=body, headers=headers, trust_env=False)
        return str(answer.json()["errors"][0]["rule"])

    assert not JAPANESE.search(rule("en"))
    assert JAPANESE.search(rule("ja"))


@pytest.mark.parametrize(
    ("asked", "answered"), [("", "en"), ("ja-JP,ja;q=0.9,en;q=0.8", "ja"), ("fr", "en"), ("en;q=0.1, ja;q=0.2", "ja")]
)
def test_an_error_says_in_which_language_it_is_and_by_what_that_was_chosen(
    control: Control, asked: str, answered: str
) -> None:
    url = f"{control.url}/api/worlds/nowhere"
    answer = httpx.get(url, headers={"Accept-Language": asked} if asked else {}, trust_env=False)
    assert answer.headers["content-language"] == answered
    assert "Accept-Language" in answer.headers["vary"]
    assert answer.json()["title"] == {"en": "No such world", "ja": "その世界はありません"}[answered]


@pytest.mark.parametrize(("language", "title"), [("en", "A token is needed"), ("ja", "トークンが必要です")])
def test_that_a_token_is_needed_and_a_foreign_host_are_told_in_the_language(language: Language, title: str) -> None:
    async def scenario() -> tuple[httpx.Response, httpx.Response]:
        async with asking(Worlds(), token="secret") as http:
            asked = {"Accept-Language": language}
            return (
                await http.get("/api/worlds", headers=asked),
                await http.get("/api/worlds", headers=asked | {"Host": "rebound.example"}),
            )

    without, foreign = run(scenario())
    assert without.json()["title"] == title
    assert [each.headers["content-language"] for each in (without, foreign)] == [language, language]
    assert bool(JAPANESE.search(foreign.json()["detail"])) is (language == "ja")


def test_the_pages_of_a_world_stay_japanese_whatever_the_browser_wants(control: Control) -> None:
    world = control.create_world()
    answer = httpx.get(f"{world.url}/nowhere/at/all", headers={"Accept-Language": "en"}, trust_env=False)
    assert answer.status_code == 404
    assert "ページが見つかりません" in answer.text
    world.delete()
