"""What the words of a ticket say of step, mailbox and device."""

import tomllib

import pytest

from gmis_simulator.data import own_personas
from pytest_gmis.reports.answers import PC
from pytest_gmis.reports.complaint.hints import FILE, Kind, in_the_words_of_reports, meant, step_in, topics_in


@pytest.mark.parametrize(
    ("text", "step"),
    [("手順④で止まる", "④"), ("手順 ３まで", "③"), ("②からやり直したが⑥で止まる", "⑥"), ("10回試した", "")],
)
def test_the_last_step_that_is_named_is_where_somebody_stands(text: str, step: str) -> None:
    assert step_in(text) == step


@pytest.mark.parametrize(
    ("kind", "text", "means"),
    [
        ("mailbox", "ドコモの携帯です", "docomo-strong"),
        ("mailbox", "taro@docomo.ne.jp", "docomo-strong"),
        ("mailbox", "ｓｏｆｔｂａｎｋ", "softbank"),
        ("mailbox", "auのメール", "au"),
        ("mailbox", "the author's laundry", ""),
        ("mailbox", "迷惑メールフォルダーにも入っていない", "discard-unknown"),
        ("mailbox", "迷惑メールフォルダーに入っていた", "junk-unknown"),
        ("device", "ｉＰｈｏｎｅで見た", "iPhone 15"),
        ("device", "スマホから", "Pixel 7"),
        ("device", "PCで操作", PC),
        ("device", "特になし", ""),
    ],
)
def test_what_is_named_is_meant_and_letters_within_a_word_are_not(kind: Kind, text: str, means: str) -> None:
    assert meant(kind, text) == means


def test_other_words_for_what_reports_say_are_said_too() -> None:
    assert in_the_words_of_reports("メールが来ません").splitlines() == ["メールが来ません", "届かない"]


def test_topics_are_tags_that_are_named() -> None:
    assert topics_in("迷惑ﾒｰﾙを見ても、ログイン画面") == ["メール", "迷惑メール", "ログイン"]


def test_every_hint_leads_to_a_mailbox_that_there_is() -> None:
    listed = tomllib.loads(FILE.read_text(encoding="utf-8"))
    assert {hint["means"] for hint in listed["mailbox"]} <= set(own_personas())
