"""scripts/flakes: e2e again and again, on a busy machine; with a pytest that is played."""

import subprocess
from pathlib import Path

import pytest

from tests.rigs.commands import Ended

PROJECT = Path(__file__).parents[2]
PLAYED = """#!/usr/bin/env python3
import os, re, sys, time
from pathlib import Path

given = " ".join(sys.argv[1:])

def others():  # ticks of the processor that what was started beside this has taken
    parent = os.getppid()
    pids = set(Path(f"/proc/{parent}/task/{parent}/children").read_text().split()) - {str(os.getpid())}
    return sum(int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11]) for pid in pids)

before, deadline = others(), time.monotonic() + 20
while others() < before + 5:
    assert time.monotonic() < deadline, "no core is kept busy"
with open("calls", "a") as calls:
    print(given, file=calls)
number = int(re.search(r"--randomly-seed=(\\d+)", given)[1])
if "--nonsense" in given:
    sys.exit(4)
failures, errors = (int(number == 2 and f"--second-{how}" in given) for how in ("fails", "breaks"))
junit = f'<testsuites><testsuite tests="5" skipped="2" failures="{failures}" errors="{errors}"/></testsuites>'
Path(re.search(r"--junitxml (\\S+)", given)[1]).write_text(junit)
sys.exit(failures or errors)
"""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Of what the script needs; with the evidence of an earlier run."""
    for name, text in {
        "scripts/flakes": (PROJECT / "scripts/flakes").read_text(),
        "scripts/install": "#!/bin/sh\n",
        ".venv/bin/pytest": PLAYED,
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
        (tmp_path / name).chmod(0o755)
    (tmp_path / "report/flakes").mkdir(parents=True)
    (tmp_path / "report/flakes/earlier").touch()
    return tmp_path


def flakes(clone: Path, *arguments: str) -> Ended:
    ended = subprocess.run(
        [clone / "scripts/flakes", *arguments], capture_output=True, text=True, check=False, timeout=60
    )
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def test_each_run_is_in_another_order_beside_a_busy_core_and_leaves_its_dossiers_apart(clone: Path) -> None:
    ended = flakes(clone, "2", "--inbox", "embedded")
    assert (ended.status, ended.out.splitlines()[-1][:31]) == (0, "6 executions, 0 failed; what fa"), ended.said
    first, second = (clone / "calls").read_text().splitlines()
    for number, call in ((1, first), (2, second)):
        assert call.startswith("e2e -n auto ")
        assert f"--randomly-seed={number} " in call
        assert call.endswith(f"--dossiers report/flakes/dossiers-00{number} --inbox embedded")
    assert not (clone / "report/flakes/earlier").exists()


@pytest.mark.parametrize("how", ["fails", "breaks"])  # in the test itself, or in its set-up or tear-down
def test_one_failure_in_all_of_it_is_counted_and_ends_in_status_1(clone: Path, how: str) -> None:
    ended = flakes(clone, "3", f"--second-{how}")
    assert ended.status == 1
    assert (
        "run 2 of 3: 3 executions, 1 failed\nrun 3 of 3: 3 executions, 0 failed\n9 executions, 1 failed;" in ended.out
    )


def test_where_pytest_itself_does_not_run_it_ends_at_once_and_says_where_to_look(clone: Path) -> None:
    ended = flakes(clone, "3", "--nonsense")
    assert ended.status == 1
    assert ended.err == "scripts/flakes: pytest ended with 4, as report/flakes/run-001.txt tells\n"
    assert len((clone / "calls").read_text().splitlines()) == 1


@pytest.mark.parametrize("number", ["abc", "0", "-3", "1.5", "--inbox"])
def test_what_is_no_number_of_runs_is_refused_and_the_earlier_evidence_kept(clone: Path, number: str) -> None:
    ended = flakes(clone, number)
    assert number in ended.in_one_sentence()
    assert (clone / "report/flakes/earlier").exists()
