"""`gmis` in either language: one at a time, in help, in errors, in what it prints."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from gmis.cli import cli
from tests.rigs.commands import Ended, call

JAPANESE = re.compile("[\u3041-\u30ff\u4e00-\u9fff]")
QUOTED = re.compile("「[^」]*」")


def commands(group: click.Group, *names: str) -> Iterator[tuple[str, ...]]:
    """Every command, by the words that call it."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield (*names, name)
        if isinstance(command, click.Group):
            yield from commands(command, *names, name)


REFUSED = [
    (),
    ("--nope",),
    ("reprot",),
    ("up", "--port", "x"),
    ("up", "--port"),
    ("up", "--defects", "never-lockd"),
    ("up", "--personas", "nowhere"),
    ("personas", "explain", "no-such-one"),
    ("personas", "explain", "softbank", "--switch", "links=perhaps"),
    ("personas", "explain"),
    ("repro", "junk-foldr"),
    ("repro", "none.gmis.zip"),
    ("repro", "none.feature"),
    ("repro", "junk-folder", "--pause"),
    ("diagnose", "x"),
    ("open", "none.gmis.zip", "--no-browser"),
    ("new", "x"),
    ("new", "..", "--said", "x", "--step", "1"),
    ("new", "x", "--from-world", "demo", "--url", "https://www.g-mis.net"),
    ("steps", "--containing", "zzz"),
    ("grade", "--only", "logn", "--", "true"),
    ("grade", "--shard", "5/4", "--", "true"),
    ("merge", "nowhere"),
    ("mail", "check", "none.eml"),
    ("mail", "check", "none.eml", "--persona", "no-such-one"),
]


def japanese_in(text: str) -> list[str]:
    """The lines that hold a Japanese sign, but for what they quote."""
    return [line for line in text.splitlines() if JAPANESE.search(QUOTED.sub("", line))]


def in_both(folder: Path, *arguments: str) -> tuple[Ended, Ended]:
    """The same command in English and in Japanese."""
    english, japanese = (call("--lang", each, *arguments, cwd=folder) for each in ("en", "ja"))
    assert english.status == japanese.status
    return english, japanese


@pytest.mark.parametrize("words", [(), *commands(cli)], ids=" ".join)
def test_the_help_of_each_command_is_in_one_language(tmp_path: Path, words: tuple[str, ...]) -> None:
    english, japanese = in_both(tmp_path, *words, "--help")
    assert english.status == 0
    assert english.out.startswith("Usage: ")
    assert japanese_in(english.out) == []
    assert japanese.out.startswith("使い方: ")
    for heading in ("Usage", "Options", "Commands", "default:", "Show this message", "required"):
        assert heading not in japanese.out
    said = [line.strip() for line in english.out.splitlines() if len(line.split()) > 4]
    assert [line for line in said if line in japanese.out] == []


@pytest.mark.parametrize("words", REFUSED, ids=" ".join)
def test_what_is_refused_is_refused_in_one_language(tmp_path: Path, words: tuple[str, ...]) -> None:
    english, japanese = in_both(tmp_path, *words)
    assert english.status == 2
    assert english.err
    assert japanese_in(english.err) == []
    assert japanese_in(japanese.err)
    assert english.err != japanese.err


def test_the_option_goes_before_the_variable_and_the_variable_before_the_locale(tmp_path: Path) -> None:
    def said(*arguments: str, **environment: str) -> str:
        return call(*arguments, "steps", "--containing", "zzz", cwd=tmp_path, environment=environment).err

    english, japanese = "gmis: No sentence holds 「zzz」.", "gmis: 「zzz」を含む文はありません。"
    assert said("--lang", "en", GMIS_LANG="ja", LC_ALL="ja_JP.UTF-8").startswith(english)
    assert said(GMIS_LANG="ja", LC_ALL="en_US.UTF-8").startswith(japanese)
    assert said(GMIS_LANG="", LC_ALL="en_US.UTF-8").startswith(english)
    assert said(GMIS_LANG="", LC_ALL="C").startswith(japanese)


@pytest.mark.parametrize(
    ("arguments", "variable", "said"),
    [
        (["--lang", "fr", "steps"], "en", "gmis: Invalid value for '--lang': 'fr' is not one of 'ja', 'en'."),
        (["--lang", "fr", "steps"], "ja", "gmis: '--lang' の値が正しくありません: 'fr' は書けません。"),
        (["--lang", "ja", "steps"], "fr", "GMIS_LANG"),
        (["steps"], "JA", "GMIS_LANG"),
    ],
)
def test_another_language_is_one_sentence_and_status_2(
    tmp_path: Path, arguments: list[str], variable: str, said: str
) -> None:
    ended = call(*arguments, cwd=tmp_path, environment={"GMIS_LANG": variable})
    assert said in ended.in_one_sentence()


def test_what_the_language_was_before_it_is_after_a_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import gettext
    import os

    monkeypatch.setenv("LANGUAGE", "de")
    domain = gettext.textdomain()
    call("--lang", "en", "--help", cwd=tmp_path)
    assert (os.environ["GMIS_LANG"], os.environ["LANGUAGE"], gettext.textdomain()) == ("ja", "de", domain)


@pytest.mark.parametrize(
    "words", [("doctor", "--only", "harness"), ("personas", "explain", "softbank"), ("steps",)], ids=" ".join
)
def test_headings_and_labels_are_in_the_language_around_what_data_says(tmp_path: Path, words: tuple[str, ...]) -> None:
    english, japanese = in_both(tmp_path, *words)
    assert english.status == 0
    labels = ("found", "source: ", "result: ", "example: ", "なし", "あり", "出典: ", "結果: ", "例: ")
    assert any(each in english.out for each in labels[:4])
    assert not any(each in english.out for each in labels[4:] if ":" in each)
    assert not any(each in japanese.out for each in labels[:4])
