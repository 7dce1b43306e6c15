"""A simulator that runs already is used if it is one of today's; else it is told in one sentence."""

import json

import pytest

from gmis_api.answers import API_VERSION
from gmis_simulator.server.running import SimulatorServer, running
from gmis_simulator.serving.in_thread import in_thread
from pytest_gmis.client.control import Control
from pytest_gmis.client.simulator import ELSEWHERE, NoSimulator, simulator
from tests.rigs.answering import answering

pytestmark = pytest.mark.usefixtures("english")


def refused(environment: dict[str, str]) -> str:
    with pytest.raises(NoSimulator) as caught, simulator("embedded", environment):
        pass
    return str(caught.value)


def elsewhere(url: str) -> dict[str, str]:
    return {"GMIS_SIMULATOR_URL": url, "GMIS_MAILPIT_URL": "http://127.0.0.1:9"}


def test_one_that_runs_already_is_used_and_left_running() -> None:
    with running("embedded") as server:
        named = {"GMIS_SIMULATOR_URL": server.url, "GMIS_MAILPIT_URL": server.inbox.url}
        for _ in range(2):
            with simulator("auto", named) as found:
                assert (found.url, found.inbox_url, found.inbox) == (server.url, server.inbox.url, ELSEWHERE)


def test_one_from_before_there_was_a_version_is_told_with_the_remedy() -> None:
    with answering(404, json.dumps({"title": "Not Found", "detail": "Not Found"})) as address:
        url = f"http://{address}"
        said = refused(elsewhere(url))
    assert said.startswith(f"the simulator at {url} (version before 0.2.0) has control API 0, this harness (version ")
    assert f"speaks {API_VERSION}: install the same version of gmis-reset-simulator on both sides" in said
    assert "\n" not in said


def test_one_of_a_later_time_is_told_too() -> None:
    with answering(200, json.dumps({"api": API_VERSION + 1, "simulator": "9.9.9", "news": "unknown to us"})) as address:
        url = f"http://{address}"
        assert "(version 9.9.9) has control API 2" in refused(elsewhere(url))


def test_nobody_who_answers_is_told_with_the_variable() -> None:
    said = refused(elsewhere("http://127.0.0.1:9"))
    assert said.startswith("GMIS_SIMULATOR_URL is http://127.0.0.1:9, but: no simulator answers at ")


def test_half_a_target_is_refused_with_the_remedy() -> None:
    assert "name both, as `gmis up --json` prints them" in refused({"GMIS_SIMULATOR_URL": "http://127.0.0.1:9"})


def test_the_token_of_the_environment_is_carried_and_without_it_one_is_refused() -> None:
    with in_thread(SimulatorServer(inbox="embedded", token="secret")) as server:
        named = {"GMIS_SIMULATOR_URL": server.url, "GMIS_MAILPIT_URL": server.inbox.url}
        with simulator("auto", {**named, "GMIS_TOKEN": "secret"}) as found, Control(found.url, found.token) as control:
            assert control.worlds() == []
        assert "401" in refused(named)
