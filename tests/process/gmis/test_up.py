"""`gmis up` as its users run it: a process, its output, its exit status."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from websockets.sync.client import connect

from gmis_simulator.server.mailpit import HOW_TO_GET, find_mailpit

GMIS = str(Path(sys.executable).with_name("gmis"))
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith("GMIS_")}


@contextmanager
def gmis_up(*options: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, object]]]:
    """A running `gmis up --json`, and what it printed."""
    process = subprocess.Popen(
        [GMIS, "up", "--json", "--port", "0", *options],
        env=ENVIRONMENT | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stderr
    try:
        line = process.stdout.readline()
        assert line, process.stderr.read()
        yield process, json.loads(line)
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=20)


def fails(*arguments: str, **environment: str) -> str:
    """The one sentence on stderr of a call that must end with status 2."""
    ended = subprocess.run(
        [GMIS, *arguments], env=ENVIRONMENT | environment, capture_output=True, text=True, timeout=30, check=False
    )
    assert ended.returncode == 2, ended.stderr
    assert ended.stdout == ""
    assert len(ended.stderr.strip().splitlines()) == 1, ended.stderr
    return ended.stderr


def test_one_line_of_json_says_where_everything_answers_and_it_does() -> None:
    with gmis_up("--inbox", "embedded") as (_, said):
        assert set(said) == {"simulator", "mailpit", "smtp", "exchange", "inbox", "worlds"}
        assert (said["inbox"], said["worlds"]) == ("embedded", ["demo"])
        assert httpx.get(f"{said['simulator']}/demo/s/login/", trust_env=False).status_code == 200
        assert httpx.get(f"{said['mailpit']}/api/v1/info", trust_env=False).is_success
        host, port = str(said["smtp"]).rsplit(":", 1)
        with socket.create_connection((host, int(port))) as connection:
            assert connection.recv(100).startswith(b"220 ")
        demo = httpx.get(f"{said['simulator']}/api/worlds/demo", trust_env=False).json()
        assert demo["institutions"][0]["username"] == "ex000000"


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
def test_a_signal_ends_all_of_it_cleanly_with_clients_connected(sign: signal.Signals) -> None:
    with gmis_up("--inbox", "embedded") as (process, said):
        events = f"ws{str(said['mailpit']).removeprefix('http')}/api/events"
        stream = f"{said['simulator']}/api/worlds/demo/events"
        sse = {"Accept": "text/event-stream"}
        with connect(events, proxy=None), httpx.stream("GET", stream, headers=sse, trust_env=False) as open_stream:
            assert next(open_stream.iter_lines())
            process.send_signal(sign)
            assert process.wait(timeout=10) == 0
        assert process.stderr
        assert process.stderr.read() == ""
        with pytest.raises(httpx.ConnectError):
            httpx.get(str(said["simulator"]), trust_env=False)


def test_a_port_that_is_taken_is_named_with_the_remedy() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = fails("up", "--port", str(port), "--inbox", "embedded")
    assert f"port {port} on 127.0.0.1 is taken" in said
    assert "--port" in said


def test_a_mailpit_that_is_named_but_does_not_answer_is_named() -> None:
    said = fails("up", "--port", "0", GMIS_MAILPIT_URL="http://127.0.0.1:9")
    assert "no Mailpit answers at GMIS_MAILPIT_URL http://127.0.0.1:9" in said


@pytest.mark.parametrize(
    ("variable", "value", "rule"),
    [
        ("GMIS_MAILPIT_URL", "127.0.0.1:8025", "must be a URL such as http://127.0.0.1:8025"),
        ("GMIS_MAILPIT_SMTP", "1025", "must be host:port such as 127.0.0.1:1025"),
        ("GMIS_MAILPIT_SMTP", "127.0.0.1:x", "must be host:port"),
    ],
)
def test_a_broken_setting_is_named_with_its_value_and_rule(variable: str, value: str, rule: str) -> None:
    said = fails("up", **{"GMIS_MAILPIT_URL": "http://127.0.0.1:9", variable: value})
    assert variable in said
    assert value in said
    assert rule in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["up", "--prot", "1"], "No such option '--prot'"),
        (["up", "--port", "x"], "'x' is not a valid integer range"),
        (["up", "--port", "70000"], "0<=x<=65535"),
        (["up", "--inbox", "none"], "'none' is not one of 'auto', 'embedded', 'mailpit'"),
        (["up", "--host", "203.0.113.1", "--inbox", "embedded"], "is no address of this machine"),
        (["upp"], "No such command 'upp'"),
    ],
)
def test_what_cannot_be_understood_is_one_sentence_and_status_2(arguments: list[str], said: str) -> None:
    environment = {"GMIS_TOKEN": "t"}
    assert said in fails(*arguments, **environment)


def test_mailpit_is_started_and_ended_with_the_simulator() -> None:
    if find_mailpit() is None:
        pytest.skip(f"no Mailpit: {HOW_TO_GET}")
    with gmis_up("--inbox", "mailpit") as (process, said):
        assert said["inbox"] == "mailpit"
        assert httpx.get(f"{said['mailpit']}/api/v1/info", trust_env=False).json()["Version"].startswith("v")
        process.terminate()
        assert process.wait(timeout=10) == 0
        with pytest.raises(httpx.ConnectError):
            httpx.get(str(said["mailpit"]), trust_env=False)


def test_a_mailpit_that_is_named_is_used_and_left_running() -> None:
    with gmis_up("--inbox", "embedded") as (_, first):
        named = {"GMIS_MAILPIT_URL": str(first["mailpit"]), "GMIS_MAILPIT_SMTP": str(first["smtp"])}
        with gmis_up(**named) as (_, second):
            assert (second["mailpit"], second["inbox"]) == (first["mailpit"], "mailpit")
            page = f"{second['simulator']}/demo/s/login/ForgotPassword"
            httpx.post(page, data={"username": "ex000000"}, trust_env=False)
            httpx.post(f"{second['simulator']}/api/worlds/demo/settle", trust_env=False)
        found = httpx.get(f"{first['mailpit']}/api/v1/messages", trust_env=False).json()
        assert [message["To"][0]["Address"] for message in found["messages"]] == ["ex000000@demo.example"]


def test_beyond_loopback_the_control_api_wants_the_token() -> None:
    with gmis_up("--host", "0.0.0.0", "--inbox", "embedded", GMIS_TOKEN="secret") as (_, said):  # noqa: S104
        port = str(said["simulator"]).rsplit(":", 1)[1]
        api = f"http://127.0.0.1:{port}/api/worlds"
        assert httpx.get(api, trust_env=False).status_code == 401
        assert httpx.get(api, trust_env=False, headers={"Authorization": "Bearer secret"}).status_code == 200


def test_without_json_a_table_of_addresses_is_printed() -> None:
    process = subprocess.Popen(
        [GMIS, "up", "--port", "0", "--inbox", "embedded"], env=ENVIRONMENT, stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        lines = [process.stdout.readline() for _ in range(11)]
    finally:
        process.terminate()
        process.communicate(timeout=20)
    assert lines[0].split()[0] == "Med-Login"
    assert lines[8].split()[-1] == "ex000000"
    assert lines[-1].strip() == "Ctrl-C ends all of it."
