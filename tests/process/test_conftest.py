"""What this project's own conftest.py does in a run: it tells seconds by folder, and what a test may not start."""

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
INNER = """
import contextlib, subprocess, sys

def test_python():
    subprocess.run([sys.executable, "-c", ""], check=True)

def test_caught():
    with contextlib.suppress(Exception):
        subprocess.run([sys.executable, "-c", ""], check=True)

def test_in_a_shell():
    subprocess.run(["sh", "-c", "exec gmis --version"], check=False)

def test_by_its_version():
    subprocess.run(["python3.11", "-c", ""], check=True)

def test_something_else():
    subprocess.run(["true", "--database=gmis-1", "/tmp/python3.11/x"], check=True)
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What pytest prints of the same tests in three folders."""
    folder = tmp_path_factory.mktemp("inner")
    shutil.copy(PROJECT / "conftest.py", folder)
    for place in ("tests/unit", "tests/process", "e2e"):
        (folder / place).mkdir(parents=True)
        (folder / place / f"test_{place.rpartition('/')[2]}.py").write_text(INNER)
    (folder / "bin").mkdir()
    for name in ("gmis", "python3.11"):
        (folder / "bin" / name).symlink_to("/bin/true")
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("GMIS_", "PYTEST_"))}
    path = f"{folder / 'bin'}:{clean['PATH']}"
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-rA", "--seconds", "."],
        env={**clean, "PATH": path, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        cwd=folder, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ended.returncode == 1, ended.stdout + ended.stderr
    return ended.stdout


@pytest.mark.parametrize("place", ["tests/unit/test_unit.py", "e2e/test_e2e.py"])
def test_a_test_that_starts_python_or_a_command_of_ours_fails_elsewhere_and_is_told_what_to_do(
    said: str, place: str
) -> None:
    for name in ("test_python", "test_caught", "test_in_a_shell", "test_by_its_version"):
        assert f"FAILED {place}::{name}" in said
    assert f"PASSED {place}::test_something_else" in said
    assert re.search(rf"{place}::test_in_a_shell starts gmis: call it in this process, or move the test to", said)


def test_where_processes_are_the_subject_it_may(said: str) -> None:
    assert said.count("PASSED tests/process/") == 5


def test_the_run_ends_with_the_seconds_of_each_folder(said: str) -> None:
    table = said.split("seconds by folder")[1]
    for folder in ("tests/unit", "tests/process", "e2e"):
        assert re.search(rf"^{folder} +5 +\d+\.\d +\d+\.\d$", table, re.MULTILINE)


def test_what_is_made_once_is_dealt_to_one_process_and_all_else_to_both(tmp_path: Path) -> None:
    shutil.copy(PROJECT / "conftest.py", tmp_path)
    source = (
        "import os, time, pathlib, pytest\n"
        "@pytest.mark.parametrize('number', range(10))\n"
        "def test_it(number):\n"
        "    time.sleep(0.02)  # as long as it takes to deal\n"
        "    with open(pathlib.Path(__file__).with_name('dealt'), 'a') as dealt:\n"
        "        print(os.environ['PYTEST_XDIST_WORKER'], file=dealt)\n"
    )
    for folder, name in (
        ("tests/installed", "one"),
        ("tests/installed", "another"),
        *(("tests/unit", f"plain_{n}") for n in range(3)),
    ):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / f"test_{name}.py").write_text(source)
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "xdist", "-n", "2", "--dist", "loadgroup"],
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr
    dealt = {name: (tmp_path / "tests" / name / "dealt").read_text().split() for name in ("installed", "unit")}
    assert (len(dealt["installed"]), len(set(dealt["installed"]))) == (20, 1)
    assert (len(dealt["unit"]), len(set(dealt["unit"]))) == (30, 2)


def test_what_is_made_once_is_there() -> None:
    tree = ast.parse((PROJECT / "conftest.py").read_text())
    assigned = {each.targets[0].id: each.value for each in tree.body if isinstance(each, ast.Assign)}  # type: ignore[attr-defined]
    places = ast.literal_eval(assigned["MADE_ONCE"])
    assert [place for place in places if not (PROJECT / place).exists()] == []


@pytest.mark.parametrize("xdist", [[], ["-p", "xdist", "-n", "2"]], ids=["one process", "xdist"])
def test_two_tests_of_one_id_are_refused_before_xdist_runs_one_of_them(tmp_path: Path, xdist: list[str]) -> None:
    shutil.copy(PROJECT / "conftest.py", tmp_path)
    (tmp_path / "test_twice.py").write_text("def test_it(): pass\n")
    order = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--keep-duplicates"]
    ended = subprocess.run(
        [*order, *xdist, "test_twice.py", "test_twice.py"],
        env={**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert ended.returncode == 4
    assert "several tests have one id, of which pytest-xdist would run one: test_twice.py::test_it" in ended.stdout
