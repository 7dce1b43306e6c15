"""docs/examples/curl.md: its lines run as they stand there, and answer what it says."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from pytest_gmis.client.control import Control

PAGE = Path(__file__).parents[3] / "docs" / "examples" / "curl.md"
NEXT = "-- next block --"


def blocks() -> list[tuple[str, str, str]]:
    """The lines, and the kind of what follows them, and the answer that is promised."""
    said = PAGE.read_text(encoding="utf-8")
    return re.findall(r"```sh\n(.*?)```\n\n```(json|text)\n(.*?)```", said, re.DOTALL)


def test_every_line_answers_what_the_page_says(control: Control, tmp_path: Path) -> None:
    if shutil.which("curl") is None:
        pytest.skip("there is no curl on this machine")
    script = f"\necho '{NEXT}'\n".join(lines for lines, _, _ in blocks())
    ended = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False,
        env={"GMIS_SIMULATOR_URL": control.url, "PATH": "/usr/bin:/bin", "no_proxy": "*"},
    )  # fmt: skip
    assert ended.returncode == 0, ended.stdout + ended.stderr
    answers = ended.stdout.split(f"{NEXT}\n")
    for (lines, kind, promised), answered in zip(blocks(), answers, strict=True):
        if kind == "json":
            assert json.loads(answered) == json.loads(promised), lines
        else:
            assert answered.strip() == promised.strip(), lines


def test_no_lines_stand_there_without_an_answer() -> None:
    assert PAGE.read_text(encoding="utf-8").count("```sh") == len(blocks()) > 5
