import pytest
from click.testing import CliRunner

from gmis import doctor as doctor_module
from gmis.doctor import doctor


def test_what_is_found_and_what_is_missing_stand_in_a_line_each(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(doctor_module.CHECKS, "browser", lambda: (True, "a browser"))
    monkeypatch.setitem(doctor_module.CHECKS, "font", lambda: (False, "no font: get one"))
    monkeypatch.setitem(doctor_module.CHECKS, "firefox", lambda: (False, "none either"))
    monkeypatch.setitem(doctor_module.CHECKS, "mailpit", lambda: (False, "none"))
    said = CliRunner().invoke(doctor)
    assert said.exit_code == 1
    lines = [line.split(maxsplit=2) for line in said.output.splitlines()]
    assert lines[:5] == [
        ["found", "harness", "installed"],
        ["found", "browser", "a browser"],
        ["MISSING", "font", "no font: get one"],
        ["MISSING", "firefox", "none either"],
        ["MISSING", "mailpit", "none"],
    ]
    assert "playwright 1.64" in said.output


@pytest.mark.parametrize("missing", ["harness", "firefox", "mailpit"])
def test_what_is_of_use_but_not_needed_is_no_failure_unless_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    for name in doctor_module.CHECKS:
        monkeypatch.setitem(doctor_module.CHECKS, name, lambda: (True, "here"))
    monkeypatch.setitem(doctor_module.CHECKS, missing, lambda: (False, "none"))
    assert CliRunner().invoke(doctor).exit_code == 0
    assert CliRunner().invoke(doctor, ["--only", missing]).exit_code == 1


def test_the_browser_that_drives_these_tests_is_found() -> None:
    said = CliRunner().invoke(doctor, ["--only", "browser"])
    assert said.exit_code == 0, said.output


@pytest.mark.parametrize("missing", ["browser", "font"])
def test_what_is_needed_and_missing_is_a_failure(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    for name in doctor_module.CHECKS:
        monkeypatch.setitem(doctor_module.CHECKS, name, lambda: (True, "here"))
    monkeypatch.setitem(doctor_module.CHECKS, missing, lambda: (False, "none"))
    assert CliRunner().invoke(doctor).exit_code == 1
