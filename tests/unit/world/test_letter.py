from datetime import datetime, timedelta

from gmis_simulator.world.clock import JST
from gmis_simulator.world.hosts import HELPDESK, mailer_of
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.letter import LetterState, Send
from gmis_simulator.world.world import World

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=JST)
BOUNCES = "bounce@mailer.demo.example"
CLINIC = Institution("ex000000", "見本医院", "info@demo.example", "First-1a")


def make_world() -> World:
    return World("demo", "http://127.0.0.1:8000/demo", now=NOW, seed=1)


def test_a_reset_mail_is_queued_at_once_for_the_registered_address() -> None:
    world = make_world()
    letter = world.letters.add_reset(CLINIC, None, BOUNCES, mailer_of("demo"), NOW)
    assert (letter.number, letter.purpose, letter.recipient, letter.tries) == (1, "reset", "info@demo.example", 0)
    assert letter.state is LetterState.QUEUED
    assert world.agenda.waiting() == [(NOW, Send(letter))]
    event = world.events.after()[-1]
    assert (event.kind, event.data) == (
        "mail.queued",
        {"mail": 1, "sender": HELPDESK, "to": "info@demo.example", "link": None},
    )


def test_letters_of_every_purpose_are_counted_together_and_stay_for_the_record() -> None:
    world = make_world()
    first = world.letters.add_reset(CLINIC, None, BOUNCES, mailer_of("demo"), NOW)
    second = world.letters.add("bounce", "", BOUNCES, mailer_of("demo"), b"Subject: x\r\n\r\n", NOW)
    first.state = LetterState.DELIVERED
    assert [letter.number for letter in world.letters] == [1, 2]
    assert world.letters.waiting() == [second]
    assert world.events.after()[-1].data == {"mail": 2, "sender": "", "to": BOUNCES, "purpose": "bounce"}


def test_a_deferred_letter_is_on_the_agenda_again_and_still_waits() -> None:
    world = make_world()
    letter = world.letters.add_reset(CLINIC, None, BOUNCES, mailer_of("demo"), NOW)
    assert world.agenda.take_due(NOW) == [Send(letter)]

    due = NOW + timedelta(minutes=5)
    world.letters.defer(letter, due)
    assert (letter.state, letter.due) == (LetterState.DEFERRED, due)
    assert world.agenda.waiting() == [(due, Send(letter))]
    assert world.letters.waiting() == [letter]


def test_what_was_delivered_or_bounced_waits_no_longer() -> None:
    world = make_world()
    letter = world.letters.add_reset(CLINIC, None, BOUNCES, mailer_of("demo"), NOW)
    for state, waits in [
        (LetterState.QUEUED, True),
        (LetterState.DEFERRED, True),
        (LetterState.DELIVERED, False),
        (LetterState.BOUNCED, False),
    ]:
        letter.state = state
        assert (letter in world.letters.waiting()) is waits


def test_a_reset_mail_carries_what_it_is_made_of() -> None:
    world = make_world()
    link = world.links.issue("ex000000", None)
    letter = world.letters.add_reset(CLINIC, link, BOUNCES, mailer_of("demo"), NOW)
    assert (letter.institution, letter.link, letter.raw) == (CLINIC, link, None)
    assert (letter.sender, letter.host, letter.queued_at, letter.due) == (BOUNCES, mailer_of("demo"), NOW, NOW)
    assert world.events.after()[-1].data["link"] == link.number == 1


def test_a_message_that_is_written_already_is_queued_as_it_is() -> None:
    world = make_world()
    letter = world.letters.add("forward", "a@demo.example", "b@demo.example", mailer_of("demo"), b"raw", NOW)
    assert (letter.number, letter.purpose, letter.raw) == (1, "forward", b"raw")
    assert (letter.sender, letter.recipient, letter.host) == ("a@demo.example", "b@demo.example", mailer_of("demo"))
    assert (letter.queued_at, letter.due, letter.state) == (NOW, NOW, LetterState.QUEUED)
    assert (letter.institution, letter.link, letter.tries) == (None, None, 0)
    assert world.agenda.waiting() == [(NOW, Send(letter))]
    [event] = world.events.after()
    assert (event.kind, event.data) == (
        "mail.queued",
        {"mail": 1, "sender": "a@demo.example", "to": "b@demo.example", "purpose": "forward"},
    )


def test_a_letter_that_is_held_waits_until_another_to_its_address_has_overtaken_it() -> None:
    world = make_world()
    first, second, other = (
        world.letters.add("mail", "a@demo.example", recipient, mailer_of("demo"), b"raw", NOW)
        for recipient in ("b@demo.example", "b@demo.example", "c@demo.example")
    )
    world.agenda.take_due(NOW)
    until = NOW + timedelta(minutes=10)
    world.letters.hold(first, until)
    assert (first.state, first.due) == (LetterState.DEFERRED, until)
    assert world.letters.held() == [first]
    assert world.letters.is_held("b@demo.example")
    assert not world.letters.is_held("c@demo.example")
    assert world.agenda.waiting() == [(until, Send(first))]

    world.letters.let_go(other, NOW)
    assert world.letters.held() == [first]
    world.letters.let_go(second, NOW + timedelta(minutes=1))
    assert world.letters.held() == []
    assert first.due == NOW + timedelta(minutes=1)
    assert world.agenda.waiting() == [(NOW + timedelta(minutes=1), Send(first)), (until, Send(first))]


def test_a_letter_does_not_overtake_itself() -> None:
    world = make_world()
    letter = world.letters.add("mail", "a@demo.example", "b@demo.example", mailer_of("demo"), b"raw", NOW)
    world.letters.hold(letter, NOW + timedelta(minutes=10))
    world.agenda.take_due(NOW + timedelta(minutes=10))
    world.letters.let_go(letter, NOW + timedelta(minutes=10))
    assert world.letters.held() == []
    assert world.agenda.waiting() == []


def test_a_letter_from_elsewhere_is_there_without_being_queued_again() -> None:
    world, other = make_world(), make_world()
    held, free = (
        other.letters.add("mail", "a@demo.example", recipient, mailer_of("demo"), b"raw", NOW)
        for recipient in ("b@demo.example", "c@demo.example")
    )
    world.letters.put(held, held=True)
    world.letters.put(free, held=False)
    assert list(world.letters) == [held, free]
    assert world.letters.held() == [held]
    assert world.agenda.waiting() == []
    assert world.events.after() == []
