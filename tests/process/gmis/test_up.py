"""`gmis up` as its users run it: a process, its output, its exit status."""

import json
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.sync.client import connect

from gmis_simulator.server.mailpit import HOW_TO_GET, find_mailpit
from tests.rigs.inbox import started_inbox
from tests.rigs.processes import nothing_is_left_of, said_until, started


@contextmanager
def gmis_up(*options: str, **how: Any) -> Iterator[tuple[subprocess.Popen[str], dict[str, object]]]:
    """A running `gmis up --json`, and what it printed."""
    with started("up", "--json", "--port", "0", *options, stderr=subprocess.PIPE, **how) as process:
        assert process.stdout
        assert process.stderr
        line = process.stdout.readline()
        assert line, process.stderr.read()
        yield process, json.loads(line)


def test_one_line_of_json_says_where_everything_answers_and_it_does(tmp_path: Path) -> None:
    with gmis_up("--inbox", "embedded", cwd=tmp_path) as (_, said):
        assert set(said) == {"simulator", "mailpit", "smtp", "exchange", "inbox", "worlds"}
        assert (said["inbox"], said["worlds"]) == ("embedded", ["demo"])
        assert httpx.get(f"{said['simulator']}/demo/s/login/", trust_env=False).status_code == 200
        assert httpx.get(f"{said['mailpit']}/api/v1/info", trust_env=False).is_success
        host, port = str(said["smtp"]).rsplit(":", 1)
        with socket.create_connection((host, int(port))) as connection:
            assert connection.recv(100).startswith(b"220 ")
        demo = httpx.get(f"{said['simulator']}/api/worlds/demo", trust_env=False).json()
        assert demo["institutions"][0]["username"] == "ex000000"


def test_logs_are_one_json_object_a_line_where_that_is_wanted(tmp_path: Path) -> None:
    with gmis_up("--inbox", "embedded", "--log-format", "json", cwd=tmp_path) as (process, said):
        httpx.get(f"{said['simulator']}/demo/s/login/", trust_env=False)
        process.terminate()
        assert process.stderr
        told = [json.loads(line) for line in process.stderr]
    assert (told[0]["world"], told[0]["kind"]) == ("demo", "world.created")
    assert told[-1]["data"]["path"] == "/s/login/"


def test_defects_are_on_in_every_world_from_the_start_and_a_person_is_told(tmp_path: Path) -> None:
    on = ("--defects", "capitals-matter, pages-in-english", "--inbox", "embedded")
    with gmis_up(*on, cwd=tmp_path) as (_, said):
        page = httpx.get(f"{said['simulator']}/demo/s/login/", trust_env=False).text
        assert '<html lang="en">' in page
        demo = httpx.get(f"{said['simulator']}/api/worlds/demo", trust_env=False).json()
        assert demo["defects"] == []
    with started("up", "--port", "0", *on, cwd=tmp_path) as process:
        assert "capitals-matter, pages-in-english" in said_until(process, "Ctrl-C")


@pytest.mark.parametrize(
    ("ctrl_c", "sign"),
    [("as usual", signal.SIGINT), ("ignored", signal.SIGINT), ("as usual", signal.SIGTERM)],
    ids=["Ctrl-C", "Ctrl-C, ignored before", "SIGTERM"],
)
def test_a_signal_ends_all_of_it_cleanly_with_clients_connected(
    tmp_path: Path, ctrl_c: str, sign: signal.Signals
) -> None:
    with gmis_up("--inbox", "embedded", cwd=tmp_path, ctrl_c=ctrl_c) as (process, said):
        events = f"ws{str(said['mailpit']).removeprefix('http')}/api/events"
        stream = f"{said['simulator']}/api/worlds/demo/events"
        sse = {"Accept": "text/event-stream"}
        with connect(events, proxy=None), httpx.stream("GET", stream, headers=sse, trust_env=False) as open_stream:
            assert next(open_stream.iter_lines())
            process.send_signal(sign)
            assert process.wait(timeout=10) == 0
        assert process.stderr
        assert process.stderr.read() == ""
        assert nothing_is_left_of(process)
        with pytest.raises(httpx.ConnectError):
            httpx.get(str(said["simulator"]), trust_env=False)


def test_mailpit_is_started_and_ended_with_the_simulator(tmp_path: Path) -> None:
    if find_mailpit() is None:
        pytest.skip(f"no Mailpit: {HOW_TO_GET}")
    with gmis_up("--inbox", "mailpit", cwd=tmp_path) as (process, said):
        assert said["inbox"] == "mailpit"
        assert httpx.get(f"{said['mailpit']}/api/v1/info", trust_env=False).json()["Version"].startswith("v")
        process.terminate()
        assert process.wait(timeout=10) == 0
        with pytest.raises(httpx.ConnectError):
            httpx.get(str(said["mailpit"]), trust_env=False)


def test_a_mailpit_that_is_named_is_used_and_left_running(tmp_path: Path) -> None:
    with started_inbox("embedded") as inbox:
        named = {"GMIS_MAILPIT_URL": inbox.url, "GMIS_MAILPIT_SMTP": "{}:{}".format(*inbox.smtp)}
        with gmis_up(cwd=tmp_path, **named) as (_, said):
            assert (said["mailpit"], said["inbox"]) == (inbox.url, "mailpit")
            page = f"{said['simulator']}/demo/s/login/ForgotPassword"
            httpx.post(page, data={"username": "ex000000"}, trust_env=False)
            httpx.post(f"{said['simulator']}/api/worlds/demo/settle", trust_env=False)
        (message,) = inbox.get("/messages")["messages"]
        assert message["To"][0]["Address"] == "ex000000@demo.example"


def test_beyond_loopback_the_control_api_wants_the_token(tmp_path: Path) -> None:
    with gmis_up(
        "--host",
        "0.0.0.0",  # noqa: S104
        "--inbox",
        "embedded",
        cwd=tmp_path,
        GMIS_TOKEN="secret",
    ) as (_, said):
        port = str(said["simulator"]).rsplit(":", 1)[1]
        api = f"http://127.0.0.1:{port}/api/worlds"
        assert httpx.get(api, trust_env=False).status_code == 401
        assert httpx.get(api, trust_env=False, headers={"Authorization": "Bearer secret"}).status_code == 200


def test_without_json_a_table_of_addresses_is_printed(tmp_path: Path) -> None:
    with started("up", "--port", "0", "--inbox", "embedded", cwd=tmp_path) as process:
        lines = said_until(process, "Ctrl-Cですべて終わります。\n").splitlines()
    assert len(lines) == 11
    assert lines[0].split()[0] == "Med-Login"
    assert lines[8].split()[-1] == "ex000000"
    assert lines[-1].strip() == "Ctrl-Cですべて終わります。"
