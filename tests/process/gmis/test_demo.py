"""`gmis demo`, started for real, to its end and told to end before."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from gmis.doctor import font
from tests.rigs.processes import nothing_is_left_of, said_until, start, started


@pytest.fixture(autouse=True)
def japanese() -> None:
    """The pictures need a font."""
    has_font, what_helps = font()
    if not has_font:
        pytest.skip(what_helps)


def test_the_demo_is_run_and_its_report_is_where_it_says(tmp_path: Path) -> None:
    ended = start("demo", "--inbox", "embedded", cwd=tmp_path)
    assert (ended.status, ended.err) == (0, "")
    report = tmp_path / "report/demo/index.html"
    assert ended.out.endswith(f"報告書: {report.resolve()}\n")
    assert "パスワード再設定のご案内" in report.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("ctrl_c", "sign", "status"),
    [("ignored", signal.SIGINT, 130), ("as usual", signal.SIGTERM, 143)],
    ids=["Ctrl-C, ignored before", "SIGTERM"],
)
def test_it_stops_where_it_is_and_leaves_nothing_behind(
    tmp_path: Path, ctrl_c: str, sign: signal.Signals, status: int
) -> None:
    command = ("demo", "--inbox", "embedded")
    with started(*command, cwd=tmp_path, ctrl_c=ctrl_c, stderr=subprocess.PIPE) as process:
        said_until(process, "  ① ")
        os.killpg(process.pid, sign)  # the browser and its driver get it too
        _, said = process.communicate(timeout=30)
        assert process.returncode == status, said
    assert "gmis: 中断しました\n" in said
    assert nothing_is_left_of(process)
    assert list(tmp_path.iterdir()) == []
