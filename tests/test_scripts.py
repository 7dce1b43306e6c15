import os
import subprocess
from pathlib import Path

PROJECT = Path(__file__).parent.parent


def test_a_browser_that_is_named_wrongly_is_told_at_once_and_nothing_is_installed() -> None:
    ended = subprocess.run(
        [PROJECT / "scripts" / "demo"],
        env={**os.environ, "GMIS_BROWSER": "/nowhere/chromium"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert "GMIS_BROWSER is '/nowhere/chromium', which is no program" in ended.stderr
    assert "installing" not in ended.stderr
