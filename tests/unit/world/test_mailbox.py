from datetime import datetime, timedelta

from gmis_simulator.world.clock import JST
from gmis_simulator.world.mailbox import Delivery, Mailbox, Mailboxes
from gmis_simulator.world.persona import Persona, Switch
from gmis_simulator.world.rules import BlockList, SafeSenders
from gmis_simulator.world.rules.rule import Incoming
from gmis_simulator.world.sender_lists import SenderLists

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=JST)
HELPDESK = Incoming("Bounce@mailer.demo.example", "helpdesk@gmis.mhlw.go.jp")
ODD = Persona(
    title="変わったメールボックス",
    source="assumed",
    entries=SenderLists(blocked_senders=["gmis.mhlw.go.jp"]),
    switches={"filter": Switch(title="フィルター"), "links": Switch(title="リンク")},
    settings={"links": "off"},
    rules=[BlockList(), SafeSenders()],
    clutter=3,
)


def test_a_mailbox_begins_as_its_persona_has_it() -> None:
    mailbox = Mailbox.of("info@demo.example", "odd", ODD)
    assert (mailbox.name, mailbox.persona, mailbox.rules, mailbox.clutter) == ("odd", ODD, ODD.rules, 3)
    assert mailbox.switches == {"filter": "on", "links": "off"}
    assert mailbox.judge(HELPDESK, NOW).verdict == "discard"


def test_what_the_owner_changes_is_the_owners_alone() -> None:
    first, second = (Mailbox.of(f"{name}@demo.example", "odd", ODD) for name in ("first", "second"))
    first.lists.blocked_senders.clear()
    first.switches["links"] = "on"
    assert first.judge(HELPDESK, NOW).verdict == "inbox"
    assert second.judge(HELPDESK, NOW).verdict == "discard"
    assert second.switches == ODD.switched()
    assert ODD.entries.blocked_senders == ["gmis.mhlw.go.jp"]


def test_a_mailbox_without_a_persona_takes_everything() -> None:
    mailbox = Mailbox("info@demo.example")
    assert mailbox.refuse(HELPDESK, NOW) is None
    assert mailbox.judge(HELPDESK, NOW).rule == "default"


def test_it_remembers_when_a_sender_was_here_first_and_how_much_it_holds() -> None:
    mailbox = Mailbox("info@demo.example")
    mailbox.delivered = {"one": Delivery("inbox", NOW), "two": Delivery("junk", NOW)}
    mailbox.refuse(HELPDESK, NOW)
    mailbox.refuse(HELPDESK, NOW + timedelta(minutes=9))
    assert mailbox.first_tries == {"bounce@mailer.demo.example": NOW}
    assert mailbox.stored == 2


def test_a_mailbox_is_found_by_its_address_whatever_its_capitals() -> None:
    mailboxes, mailbox = Mailboxes(), Mailbox("Info@demo.example")
    mailboxes.put(mailbox)
    assert mailboxes.get("INFO@demo.example") is mailbox
    assert mailboxes.get("other@demo.example") is None


def test_a_new_mailbox_takes_the_place_of_the_one_with_its_address() -> None:
    mailboxes, newer = Mailboxes(), Mailbox("INFO@demo.example")
    for mailbox in (Mailbox("info@demo.example"), Mailbox("other@demo.example"), newer):
        mailboxes.put(mailbox)
    assert [mailbox.address for mailbox in mailboxes.all()] == ["INFO@demo.example", "other@demo.example"]


def test_no_clinic_looks_into_the_mailboxes_of_the_far_side() -> None:
    mailboxes, clinic = Mailboxes(), Mailbox("info@demo.example")
    for mailbox in (Mailbox("helpdesk@gmis.mhlw.go.jp", owner="helpdesk"), clinic, Mailbox("o@x.jp", owner="office")):
        mailboxes.put(mailbox)
    assert mailboxes.of_clinics() == [clinic]
