"""What the tests of e2e say they are about, and what the list of requirements wants shown."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gmis_api.nearest import nearest
from pytest_gmis.reports.requirements import Requirement, read_requirements

PROJECT = Path(__file__).parents[2]
WRITER = """
import json, os
def pytest_collection_finish(session):
    from pytest_gmis.plugin.results import about  # not before pytest has taken it in
    with open(os.environ["COLLECTED"], "w", encoding="utf-8") as file:
        json.dump({item.nodeid: about(item) for item in session.items}, file)
"""
NOT_OF_THE_LEAFLET = (
    "test_console.py", "test_guard_rails.py", "test_readme_example.py", "test_clock.py", "test_snapshot.py",
    "test_worlds.py",
)  # fmt: skip


@pytest.fixture(scope="module")
def known() -> dict[str, Requirement]:
    """Every requirement."""
    return read_requirements().known


@pytest.fixture(scope="module")
def tests(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """Every test in e2e/, with what it says it is about."""
    folder = tmp_path_factory.mktemp("collected")
    (folder / "writer.py").write_text(WRITER)
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("GMIS_", "PYTEST_"))}
    ended = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", "-p", "writer", "e2e"],
        env={**clean, "PYTHONPATH": str(folder), "COLLECTED": str(folder / "collected.json")},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    found: dict[str, dict[str, Any]] = json.loads((folder / "collected.json").read_text(encoding="utf-8"))
    assert len(found) > 200
    return found


def test_every_requirement_has_a_test(known: dict[str, Requirement], tests: dict[str, dict[str, Any]]) -> None:
    shown = {name for about in tests.values() for name in about["requirements"]}
    assert [name for name in known if name not in shown] == []


def test_no_test_names_a_requirement_that_there_is_not(
    known: dict[str, Requirement], tests: dict[str, dict[str, Any]]
) -> None:
    wrong = [
        f"{nodeid}: no requirement is called {name!r}; the nearest: {nearest(name, known)}"
        for nodeid, about in tests.items()
        for name in about["requirements"]
        if name not in known
    ]
    assert not wrong, "\n".join(wrong)


def test_every_test_about_the_leaflet_says_which_step(tests: dict[str, dict[str, Any]]) -> None:
    silent = [
        nodeid
        for nodeid, about in tests.items()
        if not about["steps"] and not Path(nodeid.partition("::")[0]).name.startswith(NOT_OF_THE_LEAFLET)
    ]
    assert silent == []


def test_a_requirements_step_is_that_of_one_of_its_tests(
    known: dict[str, Requirement], tests: dict[str, dict[str, Any]]
) -> None:
    for name, requirement in ((name, each) for name, each in known.items() if each.kind != "simulator"):
        steps = {step for about in tests.values() if name in about["requirements"] for step in about["steps"]}
        assert requirement.step in steps, name
