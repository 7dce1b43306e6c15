"""Every requirement has a test, every test names requirements that there are, and says which step it is about."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from gmis_api.nearest import nearest
from pytest_gmis.reports.requirements import Requirement, WrongList, read_requirements
from pytest_gmis.reports.tags import TAGS

PROJECT = Path(__file__).parents[3]
WRITER = """
import json, os
def pytest_collection_finish(session):
    from pytest_gmis.plugin.results import about  # not before pytest has taken it in
    with open(os.environ["COLLECTED"], "w", encoding="utf-8") as file:
        json.dump({item.nodeid: about(item) for item in session.items}, file)
"""
NOT_OF_THE_LEAFLET = ("test_console.py", "test_guard_rails.py", "test_readme_example.py", "test_clock.py")


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
    for name, requirement in known.items():
        steps = {step for about in tests.values() if name in about["requirements"] for step in about["steps"]}
        assert requirement.step in steps, name


def test_every_requirement_says_where_it_comes_from_and_to_which_step_it_belongs(
    known: dict[str, Requirement],
) -> None:
    assert {requirement.kind for requirement in known.values()} == set(read_requirements().kinds)
    for requirement in known.values():
        assert requirement.source.split()[0] in ("manual", "platform", "public", "assumed"), requirement
        assert f"手順{requirement.step}" in TAGS, requirement
        assert requirement.title


def test_every_reported_issue_is_a_requirement(known: dict[str, Requirement]) -> None:
    reported = {path.stem for path in (PROJECT / "e2e" / "reported").glob("*.feature")}
    assert {name for name, requirement in known.items() if requirement.kind == "reported"} == reported
    assert known["idle-session"].title == "「途中で画面が戻された」: 2時間以上操作しなかった"


def test_a_misspelt_one_is_told_the_nearest(known: dict[str, Requirement]) -> None:
    assert nearest("forgot-lnik", known) == ["forgot-link"]
    assert nearest("zzz", known) == []


LIST = '[kinds]\nours = "私たちの要件"\n[ours.idle-session]\ntitle = "t"\nsource = "assumed"\n'


def test_a_list_of_ones_own_has_its_own_kinds_and_needs_no_steps(tmp_path: Path) -> None:
    file = tmp_path / "list.toml"
    file.write_text(LIST, encoding="utf-8")
    listed = read_requirements(file)
    assert listed.kinds == {"ours": "私たちの要件"}
    assert listed.known == {"idle-session": Requirement("idle-session", "ours", "t", "assumed", "")}


def test_an_id_that_is_taken_twice_is_refused(tmp_path: Path) -> None:
    shutil.copytree(PROJECT / "e2e" / "reported", tmp_path / "reported")
    twice = tmp_path / "requirements.toml"
    twice.write_text(f'reported = "reported"\n{LIST}', encoding="utf-8")
    with pytest.raises(WrongList, match=r"同じ名前の要件が2つあります.*: idle-session"):
        read_requirements(twice)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[ours", "要件の一覧\\(TOML、UTF-8\\)として読めません"),
        ("ours = 1", "ours は \\[ours.名前\\] の形の表で書きます"),
        ('[ours.x]\ntitle = "t"\n', "\\[ours.x\\] に書くのは title と source"),
        ('[ours.x]\ntitle = 1\nsource = "s"\n', "どれも文字列です"),
        ('[ours.x]\ntitle = "t"\nsource = "s"\nstep = "8"\n', "step = '8': 書けるもの: ① ②"),
        ('reported = "nowhere"\n', "reported = 'nowhere': そのフォルダーはありません"),
    ],
)
def test_a_list_that_is_wrong_is_refused_with_file_place_and_rule(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "list.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(WrongList, match=rf"list\.toml: .*{said}"):
        read_requirements(file)
