"""Wheel and sdist, built once from what is checked out, and the environments into which the wheel is installed."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]
FOREIGN = ("pytest-asyncio", "pytest-bdd", "pytest-django", "pytest-xdist")  # plugins of a project that is not ours


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Building and installing take longer than a test may."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.timeout(900))


@dataclass(frozen=True, slots=True)
class Ended:
    """A command that was run. ``said``: standard output, and then standard error."""

    status: int
    said: str


@dataclass(frozen=True, slots=True)
class Place:
    """A folder with a ``.venv`` in it; nothing of the clone is reachable but the wheel."""

    folder: Path
    wheels: Path

    def run(self, line: str, *more: str, timeout: float = 300) -> Ended:
        """Run a command as a shell in that folder would; a program is looked for in its ``.venv`` first."""
        kept = {name: os.environ[name] for name in os.environ if not name.startswith(("GMIS_", "PYTEST_", "PYTHON"))}
        path = f"{self.folder / '.venv' / 'bin'}:{kept['PATH']}"
        ended = subprocess.run(
            ["bash", "-c", f'{line} "$@"', line, *more],
            cwd=self.folder,
            env={
                **kept,
                "GMIS_LANG": "ja",
                "PATH": path,
                "PIP_FIND_LINKS": str(self.wheels),
                "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            },
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )
        return Ended(ended.returncode, ended.stdout + ended.stderr)

    def pip(self, order: str) -> Ended:
        """Run pip for its ``.venv``, from outside: an environment that has none is made in a quarter of the time."""
        return self.run(f"{sys.executable} -m pip --python .venv/bin/python {order}")

    def write(self, name: str, text: str) -> None:
        """A file; its folders are made."""
        (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / name).write_text(text, encoding="utf-8")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with wheel and sdist, made of the files that git knows or would take in."""
    checkout, dist = tmp_path_factory.mktemp("checkout"), tmp_path_factory.mktemp("dist")
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=PROJECT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    for name in filter(None, listed.stdout.split("\0")):
        if (PROJECT / name).is_file():  # a file that is deleted and not committed yet is still listed
            (checkout / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(PROJECT / name, checkout / name)
    order = [sys.executable, "-m", "build", "--outdir", str(dist), str(checkout)]
    ended = subprocess.run(order, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return dist


def readme(language: str = "") -> str:
    """What the README says under 「In your own project」."""
    text = (PROJECT / f"README{language}.md").read_text(encoding="utf-8")
    heading = "## In your own project" if not language else "## 自分のプロジェクトで使う"
    return text.split(heading)[1].split("\n## ")[0]


def commands(section: str) -> list[str]:
    """The lines that a person types."""
    return [
        line.strip()
        for line in re.findall(r"^    (\S.*)$", re.sub(r"```.*?```", "", section, flags=re.DOTALL), re.MULTILINE)
    ]


def example(section: str, language: str) -> str:
    """The file that stands there."""
    found = re.search(rf"```{language}\n(.*?)```", section, re.DOTALL)
    assert found
    return found[1]


@pytest.fixture(scope="session")
def project(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """An empty project in which the README's first commands were run, and other people's plugins installed beside."""
    place = Place(tmp_path_factory.mktemp("project"), built)
    venv, install, doctor, *_ = commands(readme())
    for line in (venv.replace("python3", sys.executable), install, f"pip install -q {' '.join(FOREIGN)}"):
        ended = place.run(line)
        assert ended.status == 0, ended.said
    found = place.run(doctor)
    assert "あり     browser" in found.said, found.said
    return place


@pytest.fixture(scope="session")
def without_harness(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Place:
    """An environment with the simulator alone."""
    place = Place(tmp_path_factory.mktemp("plain"), built)
    made = place.run(f"{sys.executable} -m venv --without-pip .venv")
    assert made.status == 0, made.said
    ended = place.pip("install -q gmis-reset-simulator")
    assert ended.status == 0, ended.said
    return place


@pytest.fixture
def own_project(project: Place, tmp_path: Path) -> Place:
    """A fresh folder for one test, with that environment."""
    (tmp_path / ".venv").symlink_to(project.folder / ".venv")
    return Place(tmp_path, project.wheels)
