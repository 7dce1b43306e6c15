"""For a complaint the nearest reports are proposed, with why, and answers as far as it gives them."""

import pytest

from pytest_gmis.reports.complaint.proposal import propose
from pytest_gmis.reports.reading import every_issue

ISSUES = every_issue()
TICKET = """\
お世話になっております。山田クリニックの山田(taro@docomo.ne.jp、06-1234-5678)です。
パスワードを忘れて再設定を申し込みましたが、ドコモの携帯にメールが来ません。
迷惑メールフォルダにも見当たりません。
"""


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("手順④で、リンクを押したら無効と言われました。昨日届いたメールです。", "older-mail"),
        ("新しいパスワードを入れても、ボタンがグレーのままです", "fields-differ"),
        ("正しいパスワードなのにログイン出来ません", "ten-failures"),
        ("URLの入っていないメールが来た。アカウントがロック?", "locked-no-link"),
        ("報告の画面をスマホで開いたら使えないと出た", "phone-report"),
        ("アドレスの変更を先週お願いしたが、まだ届きません", "office-takes-weeks"),
        ("夜中の3時に入力しようとしたらできない", "night-closed"),
        ("病院のメールで、URLがただの文字でクリックできない", "links-as-text"),
        ("ソフトバンクです。受信許可したのにメールがこない", "softbank-links"),
        ("返信したのですが返事がありません", "replied-to-helpdesk"),
    ],
)
def test_the_report_that_was_meant_is_among_the_three_nearest(text: str, meant: str) -> None:
    proposal = propose(text, ISSUES)
    assert len(proposal.near) == 3
    assert {each.key.name: each.words for each in proposal.near}[meant]


def test_answers_are_taken_from_the_text_and_the_step_from_the_nearest_report() -> None:
    proposal = propose(TICKET, ISSUES)
    assert (proposal.step, proposal.mailbox, proposal.device) == ("③", "docomo-strong", "")
    assert proposal.missing == ("step", "device")
    assert set(proposal.tags) == {"メール", "迷惑メール", "パスワード"}


def test_the_sentence_that_tells_the_symptom_is_what_the_user_said() -> None:
    assert propose(TICKET, ISSUES).said.endswith("ドコモの携帯にメールが来ません")


@pytest.mark.parametrize("phone", ["06-1234-5678", "0612345678", "09012345678", "+81-6-1234-5678"])
def test_who_it_was_stays_out_of_the_report(phone: str) -> None:
    said = propose(f"taro@docomo.ne.jp ({phone}) にメールが届かない", ISSUES).said
    assert said == "… (…) にメールが届かない"


def test_sentences_that_fit_are_proposed() -> None:
    assert "再設定メールは届いていない" in [sentence.pattern for sentence in propose(TICKET, ISSUES).sentences]


@pytest.mark.parametrize("text", ["printer", "あ", "。。。", "🎫"])
def test_what_is_like_nothing_is_near_nothing_and_is_kept_as_it_was_said(text: str) -> None:
    proposal = propose(text, ISSUES)
    assert (proposal.near, proposal.step, proposal.said) == ((), "", text)
    assert proposal.missing == ("step", "mailbox", "device")


def test_without_any_report_there_is_a_proposal_all_the_same() -> None:
    assert propose(TICKET, []).near == ()
