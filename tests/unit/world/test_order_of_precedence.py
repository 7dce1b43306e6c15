"""The published order in which each kind of recipient decides, and that of two rules the earlier one does."""

from dataclasses import replace
from datetime import datetime
from itertools import combinations
from typing import Any

import pytest

from gmis_simulator.data import PERSONAS
from gmis_simulator.data.files import read_personas
from gmis_simulator.world.authentication import Authentication
from gmis_simulator.world.clock import JST
from gmis_simulator.world.mailbox import Mailbox
from gmis_simulator.world.rules import AnyRule, BlockList
from gmis_simulator.world.rules.rule import Incoming
from gmis_simulator.world.sender_lists import ListName

READ = read_personas(PERSONAS)
NOW = datetime(2026, 1, 5, 9, 0, tzinfo=JST)
PASSES = Authentication("pass", "pass", "pass", "reject", "")
NOTHING_PASSES = Authentication("fail", "fail", "fail", "reject", "")

PLAIN = [("block-list", "拒否リスト", "discard"), ("safe-senders", "安全な差出人", "inbox")]
DOCOMO = [
    ("block-list", "拒否リスト設定 (アドレス)", "reject"),
    ("forwarder-list", "受信リスト設定 (転送元)", "inbox"),
    ("safe-senders", "受信リスト設定", "inbox"),
    ("block-list", "拒否リスト設定 (ドメイン)", "reject"),
    ("spoofing", "なりすましメールの拒否", "reject"),
    ("not-mobile", "携帯・PHS/パソコンなどのメール設定", "reject"),
    ("virus", "詐欺/ウイルスメール拒否設定", "discard"),
    ("links", "特定URL付きメール拒否設定", "reject"),
]
AU = [
    ("virus", "ウイルスメール規制", "discard"),
    ("must-receive", "受信リスト設定 (必ず受信)", "inbox"),
    ("spoofing", "なりすまし規制 (高)", "discard"),
    ("spoofing", "なりすまし規制 (中)", "discard"),
    ("spoofing", "なりすまし規制 (低)", "discard"),
    ("block-list", "拒否リスト設定", "reject"),
    ("safe-senders", "受信リスト設定", "inbox"),
    ("address-book", "アドレス帳受信設定", "inbox"),
    ("html-mail", "HTMLメール規制", "reject"),
    ("links", "URLリンク規制", "reject"),
    ("not-mobile", "携帯・PHS以外からのメール", "reject"),
    ("spam-score", "迷惑メールおまかせ規制", "discard"),
]
SOFTBANK = [
    ("forwarder-list", "救済リスト", "inbox"),
    ("spoofing", "なりすましメールの拒否", "discard"),
    ("address-book", "ともだちメール安心設定", "inbox"),
    ("links", "URLリンク付きメール拒否設定", "discard"),
    ("safe-senders", "受信許可リスト設定", "inbox"),
    ("block-list", "受信拒否リスト設定", "discard"),
    ("spam-score", "迷惑メールフィルター", "junk"),
]
ORDERS = {
    "out-of-office": PLAIN,
    "clipping": PLAIN,
    "garbling": PLAIN,
    "challenge": [*PLAIN, ("challenge", "差出人への確認", "quarantine")],
    "docomo-strong": DOCOMO,
    "docomo-weak": DOCOMO,
    "au": AU,
    "au-allow-list": AU,
    "au-must-receive": AU,
    "softbank": SOFTBANK,
    "softbank-links-allowed": SOFTBANK,
    "isp": [
        ("virus", "ウイルス検査", "discard"),
        ("block-list", "拒否リスト", "discard"),
        ("safe-senders", "許可リスト", "inbox"),
        ("unknown-sender", "迷惑メールの疑い (件名に印)", "inbox"),
        ("unknown-sender", "迷惑メールの疑い (削除)", "discard"),
    ],
    "outlook": [
        ("virus", "ウイルス検査", "discard"),
        ("block-list", "受信拒否リスト", "junk"),
        ("safe-senders", "信頼できる差出人と宛先", "inbox"),
        ("dmarc", "送信ドメイン認証 (DMARC)", "reject"),
        ("spam-score", "迷惑メール判定 (SpamAssassin)", "junk"),
        ("unknown-sender", "信頼できる差出人からのメールだけを受け取る", "junk"),
    ],
    "gmail": [
        ("virus", "ウイルス検査", "discard"),
        ("block-list", "ブロックした差出人", "junk"),
        ("safe-senders", "フィルタ (迷惑メールにしない)", "inbox"),
        ("dmarc", "送信ドメイン認証 (DMARC)", "reject"),
        ("spam-score", "迷惑メール判定 (SpamAssassin)", "junk"),
    ],
    "hospital-gateway": [
        ("virus", "ウイルス検査", "discard"),
        ("block-list", "拒否リスト", "discard"),
        ("safe-senders", "許可リスト", "inbox"),
        ("dmarc", "送信ドメイン認証 (DMARC)", "reject"),
        ("quarantine", "隔離", "quarantine"),
    ],
    "plain": PLAIN,
    "shared": PLAIN,
    "junk-unknown": [*PLAIN, ("unknown-sender", "知らない差出人", "junk")],
    "discard-unknown": [*PLAIN, ("unknown-sender", "知らない差出人", "discard")],
    "forwarding": PLAIN[:1],
    "slow": [*PLAIN[:1], ("delay", "検査待ち", "delay")],
    "full": [("full-mailbox", "メールボックスの容量", "reject"), *PLAIN],
    "greylisting": [("greylisting", "グレイリスティング", "reject"), *PLAIN],
    "dead": [("dead-address", "宛先の確認", "reject")],
}

LISTS: dict[str, tuple[ListName, str]] = {
    "block-list": ("blocked_senders", "helpdesk@gmis.mhlw.go.jp"),
    "safe-senders": ("safe_senders", "helpdesk@gmis.mhlw.go.jp"),
    "must-receive": ("must_receive", "helpdesk@gmis.mhlw.go.jp"),
    "address-book": ("address_book", "helpdesk@gmis.mhlw.go.jp"),
    "forwarder-list": ("forwarders", "info@old.example"),
}
MAILS: dict[str, dict[str, Any]] = {
    "virus": {"has_virus": True},
    "html-mail": {"is_html": True},
    "spam-score": {"spam_score": 99.0},
    "spoofing": {"authentication": NOTHING_PASSES},
    "dmarc": {"authentication": NOTHING_PASSES},
    "links": {"links": ("https://www.deai.example/",)},
}


def both_decide(first: AnyRule, second: AnyRule, mailbox: Mailbox) -> Incoming:
    """A mail that both rules have an answer to, with the lists and the switches for it; other switches are off."""
    mail: dict[str, Any] = {"authentication": PASSES, "addressed_to": ("info@old.example",)}
    mailbox.lists, mailbox.switches = type(mailbox.lists)(), {}
    for rule in (first, second):
        key, _, value = rule.when.partition("=")
        mailbox.switches |= {key: value or "on"} if key else {}
        mail |= MAILS.get(rule.rule, {})
        if rule.rule in LISTS:
            name, entry = LISTS[rule.rule]
            only_domains = isinstance(rule, BlockList) and rule.entries == "domains"
            mailbox.lists.add(name, "gmis.mhlw.go.jp" if only_domains else entry)
    if "full-mailbox" not in (first.rule, second.rule):
        mailbox.clutter = 0
    if "greylisting" not in (first.rule, second.rule):
        mailbox.first_tries["bounce@mailer.demo.example"] = NOW.replace(year=2025)
    return Incoming("bounce@mailer.demo.example", "helpdesk@gmis.mhlw.go.jp", **mail)


def exclude(first: AnyRule, second: AnyRule) -> bool:
    """Whether they hang on two values of one switch, so that only one of them is ever on."""
    return first.when.partition("=")[0] == second.when.partition("=")[0] != "" and first.when != second.when


@pytest.mark.parametrize("name", READ)
def test_every_persona_decides_in_its_published_order(name: str) -> None:
    assert [(rule.rule, rule.called) for rule in READ[name].rules] == [
        (rule, called) for rule, called, _ in ORDERS[name]
    ]


def decided(name: str, first: AnyRule, second: AnyRule) -> tuple[list[tuple[str, str, str]], str, str]:
    """The answers of that persona's rules to a mail that both of the two have one to, in order, and what came of it."""
    mailbox = Mailbox.of("info@demo.example", name, READ[name])
    verdict = mailbox.judge(both_decide(first, second, mailbox), NOW)
    answers = [(each["rule"], each["name"], each["verdict"]) for each in verdict.trace if each["verdict"]]
    return answers, verdict.rule, verdict.verdict


@pytest.mark.parametrize("name", READ)
def test_of_two_rules_that_both_decide_the_earlier_one_does(name: str) -> None:
    wrong = []
    for (first, earlier), (second, later) in combinations(zip(READ[name].rules, ORDERS[name], strict=True), 2):
        if exclude(first, second):
            continue
        answers, rule, verdict = decided(name, first, second)
        if answers[:2] != [earlier, later] or (rule, verdict) != (earlier[0], earlier[2]):
            wrong.append(f"{earlier} before {later}: it was {rule}, {verdict}, of {answers}")
    assert wrong == [], "\n".join(wrong)


def test_no_order_is_kept_for_a_persona_that_is_none() -> None:
    assert ORDERS.keys() == READ.keys()


RESET_MAIL = Incoming(
    "bounce@mailer.demo.example",
    "helpdesk@gmis.mhlw.go.jp",
    ("info@demo.example",),
    links=("http://127.0.0.1:8000/demo/",),
    authentication=PASSES,
)
UNALIGNED = replace(RESET_MAIL, authentication=Authentication("pass", "pass", "fail", "quarantine", ""))


@pytest.mark.parametrize(
    ("name", "mail", "listed", "rule", "verdict"),
    [
        # docomo: an allow list beats the URL filter and the rule about mail from PCs
        ("docomo-strong", RESET_MAIL, [], "not-mobile", "reject"),
        ("docomo-weak", RESET_MAIL, [], "default", "inbox"),
        ("docomo-weak", replace(RESET_MAIL, **MAILS["links"]), [], "links", "reject"),
        ("docomo-weak", replace(RESET_MAIL, **MAILS["links"]), ["safe_senders"], "safe-senders", "inbox"),
        ("docomo-strong", UNALIGNED, ["safe_senders"], "safe-senders", "inbox"),
        ("docomo-strong", UNALIGNED, ["forwarders"], "forwarder-list", "inbox"),
        # au: a plain allow list loses to the spoofing check, 必ず受信 wins
        ("au", RESET_MAIL, [], "default", "inbox"),
        ("au", UNALIGNED, [], "spoofing", "discard"),
        ("au-allow-list", UNALIGNED, [], "spoofing", "discard"),
        ("au-must-receive", UNALIGNED, [], "must-receive", "inbox"),
        ("au-must-receive", replace(UNALIGNED, has_virus=True), [], "virus", "discard"),
        # SoftBank: an allow-listed sender is refused where URL links are; who is in the address book is not
        ("softbank", RESET_MAIL, ["safe_senders"], "links", "discard"),
        ("softbank", RESET_MAIL, ["address_book"], "address-book", "inbox"),
        ("softbank", replace(RESET_MAIL, links=()), ["safe_senders"], "safe-senders", "inbox"),
        ("softbank-links-allowed", RESET_MAIL, ["safe_senders"], "safe-senders", "inbox"),
        ("softbank-links-allowed", RESET_MAIL, [], "default", "inbox"),
        # others, as they are to begin with
        ("isp", RESET_MAIL, [], "unknown-sender", "inbox"),
        ("gmail", RESET_MAIL, [], "default", "inbox"),
        ("gmail", UNALIGNED, [], "dmarc", "junk"),
        ("outlook", RESET_MAIL, [], "default", "inbox"),
        ("hospital-gateway", RESET_MAIL, [], "quarantine", "quarantine"),
        ("discard-unknown", RESET_MAIL, [], "unknown-sender", "discard"),
        ("junk-unknown", RESET_MAIL, [], "unknown-sender", "junk"),
        ("full", RESET_MAIL, [], "full-mailbox", "reject"),
    ],
)
def test_what_the_order_comes_to_for_the_reset_mail(
    name: str, mail: Incoming, listed: list[ListName], rule: str, verdict: str
) -> None:
    mailbox = Mailbox.of("info@demo.example", name, READ[name])
    for each in listed:
        mailbox.lists.add(each, "info@demo.example" if each == "forwarders" else "helpdesk@gmis.mhlw.go.jp")
    found = mailbox.judge(mail, NOW)
    assert (found.rule, found.verdict) == (rule, verdict)
