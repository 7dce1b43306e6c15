"""The harness is a plugin, found by its entry point; here its options have the short spellings too.

Besides: seconds by folder (``--seconds``), and what a test may start, which its folder says.
"""

import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent
MAY_START_OURS = [ROOT / "tests" / "process", ROOT / "tests" / "installed"]
OURS = [ROOT / "scripts", ROOT / ".ci", Path(sys.prefix) / "bin"]
READS_LARGE_MAILS = ["-c", "from gmis_simulator.serving.aside import main; main()"]  # the simulator's own process
PROGRAM = re.compile(r"gmis|pytest|py\.test|python[\d.]*(\.exe)?")

MADE_ONCE = [  # what is made for all of a folder or a file is to be made in one process, not in each, and first
    "tests/installed/", "tests/process/plugin/", "tests/process/test_requirements.py", "tests/process/test_conftest.py",
    "tests/process/gmis/test_open.py", "tests/browser/gmis/test_demo.py", "tests/browser/gmis/test_open.py",
    "tests/browser/gmis/test_repro.py", "tests/service/control/test_schema.py", "tests/service/mail/test_spam_score.py",
    "tests/process/gmis/test_up_workers.py",
]  # fmt: skip

os.environ.update(GMIS_LANG="ja")  # the tests know what is said in one language, whatever this machine speaks

_seconds: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
_running: list[pytest.Item] = []
_started: list[str] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--inbox`` for ``--gmis-inbox`` and so on."""
    group = parser.getgroup("gmis")
    group.addoption("--inbox", dest="gmis_inbox", choices=["auto", "embedded", "mailpit"], help="--gmis-inbox")
    group.addoption("--browser-path", dest="gmis_browser_path", metavar="PATH", help="--gmis-browser-path")
    group.addoption("--browser-endpoint", dest="gmis_browser_endpoint", metavar="URL", help="--gmis-browser-endpoint")
    group.addoption("--seed", dest="gmis_seed", type=int, help="--gmis-seed")
    group.addoption("--no-dossier", dest="gmis_no_dossier", action="store_true", help="--gmis-no-dossier")
    group.addoption("--shard", dest="gmis_shard", metavar="I/N", help="--gmis-shard")
    group.addoption("--shard-times", dest="gmis_shard_times", type=Path, metavar="FILE", help="--gmis-shard-times")
    group.addoption("--seconds", action="store_true", help="end with the seconds that each folder's tests took")


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """English is spoken."""
    monkeypatch.setenv("GMIS_LANG", "en")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """``--dist loadgroup`` deals what is in MADE_ONCE to one process: of xdist 3.8, pytest 9.2 takes no group marks."""
    if config.getoption("dist") != "loadgroup":
        return None
    from xdist.scheduler import LoadScopeScheduling

    class Dealt(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return next((place for place in MADE_ONCE if nodeid.startswith(place)), nodeid)

    return Dealt(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """No two tests of one id; of several processes, the one that deals the tests says it (the next function)."""
    if not hasattr(config, "workerinput"):
        refuse_one_id_of_several([item.nodeid for item in items])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_node_collection_finished(ids: list[str]) -> None:
    """No two tests of one id."""
    refuse_one_id_of_several(ids)


def refuse_one_id_of_several(ids: list[str]) -> None:
    """Ends the run: pytest-xdist would run one of them, and say nothing."""
    twice = [name for name, times in Counter(ids).items() if times > 1]
    if twice:
        pytest.exit(f"several tests have one id, of which pytest-xdist would run one: {', '.join(twice)}", 4)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Set-up and tear-down apart from the test itself; of all processes together."""
    parts = report.nodeid.partition("::")[0].split("/")
    took = _seconds["/".join(parts[:2]) if parts[0] in ("tests", "docs") else parts[0]]
    took["tests"] += report.when == "call"
    took["in all"] += report.duration
    took["around"] += report.duration if report.when != "call" else 0


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """One line for each folder, the longest first."""
    if config.getoption("--seconds") and _seconds:
        terminalreporter.section("seconds by folder", "-")
        terminalreporter.write_line(f"{'':18} {'tests':>6} {'seconds':>8}  of which set-up and tear-down")
        for folder, took in sorted(_seconds.items(), key=lambda each: -each[1]["in all"]):
            terminalreporter.write_line(
                f"{folder:18} {took['tests']:>6.0f} {took['in all']:>8.1f} {took['around']:>8.1f}"
            )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Any:
    """So that it is known which test starts something."""
    _running[:] = [item]
    try:
        return (yield)
    finally:
        _running.clear()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Any:
    """A test that costs a process stands where one expects it, also if what it started was caught on the way."""
    _started.clear()
    result = yield
    assert not _started, refusal(item, _started)
    return result


def _audit(event: str, given: tuple[Any, ...]) -> None:
    if event == "subprocess.Popen" and _running and not is_allowed(_running[0].path):
        program = starts_ours([given[0], *(given[1] or [])])
        if program and list(given[1][1:]) != READS_LARGE_MAILS:
            _started.append(program)
            raise RuntimeError(refusal(_running[0], [program]))


def is_allowed(test: Path) -> bool:
    """Whether a test of that file may start commands of ours, pytest and Python."""
    return any(test.is_relative_to(folder) for folder in MAY_START_OURS)


def starts_ours(order: Iterable[Any]) -> str | None:
    """The program of ours, or the Python, that such a command line starts; None: it starts another one."""
    for word in " ".join(map(str, order)).split():
        path = Path(word)
        if PROGRAM.fullmatch(path.name) or any(path.is_relative_to(folder) for folder in OURS):
            return word
    return None


def refusal(item: pytest.Item, programs: list[str]) -> str:
    """Why, and what to do."""
    return (
        f"{item.nodeid} starts {', '.join(programs)}: call it in this process, or move the test to tests/process/, "
        "where tests may start commands of ours, pytest and Python"
    )


sys.addaudithook(_audit)
