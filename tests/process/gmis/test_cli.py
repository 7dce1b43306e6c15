"""The command line as a whole: what it lists, and that a command costs no more than itself."""

import subprocess
import sys

import click
import pytest

from gmis.cli import COMMANDS, cli, run


def test_every_command_is_listed_by_its_name_and_what_it_does(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    listed = capsys.readouterr().out
    context = click.Context(cli)
    for name, (_, said) in COMMANDS.items():
        command = cli.get_command(context, name)
        assert command
        assert command.help
        assert f"  {name} " in listed
        assert command.name == name
        assert command.help.split()[0] == said.split()[0]


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("gmis 0.")


def test_a_command_that_there_is_not_is_told_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["reprot"]) == 2
    assert "No such command 'reprot'. Did you mean 'rep" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "unwanted"),
    [("merge", ("playwright", "pytest", "gmis_simulator", "httpx")), ("up", ("playwright", "pytest", "gherkin"))],
)
def test_a_command_imports_what_it_needs_and_nothing_else(command: str, unwanted: tuple[str, ...]) -> None:
    asked = f"import gmis.{command}, sys; print(*sorted({{name.partition('.')[0] for name in sys.modules}}))"
    ended = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert not set(unwanted) & set(ended.stdout.split())


def test_the_sentences_are_printed_with_meaning_and_example(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["steps", "--containing", "たつ"]) == 0
    said = capsys.readouterr().out
    assert "  {count:d}日たつ\n" in said
    assert "例: もし 7日たつ" in said
    assert run(["steps", "--containing", "zzz"]) == 2
    assert "「zzz」を含む文はありません。" in capsys.readouterr().err


def test_what_is_stopped_by_hand_ends_as_such(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise click.Abort

    monkeypatch.setattr(cli, "main", stopped)
    assert run(["new", "x"]) == 130
    assert capsys.readouterr().err == "gmis: stopped\n"
