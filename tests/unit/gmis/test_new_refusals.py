"""What `gmis new` refuses before it writes anything."""

from pathlib import Path

import pytest

from tests.rigs.commands import call


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["there", "--said", "x", "--step", "1"], "there.feature はすでにあります"),
        (["new/name", "--said", "x", "--step", "1"], "「new/name」はファイルの名前にできません"),
        (["..", "--said", "x", "--step", "1"], "「..」はファイルの名前にできません"),
        (["x"], "足りない答え: --said, --step"),
        (["x", "--step", "1"], "足りない答え: --said。"),
        (["x", "--said", " ", "--step", "1"], "利用者の申告が空です"),
        (["x", "--said", "x", "--step", "⑧"], "「⑧」という手順はありません"),
        (["x", "--said", "x", "--step", ""], "「」という手順はありません"),
        (["x", "--said", "x", "--step", "1", "--mailbox", "Softbank"], "近いもの: softbank"),
        (["x", "--from-world", "demo", "--mailbox", "plain"], "--from-world と一緒には使えません"),
        (["x", "--from-world", "demo", "--url", "127.0.0.1"], "はシミュレーターのURLではありません"),
        (["x", "--from-world", "demo", "--url", "https://www.g-mis.net"], "は本物のシステムのものです"),
    ],
)
def test_what_cannot_be_is_one_sentence_and_status_2_and_nothing_is_written(
    tmp_path: Path, arguments: list[str], said: str
) -> None:
    there = tmp_path / "there.feature"
    there.write_text("as it was", encoding="utf-8")
    assert said in call("new", *arguments, cwd=tmp_path).in_one_sentence()
    assert [path.name for path in tmp_path.iterdir()] == ["there.feature"]
    assert there.read_text(encoding="utf-8") == "as it was"


def test_a_folder_that_cannot_be_made_is_told_too(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ended = call("new", "x", "--said", "x", "--step", "1", "--output", "file/in", cwd=tmp_path)
    assert "書けません" in ended.in_one_sentence()
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
