"""The plugin in somebody else's project, installed from a wheel beside packages, plugins and fixtures of theirs."""

import json
import subprocess
import sys

import pytest

from tests.installed.conftest import Place, commands, example, readme

SECTION = readme()

FOREIGN_FIXTURES = """
import pytest

@pytest.fixture
def world(): return "their world"
@pytest.fixture
def clock(): return "their clock"
@pytest.fixture
def http(): return "their http"
@pytest.fixture
def step(): return "their step"
@pytest.fixture
def device(): return "their device"
@pytest.fixture
def mailbox(): return "their mailbox"
@pytest.fixture
def control(): return "their control"
"""
FOREIGN_TESTS = """
import fixtures.data
import simulator.thing
from e2e import helper

def test_their_packages_are_theirs():
    assert (fixtures.data.WHOSE, simulator.thing.WHOSE, helper.WHOSE) == ("theirs",) * 3

def test_their_fixtures_are_theirs(world, clock, http, step, device, mailbox, control):
    assert [world, clock, http, step, device] == [f"their {n}" for n in ("world", "clock", "http", "step", "device")]
"""
BOTH = """
def test_ours_go_on_beside_theirs(
    world, step, gmis_world, gmis_step, gmis_med_login, gmis_clock, gmis_http, gmis_mailbox
):
    assert (world, step) == ("their world", "their step")
    with gmis_step("① ログイン画面"):
        gmis_med_login.open()
    gmis_clock.advance("1h")
    assert gmis_http.get("/s/login/").status_code == 200
    gmis_world.expect_event("clock.moved")
"""
FOREIGN_COROUTINE = """
import asyncio

async def test_their_event_loop_runs_after_a_browser_of_ours():
    await asyncio.sleep(0)
"""
FOREIGN_FEATURE = """
Feature: Theirs
  Scenario: It is left alone
    Given something of theirs
"""
FOREIGN_BDD = """
from pytest_bdd import given, scenarios
scenarios("theirs.feature")

@given("something of theirs")
def _(): pass
"""
FEATURE = """\
# language: ja
@手順②
機能: 例
  利用者の申告: 例
  シナリオ: 例
    もし パスワードリセットを申し込む
    ならば 送信後の画面になる
"""
WRONG_TYPES = """\
from pytest_gmis import World


def test_it(gmis_world: World) -> None:
    gmis_world.advance(24)
"""
HELPS = """
import contextlib, gmis.cli
for name in "up demo doctor personas reports repro diagnose open new steps merge".split():
    with contextlib.suppress(SystemExit):
        gmis.cli.run([name, "--help"])
"""
FOREIGN_PAGE = """
def test_their_page_may_go_where_it_likes(browser_type_launch_args):
    assert "proxy" not in browser_type_launch_args
"""


@pytest.fixture
def theirs(own_project: Place) -> Place:
    """A project with packages called e2e, fixtures and simulator, fixtures, plugins and a pytest-bdd suite."""
    for name in (
        "e2e/__init__",
        "e2e/helper",
        "fixtures/__init__",
        "fixtures/data",
        "simulator/__init__",
        "simulator/thing",
    ):
        own_project.write(f"{name}.py", 'WHOSE = "theirs"\n')
    own_project.write(
        "pytest.ini",
        "[pytest]\nasyncio_mode = auto\nasyncio_default_fixture_loop_scope = function\n"
        "pythonpath = .\nfilterwarnings = error\n"
        "    ignore::pytest.PytestRemovedIn10Warning\naddopts = --strict-markers\n",
    )
    own_project.write("conftest.py", FOREIGN_FIXTURES)
    own_project.write("test_theirs.py", FOREIGN_TESTS)
    own_project.write("test_both.py", BOTH)
    own_project.write("test_zz_coroutine.py", FOREIGN_COROUTINE)
    own_project.write("bdd/theirs.feature", FOREIGN_FEATURE)
    own_project.write("bdd/test_bdd.py", FOREIGN_BDD)
    own_project.write("test_reset.py", example(SECTION, "python"))
    return own_project


@pytest.mark.parametrize(
    "command",
    [
        "pytest --import-mode=prepend",
        "python -m pytest --import-mode=importlib",
        "python -m pytest --import-mode=prepend -n 2",
        "pytest --import-mode=importlib -n 2 -p no:randomly",
    ],
)
def test_the_readmes_test_passes_beside_everything_of_theirs(theirs: Place, command: str) -> None:
    ended = theirs.run(command)
    assert ended.status == 0, ended.said
    assert "6 passed" in ended.said


def test_the_section_is_followed_word_for_word(own_project: Place) -> None:
    _, _, doctor, run, new, reports = commands(SECTION)[:6]
    own_project.write("test_reset.py", example(SECTION, "python"))
    ended = own_project.run(run)
    assert ended.status == 0, ended.said
    assert "1 passed" in ended.said
    own_project.write("pyproject.toml", example(SECTION, "toml"))
    assert own_project.run(new).status == 0
    ended = own_project.run(reports)
    assert ended.status == 0, ended.said
    assert "1 passed" in ended.said
    assert "MISSING  browser" not in own_project.run(doctor).said


def test_both_readmes_say_the_same_commands_and_the_same_test() -> None:
    japanese = readme(".ja")
    assert commands(japanese) == commands(SECTION)
    assert example(japanese, "python") == example(SECTION, "python")
    assert example(japanese, "toml") == example(SECTION, "toml")


def test_a_failing_test_comes_with_its_dossier_where_it_is_wanted(own_project: Place) -> None:
    own_project.write("test_red.py", "def test_red(gmis_med_login):\n    gmis_med_login.open()\n    assert False\n")
    ended = own_project.run("pytest --dossiers out --junitxml out/junit.xml")
    assert ended.status == 1
    assert "記録 (deterministic: 同じ種でもう一度実行)" in ended.said
    html = (own_project.folder / "out/test_red-test_red-chromium.html").read_text(encoding="utf-8")
    assert "また失敗した" in html
    assert "data:image/jpeg" in html
    merged = own_project.run(".venv/bin/gmis merge out")
    assert merged.status == 1
    assert "失敗あり: テスト1件" in merged.said
    page = (own_project.folder / "report/merged/index.html").read_text(encoding="utf-8")
    assert "要件:" not in page
    own_project.write("list.toml", '[ours.login]\ntitle = "ログインできる"\nsource = "assumed"\n')
    judged = own_project.run(".venv/bin/gmis merge out --requirements list.toml")
    assert "テストのない要件が1件あります。" in judged.said


def test_a_feature_of_ours_is_run_below_its_folder_and_nowhere_else(own_project: Place) -> None:
    own_project.write("pytest.ini", "[pytest]\ngmis_features = reports\n")
    own_project.write("reports/mine.feature", FEATURE)
    own_project.write("elsewhere/other.feature", "not Gherkin at all")
    ended = own_project.run("pytest -v")
    assert ended.status == 0, ended.said
    assert "reports/mine.feature::例 PASSED" in ended.said
    assert "1 passed" in ended.said


def test_a_sentence_that_nobody_knows_is_told_with_its_line_and_the_nearest(own_project: Place) -> None:
    own_project.write("pytest.ini", "[pytest]\ngmis_features = .\n")
    own_project.write("mine.feature", "# language: ja\n機能: 例\n  シナリオ: 例\n    もし パスワードリセットを申込む\n")
    ended = own_project.run("pytest")
    assert ended.status != 0
    assert "mine.feature:4: 「パスワードリセットを申込む」という手順はありません。近いもの:" in ended.said
    assert "パスワードリセットを申し込む" in ended.said


def test_their_own_playwright_tests_are_not_kept_in(own_project: Place) -> None:
    own_project.write("test_page.py", FOREIGN_PAGE)
    ended = own_project.run("pytest")
    assert ended.status == 0, ended.said


def test_a_suite_without_a_test_of_ours_gets_no_results_file(own_project: Place) -> None:
    own_project.write("test_plain.py", "def test_it(): pass\n")
    assert own_project.run("pytest --junitxml junit.xml").status == 0
    assert not list(own_project.folder.rglob("*.results.json"))


def test_the_commands_work_from_the_wheel_and_name_nothing_of_a_clone(own_project: Place) -> None:
    reports = own_project.run(".venv/bin/gmis reports")
    assert reports.status == 0, reports.said
    assert "junk-folder" in reports.said
    repro = own_project.run(".venv/bin/gmis repro junk-folder --inbox embedded")
    assert repro.status == 0, repro.said
    assert "再現した" in repro.said
    assert own_project.run(".venv/bin/gmis --version").said.startswith("gmis 0.")
    steps = own_project.run(".venv/bin/gmis steps")
    assert "パスワードリセットを申し込む" in steps.said
    helps = own_project.run(f".venv/bin/python -c '{HELPS}'")
    assert helps.said.count("使い方: ") == 11
    for said in (reports.said, steps.said, own_project.run(".venv/bin/gmis doctor").said, helps.said):
        for path in ("scripts/", ".venv/bin", "docs/", "fixtures/", "e2e/"):
            assert path not in said.replace(str(own_project.folder), ""), (path, said)


def test_strict_mypy_of_their_test_sees_types(own_project: Place) -> None:
    own_project.write("test_reset.py", example(SECTION, "python"))
    own_project.write("test_wrong.py", WRONG_TYPES)
    python = own_project.folder / ".venv" / "bin" / "python"
    order = [sys.executable, "-m", "mypy", "--strict", "--python-executable", str(python), "--config-file", ""]
    ended = subprocess.run(
        [*order, "test_reset.py", "test_wrong.py"], cwd=own_project.folder, capture_output=True, text=True, check=False
    )
    assert 'test_wrong.py:5: error: Argument 1 to "advance" of "World" has incompatible type' in ended.stdout
    assert "Found 1 error in 1 file (checked 2 source files)" in ended.stdout


def test_the_plugin_and_everything_else_is_as_pip_lists_it(own_project: Place) -> None:
    listed = json.loads(own_project.run(".venv/bin/pip list --format json").said)
    names = {each["name"] for each in listed}
    assert {"gmis-reset-simulator", "playwright", "pytest", "pytest-playwright"} <= names
    assert not {"import-linter", "mypy", "ruff", "schemathesis"} & names
