"""scripts/fuzz, at a simulator as it is and at ones in which something is broken."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rigs.commands import Ended

PROJECT = Path(__file__).parents[2]
THEN_AS_USUAL = "\nfrom gmis.cli import main\nmain()\n"
BREAKS_FORMS = """
import gmis_simulator.web.form as form

async def fields(request, *names):
    raise LookupError("broken on purpose")

form.fields = fields
"""
LOSES_MAILS = """
from gmis_simulator.inbox.store import Store

kept = Store.add

def add(store, front, *given, **more):
    message = kept(store, front, *given, **more)
    if b"fuzz-mail" in front:
        store.delete([message.id])
    return message

Store.add = add
"""


def fuzz(*arguments: str) -> Ended:
    order = [sys.executable, "-m", "fuzz", *arguments]
    ended = subprocess.run(order, cwd=PROJECT, capture_output=True, text=True, check=False, timeout=100)
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def broken(folder: Path, how: str) -> str:
    """A `gmis` in which that is broken."""
    program = folder / "gmis_broken.py"
    program.write_text(how + THEN_AS_USUAL)
    return str(program)


def test_three_hundred_inputs_find_nothing_and_the_report_counts_them(tmp_path: Path) -> None:
    ended = fuzz("--inputs", "300", "--seed", "1", "--output", str(tmp_path / "fuzz"))
    assert ended.status == 0, ended.said
    report = json.loads((tmp_path / "fuzz.json").read_text())
    assert (report["seed"], report["faults"]) == (1, [])
    assert report["inputs"] >= 300
    assert [area["name"] for area in report["areas"]] == ["smtp", "mime", "api", "forms", "documents"]
    assert all(area["inputs"] and sum(area["answers"].values()) == area["inputs"] for area in report["areas"])


def test_a_page_that_fails_is_found_and_its_input_can_be_fired_again(tmp_path: Path) -> None:
    program = broken(tmp_path, BREAKS_FORMS)
    ended = fuzz("--inputs", "50", "--only", "forms", "--up", program, "--output", str(tmp_path / "fuzz"))
    assert ended.status == 1, ended.said
    assert "LookupError: broken on purpose" in ended.out
    found = next(
        fault for fault in json.loads((tmp_path / "fuzz.json").read_text())["faults"] if "on purpose" in fault["what"]
    )
    again = fuzz("--repeat", found["file"], "--up", program)
    assert (again.status, "LookupError: broken on purpose" in again.out) == (1, True), again.said
    mended = fuzz("--repeat", found["file"])
    assert mended.status == 0, mended.said


def test_a_mail_that_is_taken_and_lost_is_found(tmp_path: Path) -> None:
    program = broken(tmp_path, LOSES_MAILS)
    ended = fuzz("--inputs", "50", "--only", "mime", "--up", program, "--output", str(tmp_path / "fuzz"))
    assert ended.status == 1, ended.said
    assert "answered with 250, and not in the inbox" in ended.out


@pytest.mark.parametrize("kept", ["", "{}\nx", "[]"])
def test_what_is_no_kept_input_is_refused_in_one_sentence(tmp_path: Path, kept: str) -> None:
    (tmp_path / "001.bin").write_text(kept)
    assert "001.bin is no input that scripts/fuzz kept" in fuzz("--repeat", str(tmp_path / "001.bin")).in_one_sentence()
