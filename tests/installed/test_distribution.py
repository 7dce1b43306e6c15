"""What is in wheel and sdist, and what the simulator alone can do."""

import json
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from tests.installed.conftest import Place

OURS = {"gmis", "gmis_api", "gmis_simulator", "pytest_gmis"}


def test_both_are_fit_to_be_published(built: Path) -> None:
    files = sorted(str(path) for path in built.iterdir())
    assert [path.rpartition(".")[2] for path in files] == ["whl", "gz"]
    ended = subprocess.run(
        [sys.executable, "-m", "twine", "check", "--strict", *files], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr


def test_the_wheel_holds_names_of_ours_alone_types_templates_and_every_report(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.partition("/")[0] for name in names if ".dist-info/" not in name} == OURS
    assert not [name for name in names if Path(name).name.startswith(("test_", "conftest"))]
    assert {f"{package}/py.typed" for package in OURS} <= set(names)
    assert len([name for name in names if name.startswith("pytest_gmis/reports/data/reported/")]) == 55
    assert "pytest_gmis/reports/data/requirements.toml" in names
    assert "gmis_simulator/data/personas/plain.toml" in names
    assert {"pytest_gmis/reports/site/assets/search.js", "pytest_gmis/reports/complaint/hints.toml"} <= set(names)
    assert {name for name in names if name.endswith(".html")} >= {
        "pytest_gmis/evidence/templates/dossier.html", "pytest_gmis/reports/merged/templates/merged.html",
        "pytest_gmis/reports/site/templates/report.html",
        "gmis_simulator/med_login/templates/login.html", "gmis_simulator/console/templates/console.html",
    }  # fmt: skip


def test_the_sdist_holds_what_its_tests_need(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = [name.partition("/")[2] for name in archive.getnames()]
    for name in ("conftest.py", "e2e/test_happy_path.py", "tests/rigs/running.py", "README.md", "scripts/test"):
        assert name in names


def test_the_simulator_alone_brings_neither_playwright_nor_pytest(without_harness: Place) -> None:
    listed = {each["name"] for each in json.loads(without_harness.pip("list --format json").said)}
    assert "gmis-reset-simulator" in listed
    assert not {"playwright", "pytest", "pytest-playwright", "gherkin-official"} & listed


def test_gmis_up_runs_without_the_harness(without_harness: Place) -> None:
    order = [str(without_harness.folder / ".venv/bin/gmis"), "up", "--port", "0", "--inbox", "embedded", "--json"]
    with subprocess.Popen(order, cwd=without_harness.folder, stdout=subprocess.PIPE, text=True) as up:
        try:
            assert up.stdout
            told = json.loads(up.stdout.readline())
        finally:
            up.terminate()
    assert (told["inbox"], told["worlds"]) == ("embedded", ["demo"])
    assert up.returncode == 0


def test_gmis_personas_runs_without_the_harness(without_harness: Place) -> None:
    ended = without_harness.run(".venv/bin/gmis personas explain junk-unknown")
    assert ended.status == 0, ended.said
    assert "結果: 迷惑メールに入る" in ended.said
    doctor = without_harness.run(".venv/bin/gmis doctor")
    assert "pip install 'gmis-reset-simulator[harness]'" in doctor.said


def test_what_needs_the_harness_says_in_one_sentence_how_to_get_it(without_harness: Place) -> None:
    for command in ("demo", "repro junk-folder", "reports", "open x.gmis.zip", "new x", "steps", "diagnose x"):
        ended = without_harness.run(f".venv/bin/gmis {command}")
        assert ended.status == 2, command
        assert "pip install 'gmis-reset-simulator[harness]'" in ended.said
        assert len(ended.said.strip().splitlines()) == 1, ended.said


def test_pytest_without_the_harness_says_so_only_where_something_of_it_is_asked_for(without_harness: Place) -> None:
    installed = without_harness.pip("install -q --target with-pytest pytest")  # beside, for this test alone
    assert installed.status == 0, installed.said
    pytest = "PYTHONPATH=with-pytest .venv/bin/python -m pytest -q test_plain.py"
    without_harness.write("test_plain.py", "def test_it(): pass\n")
    plain = without_harness.run(pytest)
    assert plain.status == 0, plain.said
    asked = without_harness.run(f"{pytest} --gmis-inbox embedded")
    assert asked.status == 2, asked.said
    assert "pip install 'gmis-reset-simulator[harness]'" in asked.said
    for line in ("addopts = --gmis-inbox embedded", "gmis_short_names = true", "gmis_features = reports"):
        without_harness.write("pytest.ini", f"[pytest]\n{line}\n")
        assert without_harness.run(pytest).status == 2, line
