import os
import shutil
import subprocess
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[2]


def test_a_browser_that_is_named_wrongly_is_told_at_once_and_nothing_is_installed() -> None:
    ended = subprocess.run(
        [PROJECT / "scripts" / "demo"],
        env={**os.environ, "GMIS_BROWSER": "/nowhere/chromium"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert "GMIS_BROWSER の '/nowhere/chromium' はプログラムではありません" in ended.stderr
    assert "with apt-get" not in ended.stderr  # the packages may be, where pyproject.toml has just changed


@pytest.mark.parametrize(
    ("tests", "grade", "merging", "status"),
    [(0, 0, 0, 0), (3, 0, 0, 3), (3, 0, 1, 3), (3, 0, 2, 3), (0, 0, 1, 1), (0, 0, 2, 1), (0, 1, 0, 1), (0, 2, 1, 2)],
)
def test_ci_merges_what_was_run_and_hides_nothing_red(
    tmp_path: Path, tests: int, grade: int, merging: int, status: int
) -> None:
    stubs = {
        "scripts/mailpit": 0,
        "scripts/spamd": 1,
        "scripts/typescript": 1,
        "scripts/haproxy": 1,
        "scripts/firefox": 1,
        "scripts/test": tests,
        "scripts/fuzz": 0,
        "scripts/pythons": 0,
    }
    for name, code in (*stubs.items(), (".venv/bin/gmis", f'$([ "$1" = merge ] && echo {merging} || echo {grade})')):
        stub = tmp_path / name
        stub.parent.mkdir(parents=True, exist_ok=True)
        stub.write_text(f'#!/bin/sh\necho "{name} $*" >> calls\nexit {code}\n')
        stub.chmod(0o755)
    stale = tmp_path / "report" / "junit-old.results.json"
    stale.parent.mkdir()
    stale.touch()
    (tmp_path / ".ci").mkdir()
    shutil.copy(PROJECT / ".ci" / "run", tmp_path / ".ci" / "run")

    ended = subprocess.run([tmp_path / ".ci" / "run"], capture_output=True, text=True, check=False)
    assert ended.returncode == status, ended.stderr
    assert (tmp_path / "calls").read_text().splitlines()[
        -1
    ] == ".venv/bin/gmis merge report --requirements e2e/requirements.toml"
    assert not stale.exists()
