"""`gmis repro`, started for real: in a terminal that pauses it, and broken off."""

import contextlib
import os
import pty
import signal
import subprocess
from pathlib import Path

import pytest

from tests.rigs.processes import GMIS, nothing_is_left_of, ours, said_until, started


@pytest.mark.parametrize(
    ("ctrl_c", "sign", "to_all"),
    [("as usual", signal.SIGINT, True), ("ignored", signal.SIGINT, True), ("as usual", signal.SIGTERM, False)],
    ids=["Ctrl-C", "Ctrl-C, ignored before", "SIGTERM"],
)
def test_what_breaks_it_off_leaves_nothing_behind_but_the_dossier_so_far(
    tmp_path: Path, ctrl_c: str, sign: signal.Signals, to_all: bool
) -> None:
    command = ("repro", "too-many-requests", "--inbox", "embedded")
    with started(*command, cwd=tmp_path, ctrl_c=ctrl_c) as process:
        assert process.stdout
        said = said_until(process, "シナリオ: ")
        if to_all:
            os.killpg(process.pid, sign)  # as a terminal does: the browser and its driver get it too
        else:
            process.send_signal(sign)
        said += process.stdout.read()
        assert process.wait(timeout=30) == 130, said
    assert nothing_is_left_of(process)
    assert "中断: " in said
    assert [path.name for path in (tmp_path / "report/repro").iterdir()] == ["too-many-requests.html"]
    assert "中断" in (tmp_path / "report/repro/too-many-requests.html").read_text(encoding="utf-8")


def test_pause_stops_at_the_symptom_until_enter_is_pressed(tmp_path: Path) -> None:
    terminal, theirs = pty.openpty()
    command = [GMIS, "repro", "rule-unmet", "--pause", "--inbox", "embedded"]
    with subprocess.Popen(command, cwd=tmp_path, env=ours(), stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        said, pressed = b"", False
        with contextlib.suppress(OSError):  # what Linux says at the end of a terminal
            while data := os.read(terminal, 4096):
                said += data
                if not pressed and "止めています。Enterで続けます".encode() in said:
                    assert b"/_ui/system/security/ChangePassword" in said
                    pressed = os.write(terminal, b"\n") > 0
        assert process.wait(timeout=20) == 0
    os.close(terminal)
    assert pressed
    assert "再現した: 利用者の申告のとおりになりました。".encode() in said
    kept = sorted(path.name for path in (tmp_path / "report/repro").iterdir())
    assert kept == ["rule-unmet.gmis.zip", "rule-unmet.html"]
