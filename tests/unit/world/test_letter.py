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
