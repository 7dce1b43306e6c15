"""What one run writes beside its JUnit XML, by real runs of pytest."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pytest_gmis.evidence.results_file import Result, RunResults, read_results

SUITE = """
import pytest
from pytest_gmis.plugin.marks import leaflet_step

pytestmark = leaflet_step("②")


@leaflet_step("①")
@pytest.mark.requirement("forgot-link", "user-name")
def test_green(world):
    pass


@pytest.mark.parametrize("name", ["x-y"])
def test_in_a_browser(page, world, name):
    page.goto(world.url)


@pytest.mark.skip(reason="理由がある")
def test_never():
    pass


def test_skips_itself():
    pytest.skip("途中で")


@pytest.mark.xfail(reason="まだ")
def test_hoped_for():
    assert False


def test_red():
    assert 1 == 2, "http://x.example/?r=secret-token"


def test_red_again(world):
    world.expect_event("password.changed")


def test_flaky(world, tmp_path_factory):
    mark = tmp_path_factory.getbasetemp() / "been-here"
    if not mark.exists():
        mark.touch()
        raise AssertionError("the first time")


@pytest.fixture
def broken():
    raise RuntimeError("no setup")


@pytest.fixture
def unclean():
    yield
    raise RuntimeError("no teardown")


def test_setup_is_broken(broken):
    pass


def test_teardown_is_broken(unclean):
    pass


def test_skipped_with_a_broken_teardown(unclean):
    pytest.skip("途中で")


def test_red_with_a_broken_teardown(unclean):
    assert False
"""


def command(folder: Path, *options: str) -> list[str]:
    plugins = ["-p", "no:cacheprovider", "-p", "no:randomly", "-p", "no:mailpit"]
    return [
        sys.executable,
        "-m",
        "pytest",
        *plugins,
        "-o",
        "gmis_short_names=true",
        "-o",
        "gmis_features=.",
        "--gmis-inbox",
        "embedded",
        *options,
        str(folder),
    ]


def environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if not key.startswith(("GMIS_", "PYTEST_"))}


def write(folder: Path, source: str) -> None:
    (folder / "test_it.py").write_text(source, encoding="utf-8")


def run_pytest(folder: Path, source: str, *options: str) -> subprocess.CompletedProcess[str]:
    write(folder, source)
    order = command(folder, *options)
    return subprocess.run(order, env=environment(), cwd=folder, capture_output=True, text=True, timeout=90, check=False)


def by_name(run: RunResults) -> dict[str, Result]:
    return {result.title: result for result in run.results}


@pytest.mark.parametrize("processes", [[], ["-n", "2"]], ids=["one process", "xdist"])
def test_every_test_is_told_with_what_it_is_about(tmp_path: Path, processes: list[str]) -> None:
    ended = run_pytest(tmp_path, SUITE, *processes, "--junitxml", "out/junit-a.xml", "--dossiers", "out/dossiers")
    assert ended.returncode == 1, ended.stdout
    run = read_results(tmp_path / "out/junit-a.results.json")
    assert (run.name, run.status) == ("junit-a", 1)
    assert run.took > 0
    found = by_name(run)
    assert {title: result.outcome for title, result in found.items()} == {
        "test_green": "passed",
        "test_in_a_browser[x-y]": "passed",
        "test_never": "skipped",
        "test_skips_itself": "skipped",
        "test_hoped_for": "skipped",
        "test_red": "failed",
        "test_red_again": "failed",
        "test_flaky": "flaky",
        "test_setup_is_broken": "error",
        "test_teardown_is_broken": "error",
        "test_skipped_with_a_broken_teardown": "error",
        "test_red_with_a_broken_teardown": "failed",
    }
    green, in_browser = found["test_green"], found["test_in_a_browser[x-y]"]
    assert (green.steps, green.requirements) == (["①", "②"], ["forgot-link", "user-name"])
    assert (green.browser, green.inbox, green.dossier) == ("", "embedded", "")
    assert (in_browser.browser, in_browser.inbox) == ("chromium", "embedded")
    assert in_browser.nodeid.endswith("::test_in_a_browser[chromium-x-y]")
    assert in_browser.test.endswith("::test_in_a_browser[x-y]")
    assert in_browser.took > 0
    assert (found["test_never"].reason, found["test_skips_itself"].reason) == ("理由がある", "途中で")
    assert found["test_hoped_for"].reason == "失敗する見込み: まだ"
    assert found["test_red"].reason.startswith("AssertionError: http://x.example/?r=●●●●")
    assert found["test_setup_is_broken"].reason == "RuntimeError: no setup"
    assert found["test_flaky"].reason == "AssertionError: the first time"
    for name in ("test_red_again", "test_flaky"):  # a path that holds from where the results are
        assert (tmp_path / "out" / found[name].dossier).is_file()
        assert found[name].dossier.startswith("dossiers/")


def test_a_scenario_is_told_by_its_name_its_file_and_its_tags(tmp_path: Path) -> None:
    lines = (
        "# language: ja", "@手順② @ユーザ名", "機能: 例", "  利用者の申告: 例",
        "  @症状", "  シナリオ: 10回目: まで届く",
        "    もし パスワードリセットを申し込む", "    ならば 送信後の画面になる",
    )  # fmt: skip
    (tmp_path / "an-issue.feature").write_text("\n".join(lines), encoding="utf-8")
    ended = run_pytest(tmp_path, "", "--junitxml", "junit.xml")
    assert ended.returncode == 0, ended.stdout
    (result,) = read_results(tmp_path / "junit.results.json").results
    assert (result.title, result.steps, result.requirements) == ("10回目: まで届く", ["②"], ["an-issue"])
    assert (result.browser, result.inbox) == ("chromium", "embedded")


def test_without_junit_xml_nothing_is_written(tmp_path: Path) -> None:
    assert run_pytest(tmp_path, "def test_it(): pass").returncode == 0
    assert list(tmp_path.rglob("*.results.json")) == []


def test_collecting_alone_leaves_the_results_of_the_last_run(tmp_path: Path) -> None:
    run_pytest(tmp_path, "def test_it(): pass", "--junitxml", "junit.xml")
    before = (tmp_path / "junit.results.json").read_bytes()
    run_pytest(tmp_path, "def test_it(): pass", "--junitxml", "junit.xml", "--collect-only")
    assert (tmp_path / "junit.results.json").read_bytes() == before


def test_the_junit_xml_is_what_it_was_without_this(tmp_path: Path) -> None:
    source = SUITE.replace("(world)", "()").partition("def test_red_again")[0]
    written = []
    for without in ((), ("-p", "no:pytest_gmis.plugin.results")):
        run_pytest(tmp_path, source, "--junitxml", "junit.xml", *without)
        xml = (tmp_path / "junit.xml").read_text(encoding="utf-8")
        written.append(re.sub(r'(time|timestamp)="[^"]*"', "", xml))
        assert (tmp_path / "junit.results.json").exists() is not bool(without)
        (tmp_path / "junit.results.json").unlink(missing_ok=True)
    assert written[0] == written[1]
    assert written[0].count("<testcase") == 6


def test_a_module_that_cannot_be_collected_is_an_error(tmp_path: Path) -> None:
    ended = run_pytest(tmp_path, "import nothing_of_that_name", "--junitxml", "junit.xml", "-n", "2")
    run = read_results(tmp_path / "junit.results.json")
    assert run.status == ended.returncode != 0
    assert [result.outcome for result in run.results] == ["error"]


def test_a_process_that_dies_leaves_its_test_as_an_error(tmp_path: Path) -> None:
    run_pytest(tmp_path, "import os\ndef test_it(): os._exit(3)", "--junitxml", "junit.xml", "-n", "2")
    (result,) = read_results(tmp_path / "junit.results.json").results
    assert (result.outcome, result.test) == ("error", "test_it.py::test_it")


def test_a_run_that_is_killed_is_not_taken_for_an_older_one(tmp_path: Path) -> None:
    assert run_pytest(tmp_path, "def test_it(): pass", "--junitxml", "junit.xml").returncode == 0
    results = tmp_path / "junit.results.json"
    assert read_results(results).status == 0
    write(tmp_path, "import threading\ndef test_it():\n    print('begun', flush=True)\n    threading.Event().wait(60)")
    order = command(tmp_path, "-s", "--junitxml", "junit.xml")
    with subprocess.Popen(order, env=environment(), cwd=tmp_path, stdout=subprocess.PIPE, text=True) as killed:
        assert killed.stdout
        assert any("begun" in line for line in killed.stdout)  # ends at the first one
        killed.send_signal(signal.SIGKILL)
    run = json.loads(results.read_text(encoding="utf-8"))
    assert (run["status"], run["results"]) == (None, [])
