import pytest

from pytest_gmis.browser.pages.wording import CHANGE, RESET, wording


@pytest.mark.parametrize(
    "shown", ["パスワードをお忘れですか？", "パスワードをお忘れですか?", " パスワードをお忘れですか？\n"]
)
def test_a_sign_may_be_half_width_or_full_width(shown: str) -> None:
    assert wording("パスワードをお忘れですか？").match(shown)


def test_letters_too() -> None:
    assert wording("G-MIS 医療").match("Ｇ－ＭＩＳ 医療")
    assert not wording("G-MIS").match("G-MIS 医療")


def test_the_leaflets_three_labels_and_their_drift_are_one() -> None:
    for label in ("パスワードリセット", "パスワードのリセット", "パスワードをリセットする"):
        assert RESET.match(label)
        assert not CHANGE.match(label)
    for label in ("パスワードを変更", "パスワードの変更"):
        assert CHANGE.match(label)
