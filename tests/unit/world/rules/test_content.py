from datetime import datetime

import pytest

from gmis_simulator.world.clock import JST
from gmis_simulator.world.rules import HtmlMail, Links, SpamScore, Virus
from gmis_simulator.world.rules.rule import Incoming, Recipient

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=JST)
RECIPIENT = Recipient("info@demo.example")


def test_a_virus_is_discarded() -> None:
    assert Virus().answer(Incoming("a@demo.example", has_virus=True), RECIPIENT, NOW).verdict == "discard"
    assert Virus().answer(Incoming("a@demo.example"), RECIPIENT, NOW).verdict is None


def test_any_mail_with_html_is_html_mail() -> None:
    answer = HtmlMail(verdict="reject").answer(Incoming("a@demo.example", is_html=True), RECIPIENT, NOW)
    assert (answer.verdict, answer.reply[:3]) == ("reject", "550")
    assert HtmlMail().answer(Incoming("a@demo.example"), RECIPIENT, NOW).verdict is None


@pytest.mark.parametrize(
    ("links", "verdict"),
    [
        ((), None),
        (("https://gmis.mhlw.go.jp/s/login",), "discard"),
        (("http://127.0.0.1:8000/demo/?r=1",), "discard"),
        (("mailto:helpdesk@gmis.mhlw.go.jp",), None),
        (("mailto:a@demo.example", "https://demo.example"), "discard"),
    ],
)
def test_any_link_is_one_too_many_where_no_hosts_are_listed(links: tuple[str, ...], verdict: str | None) -> None:
    assert Links().answer(Incoming("a@demo.example", links=links), RECIPIENT, NOW).verdict == verdict


@pytest.mark.parametrize(
    ("link", "verdict"),
    [
        ("https://deai.example", "reject"),
        ("HTTPS://DEAI.example/path?q", "reject"),
        ("https://www.deai.example:8443/", "reject"),
        ("https://deai.example?q", "reject"),
        ("https://deai.example#top", "reject"),
        ("https://good.example@deai.example/", "reject"),
        ("https://not-deai.example/", None),
        ("https://deai.example.org/", None),
        ("https://good.example/deai.example", None),
        ("https://good.example/?next=https://deai.example", None),
        ("https://deai.example@good.example/", None),
    ],
)
def test_a_listed_host_counts_with_whatever_lies_below_it(link: str, verdict: str | None) -> None:
    rule, mail = Links(hosts=["deai.example"], verdict="reject"), Incoming("a@demo.example", links=(link,))
    assert rule.answer(mail, RECIPIENT, NOW).verdict == verdict


def test_one_listed_host_among_other_links_is_enough() -> None:
    mail = Incoming("a@demo.example", links=("https://good.example", "https://deai.example"))
    answer = Links(hosts=["deai.example"]).answer(mail, RECIPIENT, NOW)
    assert (answer.verdict, answer.reason) == ("discard", "本文のURL (deai.example) は拒否するURLの一覧にあります")


@pytest.mark.parametrize(
    ("score", "verdict"), [(-1.9, None), (0.0, None), (4.9, None), (5.0, "junk"), (5.1, "junk"), (1000.0, "junk")]
)
def test_a_score_decides_from_its_threshold_on(score: float, verdict: str | None) -> None:
    answer = SpamScore(mark="[SPAM]").answer(Incoming("a@demo.example", spam_score=score), RECIPIENT, NOW)
    assert answer.verdict == verdict
    assert answer.mark == ("[SPAM]" if verdict else "")
    assert answer.reason == f"点数は {score:.1f} (5.0 以上が迷惑メール) です"


@pytest.mark.parametrize(
    ("not_scored", "reason"), [("", "判定していません"), ("spamdがありません", "spamdがありません")]
)
def test_without_a_score_nothing_is_decided_and_the_reason_is_told(not_scored: str, reason: str) -> None:
    answer = SpamScore(threshold=-100).answer(Incoming("a@demo.example", not_scored=not_scored), RECIPIENT, NOW)
    assert (answer.verdict, answer.reason) == (None, reason)
