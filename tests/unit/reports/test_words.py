"""Two people write the same word in two ways, and it is the same word."""

import pytest

from pytest_gmis.reports.words import folded, runs, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ﾒｰﾙ", "メール"), ("めーる", "メール"), ("メ-ル", "メール"), ("ＵＲＬ", "url"), ("Ｇ－ＭＩＳ", "gmis"),
        ("ユーザー名", "ユーザ名"), ("ブラウザーを", "ブラウザを"), ("「届かない」。", "届か ない"), ("①", "1"),
        ("ガ", "ｶﾞ"), ("か\u3099", "が"),
    ],
)  # fmt: skip
def test_the_same_word_written_otherwise(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("メール", "メル"), ("キー", "キ"), ("ビル", "ビール"), ("は", "ば")])
def test_other_words_stay_other_words(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_blanks_of_any_width_keep_words_apart_and_signs_alone_are_none() -> None:
    assert words_of("メール\u3000届かない  ﾒｰﾙ 。") == ["めーる", "届かない"]


def test_a_stretch_is_told_as_written_and_folded_sign_for_sign() -> None:
    assert runs("メールが、Outlookに") == [("メールが", "めーるが"), ("Outlookに", "outlookに")]
    assert all(len(plain) == len(signs) for plain, signs in runs("İstanbul ㈱ ﾒｰﾙ ½"))
