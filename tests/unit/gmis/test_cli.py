"""The command line as a whole: what it lists, and how it ends."""

from pathlib import Path

import click
import pytest

from gmis.cli import COMMANDS, Terminated, cli
from tests.rigs.commands import call


@pytest.mark.usefixtures("english")
def test_every_command_is_listed_by_its_name_and_what_it_does(tmp_path: Path) -> None:
    ended = call("--help", cwd=tmp_path)
    assert ended.status == 0
    context = click.Context(cli)
    for name, (_, said) in COMMANDS.items():
        command = cli.get_command(context, name)
        assert command
        assert command.help
        assert f"  {name} " in ended.out
        assert command.name == name
        assert command.help.split()[0] == said.split()[0]


def test_the_version_is_that_of_the_package(tmp_path: Path) -> None:
    ended = call("--version", cwd=tmp_path)
    assert ended.status == 0
    assert ended.out.startswith("gmis 0.")


def test_a_command_that_there_is_not_is_told_the_nearest(tmp_path: Path) -> None:
    assert "'reprot' というコマンドはありません。 もしかして: 'rep" in call("reprot", cwd=tmp_path).in_one_sentence()


def test_the_sentences_are_printed_with_meaning_and_example(tmp_path: Path) -> None:
    ended = call("steps", "--containing", "たつ", cwd=tmp_path)
    assert ended.status == 0
    assert "  {count:d}日たつ\n" in ended.out
    assert "例: もし 7日たつ" in ended.out
    said = call("steps", "--containing", "zzz", cwd=tmp_path).in_one_sentence()
    assert "「zzz」を含む文はありません。" in said


@pytest.mark.parametrize(("by", "status"), [(KeyboardInterrupt, 130), (Terminated, 143)], ids=["Ctrl-C", "SIGTERM"])
def test_a_command_that_is_stopped_says_so_and_its_status_says_by_what(
    tmp_path: Path, by: type[BaseException], status: int
) -> None:
    def stopped(_: str) -> None:
        raise by

    ended = call("reports", cwd=tmp_path, replaced={"gmis.reports.known_issues": lambda: stopped("")})
    assert (ended.status, ended.out, ended.err.lstrip("\n")) == (status, "", "gmis: 中断しました\n")
    asked = {"click.termui.visible_prompt_func": stopped, "sys.stdin.isatty": lambda: True}
    ended = call("new", "x", cwd=tmp_path, replaced=asked)
    assert (ended.status, ended.err) == (status, "gmis: 中断しました\n")
    assert list(tmp_path.iterdir()) == []
