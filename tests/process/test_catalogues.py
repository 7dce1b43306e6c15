"""The catalogues are in step with what is said; in a process, where no other test has left anything behind."""

import subprocess
import sys
from pathlib import Path


def test_the_catalogues_are_complete_and_compiled() -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tools.catalogues", "--check"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
