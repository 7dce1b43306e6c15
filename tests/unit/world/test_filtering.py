from datetime import datetime

from gmis_simulator.world.clock import JST
from gmis_simulator.world.filtering import judge, refuse
from gmis_simulator.world.rules import BlockList, DeadAddress, Greylisting, SafeSenders, UnknownSender
from gmis_simulator.world.rules.rule import Incoming, Recipient
from gmis_simulator.world.sender_lists import SenderLists

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=JST)
HELPDESK = Incoming("bounce@mailer.demo.example", "helpdesk@gmis.mhlw.go.jp")


def test_the_first_answer_decides_and_every_answer_is_kept() -> None:
    lists = SenderLists(safe_senders=["helpdesk@gmis.mhlw.go.jp"], blocked_senders=["mailer.demo.example"])
    rules = [UnknownSender(when="trusted-only"), SafeSenders(name="許可リスト"), BlockList()]
    verdict = judge(HELPDESK, rules, Recipient("info@demo.example", lists), NOW)

    assert (verdict.verdict, verdict.rule) == ("inbox", "safe-senders")
    assert verdict.answer.reason == "許可リストに helpdesk@gmis.mhlw.go.jp があります"
    assert verdict.trace == [
        {
            "rule": "unknown-sender",
            "name": "知らない差出人",
            "verdict": None,
            "reason": "受信設定でオフになっています",
        },
        {
            "rule": "safe-senders",
            "name": "許可リスト",
            "verdict": "inbox",
            "reason": "許可リストに helpdesk@gmis.mhlw.go.jp があります",
        },
        {
            "rule": "block-list",
            "name": "拒否リスト",
            "verdict": "discard",
            "reason": "拒否リストに mailer.demo.example があります",
        },
        {
            "rule": "default",
            "name": "既定の動作",
            "verdict": "inbox",
            "reason": "どの規則にも当てはまらないので受信トレイに入れます",
        },
    ]


def test_where_no_rule_answers_the_mail_goes_to_the_inbox_and_the_trace_says_so() -> None:
    verdict = judge(HELPDESK, [BlockList()], Recipient("info@demo.example"), NOW)
    assert (verdict.verdict, verdict.rule, verdict.answer.verdict) == ("inbox", "default", "inbox")
    assert [(each["rule"], each["verdict"]) for each in verdict.trace] == [("block-list", None), ("default", "inbox")]
    assert judge(HELPDESK, [], Recipient("info@demo.example"), NOW).rule == "default"


def test_at_rcpt_only_the_rules_about_the_envelope_are_asked() -> None:
    rules = [DeadAddress(when="gone"), Greylisting(), UnknownSender(verdict="discard")]
    refused = refuse(Incoming("bounce@mailer.demo.example"), rules, Recipient("info@demo.example"), NOW)
    assert refused
    assert (refused.verdict, refused.rule) == ("reject", "greylisting")
    assert refused.answer.reply.startswith("450 4.2.0 <info@demo.example>: ")
    assert [(each["rule"], each["verdict"]) for each in refused.trace] == [
        ("dead-address", None),
        ("greylisting", "reject"),
    ]


def test_at_rcpt_a_mail_that_no_rule_refuses_goes_on() -> None:
    recipient = Recipient("info@demo.example", SenderLists(blocked_senders=["mailer.demo.example"]))
    assert refuse(Incoming("bounce@mailer.demo.example"), [BlockList()], recipient, NOW) is None
    assert refuse(Incoming("bounce@mailer.demo.example"), [], recipient, NOW) is None
