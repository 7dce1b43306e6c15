"""`gmis new --from-world`: the world it is asked for, and the simulator that it is in."""

from pathlib import Path

import pytest

from gmis_simulator.server.running import SimulatorServer
from gmis_simulator.serving.in_thread import in_thread
from pytest_gmis.client.control import Control
from pytest_gmis.reports.reading import read_issue
from tests.rigs.clinic_in import clinic_in
from tests.rigs.commands import call
from tests.rigs.days import expired


def retold(name: str, world: str, url: str, *options: str, cwd: Path, **environment: str) -> Path:
    ended = call("new", name, "--from-world", world, "--url", url, *options, cwd=cwd, environment=environment)
    assert (ended.status, ended.err) == (0, "")
    return cwd / f"{name}.feature"


def test_the_same_world_gives_the_same_file_and_what_is_said_and_the_step_are_taken(
    server: SimulatorServer, tmp_path: Path
) -> None:
    options = ("--said", "無効といわれる", "--step", "③")
    with clinic_in(server) as clinic:
        expired(clinic)
        paths = [retold(name, clinic.world.name, server.url, *options, cwd=tmp_path) for name in ("one", "two")]
    first, second = (path.read_text(encoding="utf-8") for path in paths)
    assert first == second
    assert clinic.world.name not in first
    issue = read_issue(paths[0])
    assert (issue.said, issue.leaflet_step) == ("無効といわれる", "③")


@pytest.mark.parametrize("name", ["no-such-world", "../worlds", "a/b", "世界"])
def test_a_world_that_is_not_there_is_named_with_those_that_are(
    server: SimulatorServer, tmp_path: Path, name: str
) -> None:
    with clinic_in(server, name="is-there") as clinic:
        said = call("new", "x", "--from-world", name, "--url", server.url, cwd=tmp_path).in_one_sentence()
        clinic.world.delete()
    assert f"世界「{name}」は" in said
    assert "is-there" in said
    assert list(tmp_path.iterdir()) == []


def test_a_simulator_that_does_not_answer_is_told_with_the_remedy(tmp_path: Path) -> None:
    said = call("new", "x", "--from-world", "demo", "--url", "http://127.0.0.1:9", cwd=tmp_path).in_one_sentence()
    assert "http://127.0.0.1:9 でシミュレーターが答えません。gmis up で起動するか" in said
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_wants_a_token_gets_it_from_the_option_or_the_environment(tmp_path: Path) -> None:
    with in_thread(SimulatorServer(inbox="embedded", token="secret")) as server:
        with Control(server.url, "secret") as control:
            control.create_world(name="kept")
        said = call("new", "x", "--from-world", "kept", "--url", server.url, cwd=tmp_path).in_one_sentence()
        assert "--token か GMIS_TOKEN" in said
        retold("by-option", "kept", server.url, "--token", "secret", cwd=tmp_path)
        retold("by-environment", "kept", server.url, cwd=tmp_path, GMIS_TOKEN="secret")
