"""`gmis load` as its users run it: Locust's processes, a simulator, and a report in the end."""

import contextlib
import json
import re
import signal
import subprocess
from importlib.util import find_spec
from pathlib import Path

import httpx
import pytest

from tests.rigs.farm import WORKERS, started_farm
from tests.rigs.processes import said_until, start, started

pytestmark = pytest.mark.skipif(find_spec("locust") is None, reason="the extra [load] is not installed")
QUICK = ["--inbox", "embedded", "--pace", "30"]


def test_twenty_users_go_through_their_day_and_no_mail_is_lost(tmp_path: Path) -> None:
    ended = start("load", "--users", "20", "--workers", "1", "--seed", "3", *QUICK, cwd=tmp_path)
    assert ended.status == 0, ended.said
    told = json.loads((tmp_path / "report/load/load.json").read_text(encoding="utf-8"))
    assert (told["outcome"]["done"], told["outcome"]["failures"], told["wrong"]) == (20, [], [])
    assert told["tally"]["completed"] > 0
    assert told["tally"]["mails"].get("lost", 0) == 0
    assert told["tally"]["mails"]["delivered"] >= told["tally"]["completed"]
    assert "失われたメールはありません" in (tmp_path / "report/load/index.html").read_text(encoding="utf-8")
    assert "20人のうち20人" in ended.out
    assert "Aggregated" in ended.said  # Locust's own table


def test_two_hundred_users_go_by_way_of_haproxy_to_two_simulators_and_no_mail_is_lost(tmp_path: Path) -> None:
    with started_farm(tmp_path) as farm:
        options = ["--users", "200", "--workers", "2", "--url", farm.url, "--pace", "30", "--spawn-rate", "50"]
        ended = start("load", *options, cwd=tmp_path)
        resets = [farm.ask("/metrics", worker=worker).text for worker in range(WORKERS)]
    assert ended.status == 0, ended.said
    told = json.loads((tmp_path / "report/load/load.json").read_text(encoding="utf-8"))
    assert (told["outcome"]["done"], told["outcome"]["failures"], told["wrong"]) == (200, [], [])
    mailed = [int(float(re.findall(r'^gmis_resets_total\{outcome="mailed"\} (\S+)', text, re.M)[0])) for text in resets]
    assert all(mailed)
    assert sum(mailed) == told["tally"]["requests"]["mailed"]


def test_a_simulator_that_delivers_twice_is_found_out(tmp_path: Path) -> None:
    defects = ["--inbox", "embedded", "--defects", "delivered-twice"]
    with started("up", "--json", "--port", "0", *defects, cwd=tmp_path) as simulator:
        assert simulator.stdout
        url = json.loads(simulator.stdout.readline())["simulator"]
        ended = start("load", "--users", "12", "--pace", "30", "--url", url, "--output", "out", cwd=tmp_path)
        left = httpx.get(f"{url}/api/worlds", trust_env=False).json()
    assert ended.status == 1, ended.said
    assert "二重に届いたメール" in ended.out
    assert json.loads((tmp_path / "out/load.json").read_text(encoding="utf-8"))["tally"]["mails"]["twice"] > 0
    assert [world["name"] for world in left] == ["demo"]  # its own worlds are gone


def test_a_simulator_that_is_gone_is_told_soon_with_what_was_measured(tmp_path: Path) -> None:
    with started("up", "--json", "--port", "0", "--inbox", "embedded", cwd=tmp_path) as simulator:
        assert simulator.stdout
        url = json.loads(simulator.stdout.readline())["simulator"]
        options = ["--users", "400", "--workers", "2", "--url", url, "--pace", "30"]
        with started("load", *options, cwd=tmp_path, stderr=subprocess.PIPE) as load:
            said = said_until(load, "40人が終了")
            simulator.kill()
            out, err = load.communicate(timeout=60)  # users would have waited for 300 s
    assert load.returncode == 1, said + out + err
    assert "メールを数える前に失われた世界: " in out
    assert "Traceback" not in out + err
    told = json.loads((tmp_path / "report/load/load.json").read_text(encoding="utf-8"))
    assert told["tally"]["gone"] >= 2
    assert told["outcome"]["done"] == 400


def test_ctrl_c_ends_every_process(tmp_path: Path) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    with started("load", "--users", "2000", "--workers", "2", *QUICK, cwd=tmp_path, TMPDIR=str(temporary)) as process:
        said_until(process, "200人が終了")
        assert len(processes_with(temporary)) >= 4  # the command, Locust's master, two workers
        process.send_signal(signal.SIGINT)
        process.wait(timeout=60)
    assert process.returncode == 130
    assert processes_with(temporary) == []
    assert (list(temporary.iterdir()), (tmp_path / "report").exists()) == ([], False)


def processes_with(temporary: Path) -> list[str]:
    """Those that were started with that folder in their environment, and have not ended."""
    found = []
    for environment in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):
            if str(temporary).encode() in environment.read_bytes():
                found.append((environment.parent / "cmdline").read_text().replace("\0", " "))
    return found
