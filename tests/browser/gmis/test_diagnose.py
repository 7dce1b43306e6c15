"""`gmis diagnose`: every report of which users say the same, run, and how to tell them apart."""

import pytest

from tests.rigs.one_engine import Asked, Command


@pytest.mark.parametrize("said", ["「ユーザ名がエラーになる」", "ﾕｰｻﾞ名がエラーになる。"])
def test_a_symptom_is_run_and_told_with_cause_difference_and_remedy(said: str, command: Command) -> None:
    ended = command("diagnose", said, "--inbox", "embedded")
    assert ended.status == 0, ended.said
    assert command.asked == [Asked("embedded", "chromium", headed=False, slow=False)]
    assert "「ユーザ名がエラーになる」: 3件の報告を実行します" in ended.out
    assert "1. 再現した: ユーザ名が全角、または空白が付いている (fullwidth-username)" in ended.out
    assert "2. 再現した: 都道府県の10桁の番号や医療機関コードを入力した (ten-digit-number)" in ended.out
    for label in ("状況", "操作", "原因", "見分け方", "対処", "記録"):
        assert ended.out.count(f"   {label}: ") == 3
    assert (command.folder / "report/diagnose/ten-digit-number.html").exists()


def test_words_of_several_symptoms_run_all_that_hold_them(command: Command) -> None:
    ended = command("diagnose", "変更を頼んだ", "--inbox", "embedded")
    assert ended.status == 0, ended.said
    assert "「変更を頼んだのに届かない」「変更を頼んだのに返事がない」: 2件の報告を実行します" in ended.out
    assert "(office-takes-weeks)" in ended.out
    assert "(office-item-missing)" in ended.out
