"""What one run writes beside its JUnit XML, by real runs of pytest."""

import json
import re
import shutil
import signal
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

from pytest_gmis.evidence.results_file import Result, RunResults, read_results
from tests.process.plugin.project import INI, RESULTS, Ran, command, environment, run, run_alone, write

PLAIN = "def test_it(): pass"
WAITS = """
import threading
def test_it():
    print("begun", flush=True)
    threading.Event().wait(60)
"""


def of_file(run: RunResults, file: str) -> dict[str, Result]:
    return {result.title: result for result in run.results if result.nodeid.startswith(file)}


def test_every_test_is_told_with_what_it_is_about(ran: Ran) -> None:
    run = read_results(ran.folder / "out/junit-a.results.json")
    assert (run.name, run.status) == ("junit-a", 1)
    assert run.took > 0
    found = of_file(run, "test_results.py")
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
        assert (ran.folder / "out" / found[name].dossier).is_file()
        assert found[name].dossier.startswith("dossiers/")


def test_a_scenario_is_told_by_its_name_its_file_and_its_tags(ran: Ran) -> None:
    (result,) = of_file(read_results(ran.folder / "out/junit-a.results.json"), "an-issue.feature").values()
    assert (result.title, result.outcome) == ("10回目: まで届く", "passed")
    assert (result.steps, result.requirements) == (["②"], ["an-issue"])
    assert (result.browser, result.inbox) == ("chromium", "embedded")


def test_without_junit_xml_nothing_is_written(tmp_path: Path) -> None:
    assert run_alone(tmp_path, PLAIN).status == 0
    assert list(tmp_path.rglob("*.results.json")) == []


def test_collecting_alone_leaves_the_results_of_the_last_run(plain: Ran) -> None:
    last = plain.folder / "out/last.results.json"
    shutil.copy(plain.folder / "out/junit-a.results.json", last)
    before = last.read_bytes()
    assert run(plain.folder, "--junitxml", "out/last.xml", "--collect-only", "-q").status == 0
    assert last.read_bytes() == before


def cases(path: Path, *names: str) -> list[str]:
    """The elements of these tests, without what is of one run alone."""
    found = [case for case in ET.parse(path).getroot().iter("testcase") if case.get("name") in names]  # noqa: S314
    said = (ET.tostring(case, encoding="unicode").replace(str(path.parents[1]), "") for case in found)
    return sorted(re.sub(r'time="[^"]*"', "", case).strip() for case in said)


def test_the_junit_xml_is_what_it_was_without_this(plain: Ran, tmp_path: Path) -> None:
    names = ("test_never", "test_skips_itself", "test_hoped_for", "test_red", "test_setup_is_broken")
    write(tmp_path, {"pytest.ini": INI, "test_results.py": RESULTS})
    options = ["-k", " or ".join(names), "-p", "no:pytest_gmis.plugin.results", "--junitxml", "out/junit-a.xml"]
    assert run(tmp_path, *options).status == 1
    assert not list(tmp_path.rglob("*.results.json"))
    without = cases(tmp_path / "out/junit-a.xml", *names)
    assert len(without) == len(names)
    with_it = [case for case in cases(plain.folder / "out/junit-a.xml", *names) if 'classname="test_results"' in case]
    assert with_it == without


def test_a_module_that_cannot_be_collected_is_an_error(tmp_path: Path) -> None:
    ended = run_alone(tmp_path, "import nothing_of_that_name", "--junitxml", "junit.xml", "-n", "2")
    run = read_results(tmp_path / "junit.results.json")
    assert run.status == ended.status != 0
    assert [result.outcome for result in run.results] == ["error"]


def test_a_process_that_dies_leaves_its_test_as_an_error(tmp_path: Path) -> None:
    run_alone(tmp_path, "import os\ndef test_it(): os._exit(3)", "--junitxml", "junit.xml", "-n", "2")
    (result,) = read_results(tmp_path / "junit.results.json").results
    assert (result.outcome, result.test) == ("error", "test_it.py::test_it")


def test_a_run_that_is_killed_is_not_taken_for_an_older_one(tmp_path: Path) -> None:
    assert run_alone(tmp_path, PLAIN, "--junitxml", "junit.xml").status == 0
    results = tmp_path / "junit.results.json"
    assert read_results(results).status == 0
    write(tmp_path, {"test_it.py": WAITS})
    order = command("-s", "--junitxml", "junit.xml")
    with subprocess.Popen(order, env=environment(), cwd=tmp_path, stdout=subprocess.PIPE, text=True) as killed:
        assert killed.stdout
        assert any("begun" in line for line in killed.stdout)  # ends at the first one
        killed.send_signal(signal.SIGKILL)
    run = json.loads(results.read_text(encoding="utf-8"))
    assert (run["status"], run["results"]) == (None, [])
