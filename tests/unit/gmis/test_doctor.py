"""`gmis doctor`: a line for what is found and what is missing, and what of it is a failure."""

from pathlib import Path

import pytest

from gmis import doctor as doctor_module
from tests.rigs.commands import call

HERE = {name: lambda: (True, "here") for name in doctor_module.CHECKS}


def test_what_is_found_and_what_is_missing_stand_in_a_line_each(tmp_path: Path) -> None:
    found = {
        "harness": doctor_module.harness,
        "browser": lambda: (True, "a browser"),
        "font": lambda: (False, "no font: get one"),
        "firefox": lambda: (False, "none either"),
        "mailpit": lambda: (False, "none"),
    }
    ended = call("doctor", cwd=tmp_path, replaced={"gmis.doctor.CHECKS": found})
    assert (ended.status, ended.err) == (1, "")
    lines = [line.split(maxsplit=2) for line in ended.out.splitlines()]
    assert lines[:5] == [
        ["あり", "harness", "導入済み"],
        ["あり", "browser", "a browser"],
        ["なし", "font", "no font: get one"],
        ["なし", "firefox", "none either"],
        ["なし", "mailpit", "none"],
    ]
    assert list(doctor_module.CHECKS) == list(found)
    assert "playwright 1.64" in ended.out


@pytest.mark.parametrize("missing", ["harness", "firefox", "mailpit"])
def test_what_is_of_use_but_not_needed_is_no_failure_unless_it_is_asked_for(tmp_path: Path, missing: str) -> None:
    checks = {"gmis.doctor.CHECKS": HERE | {missing: lambda: (False, "none")}}
    assert call("doctor", cwd=tmp_path, replaced=checks).status == 0
    assert call("doctor", "--only", missing, cwd=tmp_path, replaced=checks).status == 1


@pytest.mark.parametrize("missing", ["browser", "font"])
def test_what_is_needed_and_missing_is_a_failure(tmp_path: Path, missing: str) -> None:
    checks = {"gmis.doctor.CHECKS": HERE | {missing: lambda: (False, "none")}}
    assert call("doctor", cwd=tmp_path, replaced=checks).status == 1
