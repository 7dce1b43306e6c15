"""The project's tests, run once in one process and once in two; everybody looks at the same two runs."""

from pathlib import Path

import pytest

from tests.process.plugin.project import FILES, Ran, run, write

OPTIONS = ("--junitxml", "out/junit-a.xml", "--dossiers", "out/dossiers", "--gmis-seed", "7")
PICTURES = ("--screenshot", "only-on-failure", "--output", "failed")


def run_all(folder: Path, *options: str) -> Ran:
    write(folder, FILES)
    ran = run(folder, *OPTIONS, *PICTURES, *options)
    assert ran.status == 1, ran.said
    return ran


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """In one process."""
    return run_all(tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="session")
def under_xdist(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """In two."""
    return run_all(tmp_path_factory.mktemp("xdist"), "-n", "2")


@pytest.fixture(params=["one process", "xdist"])
def ran(request: pytest.FixtureRequest) -> Ran:
    """Both, one after the other."""
    found: Ran = request.getfixturevalue("plain" if request.param == "one process" else "under_xdist")
    return found
