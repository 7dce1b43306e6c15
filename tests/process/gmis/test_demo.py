"""`gmis demo`, started for real."""

from pathlib import Path

import pytest

from gmis.doctor import font
from tests.rigs.processes import start


def test_the_demo_is_run_and_its_report_is_where_it_says(tmp_path: Path) -> None:
    has_font, what_helps = font()
    if not has_font:
        pytest.skip(what_helps)
    ended = start("demo", "--inbox", "embedded", cwd=tmp_path)
    assert (ended.status, ended.err) == (0, "")
    report = tmp_path / "report/demo/index.html"
    assert ended.out.endswith(f"report: {report.resolve()}\n")
    assert "パスワード再設定のご案内" in report.read_text(encoding="utf-8")
