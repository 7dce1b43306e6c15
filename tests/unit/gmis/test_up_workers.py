"""`gmis up --workers N` before anything is started."""

from pathlib import Path

import pytest

from gmis.up_workers import Given, found_haproxy
from gmis_simulator.server.farm.farm import Member

pytestmark = pytest.mark.usefixtures("english")


def test_without_haproxy_it_is_one_process_and_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("gmis.up_workers.find_haproxy", lambda: None)
    assert found_haproxy() is None
    (sentence,) = capsys.readouterr().err.splitlines()
    assert sentence.startswith("no HAProxy is found, so this is one process: get it by `apt-get install haproxy`")


def test_a_worker_is_started_with_all_that_concerns_it() -> None:
    peers = ["http://127.0.0.1:1", "http://127.0.0.1:2"]
    given = Given([Path("mine"), Path("yours")], 24, ["never-locked", "pages-in-english"], "json")
    said = " ".join(given.command(Member(1, 2, 4, peers, "http://front:8000")))
    assert "-P -m gmis --lang en up --json --worker 1 --peers http://127.0.0.1:1,http://127.0.0.1:2 " in said
    assert " --port 2 --smtp-port 4 --url http://front:8000 " in said
    assert " --expire 24 " in said
    assert said.endswith(" --defects never-locked,pages-in-english --log-format json --personas mine --personas yours")
