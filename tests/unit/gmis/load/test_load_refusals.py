"""What `gmis load` does not begin with: one sentence, and status 2."""

from pathlib import Path

import pytest

from tests.rigs.commands import call


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--users", "0"], "--users"),
        (["--workers", "0"], "--workers"),
        (["--workers", "two"], "--workers"),
        (["--pace", "0"], "--pace"),
        (["--preset", "frist-day-rush"], "first-day-rush"),
        (["--url", "https://www.med-login.mhlw.go.jp"], "mhlw.go.jp"),
        (["--url", "http://192.0.2.7:8000"], "192.0.2.7"),
        (["--url", "ftp://127.0.0.1"], "ftp://127.0.0.1"),
        (["--url", "http://127.0.0.1:9"], "http://127.0.0.1:9"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, arguments: list[str], said: str) -> None:
    assert said in call("load", *arguments, cwd=tmp_path).in_one_sentence()
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("output", ["file", "file/sub"])
def test_where_nothing_can_be_written_is_told_before_the_rush(tmp_path: Path, output: str) -> None:
    (tmp_path / "file").touch()
    ended = call("load", "--users", "1", "--inbox", "embedded", "--output", output, cwd=tmp_path)
    assert (ended.status, "Locust" in ended.said) == (2, False), ended.said
    assert ended.in_one_sentence()


def test_without_locust_it_says_how_to_get_it(tmp_path: Path) -> None:
    hidden = {"gmis.load.generator.find_spec": lambda _name: None}
    said = call("load", "--inbox", "embedded", cwd=tmp_path, replaced=hidden).in_one_sentence()
    assert "pip install 'gmis-reset-simulator[load]'" in said
    assert "Locust" in said


def test_locust_is_never_imported_where_a_command_runs() -> None:
    import sys

    import gmis.load.command

    assert gmis.load.command
    assert "locust" not in sys.modules  # it replaces sockets and threads of who imports it
