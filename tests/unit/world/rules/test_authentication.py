from datetime import datetime

import pytest

from gmis_simulator.world.authentication import Authentication
from gmis_simulator.world.clock import JST
from gmis_simulator.world.rules import Dmarc, Spoofing
from gmis_simulator.world.rules.rule import Incoming, Recipient

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=JST)
RECIPIENT = Recipient("info@demo.example")


def mail(spf: str, dkim: str, dmarc: str, policy: str = "quarantine") -> Incoming:
    return Incoming(
        "bounce@mailer.demo.example",
        "helpdesk@gmis.mhlw.go.jp",
        authentication=Authentication(spf, dkim, dmarc, policy, "mx.demo.example; …"),
    )


@pytest.mark.parametrize(
    ("spf", "dkim", "dmarc", "high", "middle", "low"),
    [
        # as it leaves: everything passes
        ("pass", "pass", "pass", None, None, None),
        # the From header's domain is not aligned, or unsigned
        ("pass", "pass", "fail", "discard", None, None),
        ("pass", "none", "fail", "discard", None, None),
        ("pass", "none", "none", "discard", None, None),
        # forwarded: SPF is broken, a signature survives
        ("fail", "pass", "pass", "discard", "discard", None),
        ("softfail", "pass", "pass", "discard", "discard", None),
        ("none", "pass", "fail", "discard", "discard", None),
        # nobody vouches for it
        ("fail", "fail", "fail", "discard", "discard", "discard"),
        ("softfail", "none", "none", "discard", "discard", "discard"),
        ("temperror", "temperror", "temperror", "discard", "discard", "discard"),
    ],
)
def test_a_stricter_level_asks_for_more(
    spf: str, dkim: str, dmarc: str, high: str | None, middle: str | None, low: str | None
) -> None:
    incoming = mail(spf, dkim, dmarc)
    assert Spoofing(level="high").answer(incoming, RECIPIENT, NOW).verdict == high
    assert Spoofing(level="middle").answer(incoming, RECIPIENT, NOW).verdict == middle
    assert Spoofing(level="low").answer(incoming, RECIPIENT, NOW).verdict == low


def test_a_spoofed_mail_is_told_apart_in_words_and_refused_as_the_rule_says() -> None:
    assert "表示される差出人" in Spoofing().answer(mail("pass", "pass", "fail"), RECIPIENT, NOW).reason
    envelope = Spoofing(verdict="reject").answer(mail("fail", "pass", "pass"), RECIPIENT, NOW)
    assert (envelope.verdict, envelope.reply) == ("reject", "550 5.1.1 <info@demo.example>: User unknown")
    assert "エンベロープFrom" in envelope.reason
    assert "(SPF fail、DKIM pass、DMARC pass)" in envelope.reason


@pytest.mark.parametrize(
    ("spf", "dkim", "dmarc", "policy", "verdict"),
    [
        # what the domain asks for counts only where DMARC fails
        ("pass", "pass", "pass", "reject", None),
        ("fail", "pass", "pass", "reject", None),
        ("pass", "pass", "fail", "reject", "reject"),
        ("pass", "pass", "fail", "quarantine", "junk"),
        ("pass", "pass", "fail", "none", None),
        ("fail", "fail", "fail", "reject", "reject"),
        ("temperror", "temperror", "temperror", "reject", "junk"),
        # a mail without any passing check is junk whatever is asked for
        ("fail", "fail", "fail", "none", "junk"),
        ("none", "none", "none", "", "junk"),
        ("softfail", "none", "none", "", "junk"),
        # one check is enough where no domain asks for anything
        ("pass", "none", "none", "", None),
        ("none", "pass", "none", "", None),
    ],
)
def test_what_the_senders_domain_asks_for_is_done(
    spf: str, dkim: str, dmarc: str, policy: str, verdict: str | None
) -> None:
    answer = Dmarc().answer(mail(spf, dkim, dmarc, policy), RECIPIENT, NOW)
    assert answer.verdict == verdict
    assert answer.reply.startswith("550 5.7.26 ") is (verdict == "reject")


@pytest.mark.parametrize("rule", [Spoofing(), Dmarc()])
def test_a_mail_that_was_not_checked_is_not_decided_about(rule: Spoofing | Dmarc) -> None:
    answer = rule.answer(Incoming("a@demo.example"), RECIPIENT, NOW)
    assert (answer.verdict, answer.reason) == (None, "送信元の認証結果がありません")
