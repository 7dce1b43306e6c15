from datetime import datetime
from typing import Literal

import pytest

from gmis_simulator.world.clock import JST
from gmis_simulator.world.rules import (
    AddressBook,
    BlockList,
    ForwarderList,
    MustReceive,
    NotMobile,
    SafeSenders,
    UnknownSender,
)
from gmis_simulator.world.rules.rule import Incoming, Recipient, Rule
from gmis_simulator.world.rules.senders import named_by
from gmis_simulator.world.sender_lists import ListName, SenderLists

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=JST)
HELPDESK = Incoming("bounce@mailer.demo.example", "helpdesk@gmis.mhlw.go.jp", ("Info@old.example", "cc@old.example"))


@pytest.mark.parametrize(
    "entry",
    [
        "helpdesk@gmis.mhlw.go.jp",
        "HELPDESK@gmis.mhlw.go.jp",
        "gmis.mhlw.go.jp",
        "@Gmis.mhlw.go.jp",
        "bounce@mailer.demo.example",
        "mailer.demo.example",
    ],
)
def test_an_entry_names_the_sender_of_header_or_envelope_whatever_its_capitals(entry: str) -> None:
    assert named_by(HELPDESK, ["other@example.com", entry]) == entry


@pytest.mark.parametrize("entry", ["mhlw.go.jp", "other@gmis.mhlw.go.jp", "is.mhlw.go.jp", "@helpdesk", ""])
def test_an_entry_stands_for_exactly_that_address_or_domain(entry: str) -> None:
    assert named_by(HELPDESK, [entry]) is None


def test_a_bounce_has_no_envelope_sender_that_an_entry_could_name() -> None:
    assert named_by(Incoming(""), ["", "@"]) is None
    assert named_by(Incoming("", "mailer-daemon@mx.demo.example"), ["mx.demo.example"]) == "mx.demo.example"


@pytest.mark.parametrize(
    ("rule", "list_name", "verdict"),
    [
        (BlockList(), "blocked_senders", "discard"),
        (BlockList(verdict="junk"), "blocked_senders", "junk"),
        (SafeSenders(), "safe_senders", "inbox"),
        (MustReceive(), "must_receive", "inbox"),
        (AddressBook(), "address_book", "inbox"),
    ],
)
def test_a_list_decides_for_those_in_it_and_for_nobody_else(rule: Rule, list_name: ListName, verdict: str) -> None:
    named, empty = Recipient("info@demo.example"), Recipient("info@demo.example")
    named.lists.add(list_name, "gmis.mhlw.go.jp")
    assert rule.answer(HELPDESK, named, NOW).verdict == verdict
    assert rule.answer(HELPDESK, named, NOW).reason == f"{rule.called}に gmis.mhlw.go.jp があります"
    assert rule.answer(HELPDESK, empty, NOW).verdict is None
    assert rule.answer(HELPDESK, empty, NOW).reason == f"{rule.called}にありません"


@pytest.mark.parametrize(
    ("entries", "listed", "verdict"),
    [
        ("addresses", "helpdesk@gmis.mhlw.go.jp", "discard"),
        ("addresses", "gmis.mhlw.go.jp", None),
        ("addresses", "@gmis.mhlw.go.jp", None),
        ("domains", "helpdesk@gmis.mhlw.go.jp", None),
        ("domains", "gmis.mhlw.go.jp", "discard"),
        ("domains", "@gmis.mhlw.go.jp", "discard"),
    ],
)
def test_a_rule_may_look_at_addresses_or_at_domains_alone(
    entries: Literal["addresses", "domains"], listed: str, verdict: str | None
) -> None:
    recipient = Recipient("info@demo.example", SenderLists(blocked_senders=[listed]))
    assert BlockList(entries=entries).answer(HELPDESK, recipient, NOW).verdict == verdict


@pytest.mark.parametrize(
    ("listed", "verdict"),
    [
        (["gmis.mhlw.go.jp"], None),
        (["mailer.demo.example"], None),
        (["gmis.mhlw.go.jp", "mailer.demo.example"], "inbox"),
        (["@GMIS.mhlw.go.jp", "Mailer.demo.example"], "inbox"),
        (["helpdesk@gmis.mhlw.go.jp"], "inbox"),
        (["bounce@mailer.demo.example"], "inbox"),
        (["other@gmis.mhlw.go.jp", "mailer.demo.example"], None),
    ],
)
def test_where_all_domains_must_be_listed_one_of_the_two_does_not_help(listed: list[str], verdict: str | None) -> None:
    recipient = Recipient("info@demo.example", SenderLists(safe_senders=listed))
    assert SafeSenders(domains="all").answer(HELPDESK, recipient, NOW).verdict == verdict


@pytest.mark.parametrize(
    ("listed", "verdict"),
    [("info@old.example", "inbox"), ("CC@old.example", "inbox"), ("old.example", None), ("info@demo.example", None)],
)
def test_a_forwarder_is_an_address_that_the_mail_was_first_addressed_to(listed: str, verdict: str | None) -> None:
    recipient = Recipient("info@demo.example", SenderLists(forwarders=[listed]))
    assert ForwarderList().answer(HELPDESK, recipient, NOW).verdict == verdict


@pytest.mark.parametrize(
    ("sender", "verdict"),
    [
        ("a@docomo.ne.jp", None),
        ("a@AU.com", None),
        ("a@i.softbank.jp", None),
        ("a@mail.docomo.ne.jp", "discard"),
        ("helpdesk@gmis.mhlw.go.jp", "discard"),
        ("", "discard"),
    ],
)
def test_who_does_not_send_from_a_carriers_domain_is_not_mobile(sender: str, verdict: str | None) -> None:
    answer = NotMobile().answer(Incoming("a@docomo.ne.jp", sender), Recipient("info@demo.example"), NOW)
    assert answer.verdict == verdict


def test_an_unknown_sender_is_whoever_comes_this_far() -> None:
    recipient = Recipient("info@demo.example")
    answer = UnknownSender(verdict="inbox", mark="[meiwaku]").answer(HELPDESK, recipient, NOW)
    assert (answer.verdict, answer.mark) == ("inbox", "[meiwaku]")
    assert answer.reason == "helpdesk@gmis.mhlw.go.jp は知らない差出人です"
    assert "差出人のないメール" in UnknownSender().answer(Incoming(""), recipient, NOW).reason


def test_the_domain_of_a_sender_stands_behind_the_last_at_sign() -> None:
    odd = Incoming("", '"a@docomo.ne.jp"@Mailer.demo.example')
    assert named_by(odd, ["docomo.ne.jp"]) is None
    assert named_by(odd, ["mailer.demo.example"]) == "mailer.demo.example"
    assert NotMobile().answer(odd, Recipient("info@demo.example"), NOW).verdict == "discard"


def test_where_all_domains_must_be_listed_the_reason_names_them_all() -> None:
    recipient = Recipient("info@demo.example", SenderLists(safe_senders=["@mailer.demo.example", "GMIS.mhlw.go.jp"]))
    reason = SafeSenders(domains="all").answer(HELPDESK, recipient, NOW).reason
    assert reason == "安全な差出人に gmis.mhlw.go.jp と mailer.demo.example があります"
