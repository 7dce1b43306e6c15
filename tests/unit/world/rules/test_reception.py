from datetime import datetime, timedelta

import pytest

from gmis_simulator.world.clock import JST
from gmis_simulator.world.mailbox import Delivery, Mailbox
from gmis_simulator.world.persona import Persona
from gmis_simulator.world.rules import DeadAddress, FullMailbox, Greylisting
from gmis_simulator.world.rules.rule import Incoming

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=JST)
HELPDESK = Incoming("bounce@mailer.demo.example")


def test_a_dead_address_refuses_everything_for_good() -> None:
    mailbox = Mailbox("info@demo.example", rules=[DeadAddress()])
    for days in (0, 1, 365):
        refused = mailbox.refuse(HELPDESK, NOW + timedelta(days=days))
        assert refused
        assert refused.answer.reply.startswith("550 5.1.1 <info@demo.example>: ")


def test_a_full_mailbox_refuses_for_now_until_there_is_room() -> None:
    persona = Persona(title="小さい", source="assumed", clutter=2, rules=[FullMailbox(capacity=3)])
    mailbox = Mailbox.of("info@demo.example", "small", persona)
    assert mailbox.refuse(HELPDESK, NOW) is None
    mailbox.delivered["first"] = Delivery("inbox", NOW)

    refused = mailbox.refuse(HELPDESK, NOW)
    assert refused
    assert refused.answer.reply == "452 4.2.2 <info@demo.example>: mailbox is full"
    assert "3通のうち3通" in refused.answer.reason

    mailbox.clutter = 0
    assert mailbox.refuse(HELPDESK, NOW) is None
    assert mailbox.judge(HELPDESK, NOW).verdict == "inbox"


@pytest.mark.parametrize(
    ("tries", "taken"),
    [
        ([0], [False]),
        ([0, 1, 4.99], [False, False, False]),
        ([0, 5], [False, True]),
        ([0, 1, 6], [False, False, True]),
        ([0, 5, 6, 60 * 24 * 30], [False, True, True, True]),
    ],
)
def test_greylisting_takes_what_is_tried_again_minutes_after_the_first_try(
    tries: list[float], taken: list[bool]
) -> None:
    mailbox = Mailbox("info@demo.example", rules=[Greylisting(minutes=5)])
    assert [mailbox.refuse(HELPDESK, NOW + timedelta(minutes=minutes)) is None for minutes in tries] == taken


def test_greylisting_knows_each_sender_apart_whatever_its_capitals() -> None:
    mailbox, later = Mailbox("info@demo.example", rules=[Greylisting()]), NOW + timedelta(minutes=5)
    first = mailbox.refuse(HELPDESK, NOW)
    assert first
    assert first.answer.reply.startswith("450 4.2.0 <info@demo.example>: ")
    assert mailbox.refuse(Incoming("other@demo.example"), later) is not None
    assert mailbox.refuse(Incoming("BOUNCE@mailer.demo.example"), later) is None


def test_what_greylisting_lets_in_it_does_not_reject_after_its_text_came() -> None:
    mailbox, later = Mailbox("info@demo.example", rules=[Greylisting()]), NOW + timedelta(minutes=5)
    assert mailbox.refuse(HELPDESK, NOW) is not None
    assert mailbox.refuse(HELPDESK, later) is None
    assert mailbox.judge(HELPDESK, later).verdict == "inbox"
