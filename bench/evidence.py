"""A user's report: how soon its dossier is there and how large, all of them together, and what recording costs."""

import subprocess
import sys
import tempfile
from pathlib import Path

from bench.figures import ms, paired, ratio, seconds
from pytest_gmis.reports.reading import every_issue

_GMIS = str(Path(sys.executable).with_name("gmis"))
_REPORTED = "e2e/reported"
_PASSING = ["e2e/test_password_rules.py", "e2e/test_spam_filter.py"]


def from_call_to_dossier(browser: str = "chromium", runs: int = 5) -> str:
    """`gmis repro` of a plain case, as a command, and the size of what it writes."""
    with tempfile.TemporaryDirectory() as folder:
        taken = [seconds(lambda: _repro("junk-folder", browser, folder)) for _ in range(runs)]
    return f"gmis repro junk-folder, {browser}: {ms(taken)} (to reach: ≤ 6000 ms)"


def largest_dossier() -> str:
    """Of all reported issues, remedies included, as they are in Chromium."""
    with tempfile.TemporaryDirectory() as folder:
        for issue in every_issue():
            _repro(issue.name, "chromium", folder, "--remedy")
        sizes = {path.stem: path.stat().st_size / 1024**2 for path in Path(folder).glob("*.html")}
    largest = max(sizes, key=lambda name: sizes[name])
    return f"the largest of {len(sizes)} dossiers ({largest}): {sizes[largest]:.2f} MiB (to reach: ≤ 3 MB)"


def all_together(browser: str = "chromium") -> str:
    """Both scenarios of every reported issue, by pytest on all cores."""
    taken = seconds(lambda: _pytest(_REPORTED, "-n", "auto", "--browser", browser))
    return f"the {len(every_issue())} reported issues, {browser}: {taken:.0f} s (to reach: ≤ 90 s)"


def cost_of_recording(runs: int = 5) -> str:
    """Tests that pass, with dossiers for those that fail switched on and off."""
    on, off = paired(lambda: _pytest(*_PASSING), lambda: _pytest(*_PASSING, "--no-dossier"), runs)
    return f"passing tests, recording ready: {ms(on)}; off: {ms(off)}; ratio {ratio(on, off):.2f} (to reach: ≤ 1.05)"


def _repro(name: str, browser: str, folder: str, *more: str) -> None:
    command = [_GMIS, "repro", name, "--inbox", "embedded", "--browser", browser, "--output", folder, *more]
    subprocess.run(command, check=True, capture_output=True)


def _pytest(*arguments: str) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "--inbox", "embedded", *arguments]
    subprocess.run(command, check=True, capture_output=True)


if __name__ == "__main__":
    print(from_call_to_dossier(), all_together(), cost_of_recording(), largest_dossier(), sep="\n")
