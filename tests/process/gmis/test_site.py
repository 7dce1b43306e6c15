"""`gmis site`, started for real and broken off: nothing half-written is left."""

import os
import signal
from pathlib import Path

import pytest

from tests.rigs.processes import nothing_is_left_of, said_until, started


@pytest.mark.parametrize("earlier", [False, True], ids=["a new folder", "an empty folder"])
def test_ctrl_c_leaves_the_folder_as_it_was(tmp_path: Path, earlier: bool) -> None:
    if earlier:
        (tmp_path / "site").mkdir()
    with started("site", "site", "--inbox", "embedded", cwd=tmp_path) as process:
        assert process.stdout
        said = said_until(process, "  1/")
        os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the browser and its driver get it too
        said += process.stdout.read()
        assert process.wait(timeout=30) == 130, said
    assert nothing_is_left_of(process)
    assert "中断しました。何も書いていません。" in said
    assert list(tmp_path.rglob("*")) == ([tmp_path / "site"] if earlier else [])
