"""`gmis new --complaint`: what is proposed for the text of a ticket, and what is written with it."""

from pathlib import Path

from pytest_gmis.reports.reading import read_issue
from tests.rigs.commands import Ended, call

TICKET = "手順③です。ドコモの携帯にメールが来ません。迷惑メールにも見当たりません。\n"


def new(text: str | bytes, *options: str, cwd: Path) -> Ended:
    (cwd / "ticket.txt").write_bytes(text if isinstance(text, bytes) else text.encode())
    return call("new", "mine", "--complaint", "ticket.txt", *options, cwd=cwd)


def test_three_reports_are_proposed_with_what_they_have_in_common_and_how_to_run_them(tmp_path: Path) -> None:
    ended = new(TICKET, cwd=tmp_path)
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.count("gmis repro ") == 4  # the last one is the file that was written
    assert "同じことば: 迷惑メール" in ended.out
    assert "  ならば 再設定メールは届いていない" in ended.out
    assert "申告から分かること: 手順 ③、メールボックス docomo-strong" in ended.out
    asked = ended.out.partition("申告にないこと(利用者に尋ねます):\n")[2].partition("\n\n")[0]
    assert asked == "  パソコンとスマートフォンのどちらで、どの機種で操作しましたか"


def test_the_file_has_what_the_text_says_and_names_what_is_near(tmp_path: Path) -> None:
    new(TICKET, cwd=tmp_path)
    issue = read_issue(tmp_path / "mine.feature")
    assert issue.said == "ドコモの携帯にメールが来ません"
    assert set(issue.tags) == {"手順③", "メール", "携帯電話", "迷惑メール"}
    assert issue.mailbox == "docomo-strong"
    assert "#   gmis repro " in issue.path.read_text(encoding="utf-8")


def test_an_option_has_the_last_word(tmp_path: Path) -> None:
    new(TICKET, "--said", "x", "--step", "2", "--mailbox", "au", cwd=tmp_path)
    issue = read_issue(tmp_path / "mine.feature")
    assert (issue.said, issue.leaflet_step) == ("x", "②")
    assert "au" not in [step.text for step in issue.symptom.steps]


def test_shift_jis_is_read(tmp_path: Path) -> None:
    assert "docomo-strong" in new(TICKET.encode("cp932"), cwd=tmp_path).out


def test_of_a_megabyte_the_first_is_read_and_that_is_said(tmp_path: Path) -> None:
    ended = new(TICKET + "あ" * 350_000, cwd=tmp_path)
    assert ended.out.startswith("申告が長いので、はじめの64 KiBだけを読みました。\n")
    assert ended.status == 0


def test_nothing_is_one_sentence_and_nothing_is_written(tmp_path: Path) -> None:
    assert "申告の本文が空です" in new("", cwd=tmp_path).in_one_sentence()
    assert not list(tmp_path.glob("*.feature"))


def test_what_is_near_nothing_is_told_what_is_wanted(tmp_path: Path) -> None:
    ended = new("printer", cwd=tmp_path)
    assert "足りない答え: --step" in ended.err
    assert "この申告に近い報告はありません" in ended.out


def test_it_does_not_go_together_with_a_world(tmp_path: Path) -> None:
    assert "--from-world と一緒には" in new(TICKET, "--from-world", "demo", cwd=tmp_path).in_one_sentence()
