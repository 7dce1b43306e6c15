"""What a command imports, what becomes of it in a pipe, and each plain one started for real."""

import subprocess
import sys
from pathlib import Path

import pytest

from gmis.cli import COMMANDS
from tests.rigs.merged import put, result
from tests.rigs.processes import GMIS, ours, start


@pytest.mark.parametrize(
    ("command", "unwanted"),
    [("merge", ("playwright", "pytest", "gmis_simulator", "httpx")), ("up", ("playwright", "pytest", "gherkin"))],
)
def test_a_command_imports_what_it_needs_and_nothing_else(command: str, unwanted: tuple[str, ...]) -> None:
    asked = f"import gmis.{command}, sys; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    ended = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert not set(unwanted) & set(ended.stdout.split())


def test_to_list_the_commands_imports_none_of_them() -> None:
    asked = "from gmis.cli import run; import sys; run(['--help']); print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert not {f"gmis.{name}" for name in COMMANDS} & set(ended.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["--version"], "gmis 0."),
        (["reports"], "「メールが届かない」"),
        (["steps", "--containing", "たつ"], "例: もし 7日たつ"),
        (["personas", "explain", "softbank"], "softbank: "),
        (["doctor", "--only", "browser"], "あり     browser   "),
        (["new", "written", "--said", "x", "--step", "1"], "書きました: written.feature"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_each_plain_command_is_started_and_speaks_japanese_into_a_pipe_whatever_the_locale(
    tmp_path: Path, command: list[str], said: str
) -> None:
    ended = start(*command, cwd=tmp_path, LC_ALL="C", GMIS_LANG="")
    assert (ended.status, ended.err) == (0, "")
    assert said in ended.out


def test_merge_is_started_and_ends_as_the_runs_did(tmp_path: Path) -> None:
    put(tmp_path, result("test_one", "failed"), status=1)
    ended = start("merge", ".", cwd=tmp_path)
    assert (ended.status, ended.err) == (1, "")
    assert ended.out.startswith("失敗あり: ")
    assert (tmp_path / "report/merged/index.html").exists()


def test_a_symptom_is_diagnosed_for_real(tmp_path: Path) -> None:
    ended = start("diagnose", "夜に入力できない", "--inbox", "embedded", cwd=tmp_path)
    assert (ended.status, ended.err) == (0, "")
    assert "1. 再現した: 夜間の入力できない時間に操作している (night-closed)" in ended.out
    assert (tmp_path / "report/diagnose/night-closed.html").exists()


def test_a_pipe_that_nobody_reads_to_its_end_is_no_traceback(tmp_path: Path) -> None:
    ended = subprocess.run(
        ["sh", "-c", '"$0" steps | head -1', GMIS], cwd=tmp_path, env=ours(), capture_output=True, text=True,
        timeout=60, check=True,
    )  # fmt: skip
    assert len(ended.stdout.splitlines()) == 1
    assert "Traceback" not in ended.stderr
