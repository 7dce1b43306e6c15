"""Every rule tells the help desk why, in whole words: `gmis personas explain` and the console show them as they are."""

from datetime import datetime, timedelta

import pytest

from gmis_simulator.world.authentication import Authentication
from gmis_simulator.world.clock import JST
from gmis_simulator.world.rules import (
    DeadAddress,
    Dmarc,
    FullMailbox,
    Greylisting,
    HtmlMail,
    Links,
    NotMobile,
    Spoofing,
    UnknownSender,
    Virus,
)
from gmis_simulator.world.rules.rule import Incoming, Recipient, Rule

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=JST)
PLAIN = Incoming("bounce@mailer.demo.example", "helpdesk@gmis.mhlw.go.jp")
LINKED = Incoming("a@demo.example", links=("https://Good.example/x", "https://other.example"))


def checked(spf: str, dkim: str, dmarc: str, policy: str = "none") -> Incoming:
    """A mail whose origin was checked with these results."""
    return Incoming("a@demo.example", authentication=Authentication(spf, dkim, dmarc, policy, "mx.demo.example; …"))


@pytest.mark.parametrize(
    ("rule", "mail", "reason"),
    [
        (Virus(), Incoming("", has_virus=True), "ウイルス (EICARテストファイル) が見つかりました"),
        (Virus(), PLAIN, "ウイルスは見つかりません"),
        (HtmlMail(), Incoming("", is_html=True), "HTMLメールです"),
        (HtmlMail(), PLAIN, "HTMLメールではありません"),
        (Links(), PLAIN, "本文にURLがありません"),
        (Links(), LINKED, "本文にURL (good.example) があります"),
        (Links(hosts=["deai.example"]), LINKED, "本文のURL (good.example) は拒否するURLの一覧にありません"),
        (UnknownSender(), Incoming("a@demo.example"), "a@demo.example は知らない差出人です"),
        (UnknownSender(), Incoming(""), "差出人のないメール は知らない差出人です"),
        (NotMobile(), Incoming("", "a@AU.com"), "au.com は携帯電話会社のドメインです"),
        (NotMobile(), PLAIN, "gmis.mhlw.go.jp は携帯電話会社のドメインではありません"),
        (NotMobile(), Incoming(""), "差出人のないメール は携帯電話会社のドメインではありません"),
        (
            Spoofing(level="low"),
            checked("fail", "none", "fail"),
            "送信元をどの方法でも確認できず、なりすましの疑いがあります (SPF fail、DKIM none、DMARC fail)",
        ),
        (
            Spoofing(level="middle"),
            checked("fail", "pass", "pass"),
            "封筒の差出人 (エンベロープFrom) を確認できず、なりすましの疑いがあります "
            "(SPF fail、DKIM pass、DMARC pass)",
        ),
        (
            Spoofing(level="high"),
            checked("pass", "none", "fail"),
            "表示される差出人 (ヘッダーFrom) を確認できず、なりすましの疑いがあります "
            "(SPF pass、DKIM none、DMARC fail)",
        ),
        (
            Spoofing(),
            checked("pass", "pass", "pass"),
            "送信元を確認できました (SPF pass、DKIM pass、DMARC pass)",
        ),
        (
            Dmarc(),
            checked("fail", "pass", "pass", "reject"),
            "送信元を確認できました (SPF fail、DKIM pass、DMARC pass)",
        ),
        (
            Dmarc(),
            checked("pass", "pass", "fail", "reject"),
            "送信元を確認できず、送信元のドメインが拒否を求めています (SPF pass、DKIM pass、DMARC fail)",
        ),
        (
            Dmarc(),
            checked("pass", "pass", "fail", "quarantine"),
            "送信元を確認できず、送信元のドメインが隔離を求めています (SPF pass、DKIM pass、DMARC fail)",
        ),
        (
            Dmarc(),
            checked("fail", "none", "fail"),
            "送信元をどの方法でも確認できません (SPF fail、DKIM none、DMARC fail)",
        ),
        (
            Dmarc(),
            checked("pass", "none", "fail"),
            "確認できませんが、送信元のドメインは何も求めていません (SPF pass、DKIM none、DMARC fail)",
        ),
        (DeadAddress(), PLAIN, "info@demo.example は廃止されたアドレスです"),
        (FullMailbox(capacity=10), PLAIN, "10通のうち9通です"),
        (FullMailbox(capacity=9), PLAIN, "メールボックスがいっぱいです (9通のうち9通)"),
        (Greylisting(minutes=5), Incoming("KNOWN@demo.example"), "最初の送信から5分以上たっています"),
        (
            Greylisting(minutes=5),
            PLAIN,
            "初めての差出人なので、いったん断りました (5分後からの再送を受け取ります)",
        ),
    ],
)
def test_a_rule_tells_its_reason(rule: Rule, mail: Incoming, reason: str) -> None:
    first_tries = {"known@demo.example": NOW - timedelta(minutes=5)}
    recipient = Recipient("info@demo.example", stored=4, clutter=5, first_tries=first_tries)
    assert rule.answer(mail, recipient, NOW).reason == reason


@pytest.mark.parametrize(
    ("rule", "mail", "reply"),
    [
        (
            Dmarc(),
            checked("pass", "pass", "fail", "reject"),
            "550 5.7.26 this mail is not authenticated, and its domain's DMARC policy asks to reject it",
        ),
        (DeadAddress(), PLAIN, "550 5.1.1 <info@demo.example>: Recipient address rejected: User unknown"),
        (FullMailbox(capacity=1), PLAIN, "452 4.2.2 <info@demo.example>: mailbox is full"),
        (
            Greylisting(),
            PLAIN,
            "450 4.2.0 <info@demo.example>: Recipient address rejected: Greylisted, try again later",
        ),
        (NotMobile(verdict="reject"), PLAIN, "550 5.1.1 <info@demo.example>: User unknown"),
    ],
)
def test_what_is_rejected_is_told_to_the_sender(rule: Rule, mail: Incoming, reply: str) -> None:
    answer = rule.answer(mail, Recipient("info@demo.example", clutter=1), NOW)
    assert (answer.verdict, answer.reply) == ("reject", reply)
