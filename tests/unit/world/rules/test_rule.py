from datetime import datetime

import pytest
from pydantic import ValidationError

from gmis_simulator.world.clock import JST
from gmis_simulator.world.rules import BlockList, UnknownSender
from gmis_simulator.world.rules.rule import Incoming, Recipient
from gmis_simulator.world.sender_lists import SenderLists

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=JST)
HELPDESK = Incoming("bounce@mailer.demo.example", "helpdesk@gmis.mhlw.go.jp")


@pytest.mark.parametrize(
    ("when", "switches", "on"),
    [
        ("", {}, True),
        ("filter", {"filter": "on"}, True),
        ("filter", {"filter": "off"}, False),
        ("filter", {}, False),
        ("links=refuse", {"links": "refuse"}, True),
        ("links=refuse", {"links": "receive"}, False),
        ("links=refuse", {"links": "on"}, False),
        ("links=refuse", {"filter": "refuse"}, False),
    ],
)
def test_a_rule_works_only_while_its_switch_is_on(when: str, switches: dict[str, str], on: bool) -> None:
    answer = UnknownSender(when=when).answer(HELPDESK, Recipient("info@demo.example", switches=switches), NOW)
    assert answer.verdict == ("junk" if on else None)
    assert ("オフ" in answer.reason) is not on


@pytest.mark.parametrize("when", ["Filter", "links=", "=on", "links = refuse", "a=b=c", "リンク"])
def test_a_switch_that_cannot_be_named_is_refused(when: str) -> None:
    with pytest.raises(ValidationError, match="when"):
        UnknownSender(when=when)


@pytest.mark.parametrize(
    ("rule", "reply"),
    [
        (BlockList(verdict="reject"), "550 5.1.1 <info@demo.example>: User unknown"),
        (BlockList(verdict="discard"), ""),
        (BlockList(verdict="junk"), ""),
    ],
)
def test_only_who_is_rejected_hears_of_it_as_of_an_unknown_user(rule: BlockList, reply: str) -> None:
    recipient = Recipient("info@demo.example", SenderLists(blocked_senders=["gmis.mhlw.go.jp"]))
    answer = rule.answer(HELPDESK, recipient, NOW)
    assert (answer.verdict, answer.reply) == (rule.verdict, reply)


def test_a_rule_is_called_what_the_recipients_side_calls_it() -> None:
    assert BlockList().called == "拒否リスト"
    assert BlockList(name="受信拒否リスト").called == "受信拒否リスト"
