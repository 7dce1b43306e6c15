"""What a world does that came out of its snapshot: it goes on as the other one would have."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from gmis_simulator.world import snapshot
from gmis_simulator.world.clock import JST
from gmis_simulator.world.faults import EndFault, Fault
from gmis_simulator.world.hosts import HELPDESK, mailer_of
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.jobs import Deliver, Release, Visit
from gmis_simulator.world.letter import Letter, LetterState, Send
from gmis_simulator.world.mailbox import Delivery, Mailbox
from gmis_simulator.world.office import Register
from gmis_simulator.world.personas import Personas
from gmis_simulator.world.received import Received
from gmis_simulator.world.settings import Settings
from gmis_simulator.world.snapshot import State
from gmis_simulator.world.world import World

pytestmark = pytest.mark.usefixtures("english")

NOON = datetime(2026, 1, 15, 12, 0, tzinfo=JST)
LATER = NOON + timedelta(hours=1)
URL = "http://127.0.0.1:8000/demo"
PERSONAS = Personas({"dead": {"title": "廃止", "source": "assumed: a test", "rules": [{"rule": "dead-address"}]}})
OPEN = Personas({"dead": {"title": "再開", "source": "assumed: a test", "rules": []}})


def make_world(seed: int | None = 1, settings: Settings | None = None, standing: bool = True) -> World:
    """A world that stands still unless told otherwise, with one institution."""
    world = World("demo", URL, settings=settings, now=NOON, standing=standing, seed=seed, personas=PERSONAS)
    world.accounts.put(Institution("ex000000", "見本医院", "info@demo.example", "First-1a"))
    return world


def state_of(world: World, **changed: Any) -> State:
    """The document of ``world``, written and read, where something may have been ``changed`` by hand."""
    return State.model_validate_json(snapshot.state_of(world).model_dump_json()).model_copy(update=changed)


def restored(state: State, personas: Personas = PERSONAS) -> World:
    return snapshot.restored("again", "http://127.0.0.1:9000/again", state, personas, {"old": "new"})


def test_it_has_the_name_and_the_address_that_it_is_given_now_and_the_document_says_the_one_before() -> None:
    state = state_of(make_world())
    world = restored(state)
    assert state.url == URL
    assert (world.name, world.url) == ("again", "http://127.0.0.1:9000/again")
    assert world.personas is PERSONAS


def test_its_clock_stands_where_the_other_one_stood() -> None:
    before = make_world()
    before.clock.advance(timedelta(hours=5))
    world = restored(state_of(before))
    assert (world.clock.now(), world.clock.standing) == (NOON + timedelta(hours=5), True)


def test_a_clock_that_ran_runs_on() -> None:
    assert restored(state_of(make_world(standing=False))).clock.standing is False
    assert restored(state_of(make_world(standing=False))).clock.now() >= NOON


def test_it_has_the_settings_that_the_other_one_had_last() -> None:
    before = make_world(settings=Settings(password_history=9))
    before.change_settings({"lockout_failures": 2})
    assert restored(state_of(before)).settings == Settings(password_history=9, lockout_failures=2)


def test_it_gives_the_tokens_that_the_other_one_would_have_given_next() -> None:
    before = make_world()
    before.tokens.token()
    world = restored(state_of(before))
    assert world.seed == 1
    assert [world.tokens.token() for _ in range(3)] == [before.tokens.token() for _ in range(3)]


def test_without_a_seed_it_goes_on_without_one() -> None:
    before = make_world(seed=None)
    assert state_of(before).random is None
    world = restored(state_of(before))
    assert world.seed is None
    assert world.tokens.state() is None
    assert world.tokens.token() != before.tokens.token()


def test_half_of_what_tells_a_random_source_is_no_source_to_go_on_from() -> None:
    seeded = state_of(make_world())
    assert restored(seeded.model_copy(update={"random": None})).tokens.token() == make_world().tokens.token()
    assert restored(seeded.model_copy(update={"seed": None})).tokens.state() is None


@pytest.mark.parametrize("seed", [1, None])
def test_it_signs_with_the_key_of_the_other_one(seed: int | None) -> None:
    before = make_world(seed=seed)
    before.key = bytes(range(32))
    assert restored(state_of(before)).key == bytes(range(32))


@pytest.mark.parametrize(
    ("job", "expected"),
    [
        (Register("ex000000", "n@demo.example"), Register("ex000000", "n@demo.example")),
        (EndFault(7), EndFault(7)),
        (Release("info@demo.example", "old"), Release("info@demo.example", "new")),
        (Release("info@demo.example", "kept"), Release("info@demo.example", "kept")),
        (Visit("info@demo.example", "old", ("a", "b")), Visit("info@demo.example", "new", ("a", "b"))),
        (Visit("info@demo.example", "kept", ("a",)), Visit("info@demo.example", "kept", ("a",))),
        (
            Deliver("info@demo.example", Received("a@b.example", b"\xffraw", "件名", "1@b.example", (("X-A", "1"),))),
            Deliver("info@demo.example", Received("a@b.example", b"\xffraw", "件名", "1@b.example", (("X-A", "1"),))),
        ),
    ],
)
def test_what_is_to_be_done_is_to_be_done_at_its_moment_on_mails_by_their_new_ids(
    job: object, expected: object
) -> None:
    before = make_world()
    before.agenda.add(LATER, job)
    assert restored(state_of(before)).agenda.waiting() == [(LATER, expected)]


def test_a_letter_that_is_to_be_sent_is_the_one_that_is_there() -> None:
    before = make_world()
    for number in range(3):
        before.letters.add("mail", "a@demo.example", f"{number}@demo.example", mailer_of("demo"), b"raw", NOON)
    world = restored(state_of(before))
    letters = list(world.letters)
    assert [letter.recipient for letter in letters] == ["0@demo.example", "1@demo.example", "2@demo.example"]
    assert world.agenda.waiting() == [(NOON, Send(letter)) for letter in letters]


def test_a_letter_that_is_to_be_sent_but_is_not_there_is_refused() -> None:
    before = make_world()
    before.letters.add("mail", "a@demo.example", "b@demo.example", mailer_of("demo"), b"raw", NOON)
    with pytest.raises(ValueError, match=r"^letter 1 is to be sent, but it is not in the document$"):
        restored(state_of(before, letters=[]))


def test_a_reset_mail_is_to_the_same_institution_with_the_same_link() -> None:
    before = make_world()
    before.resets.request("ex000000")
    world = restored(state_of(before))
    [letter], [link] = world.letters, world.links
    assert letter.institution is world.accounts.holder("ex000000")
    assert letter.link is link
    assert letter.raw is None


def test_a_letter_of_nobody_carries_neither_institution_nor_link() -> None:
    before = make_world()
    before.letters.add("bounce", "", HELPDESK, mailer_of("demo"), b"raw", NOON)
    [letter] = restored(state_of(before)).letters
    assert (letter.purpose, letter.sender, letter.institution, letter.link) == ("bounce", "", None, None)
    assert letter.raw == b"raw"


def test_a_link_that_a_letter_carries_but_is_not_there_is_refused() -> None:
    before = make_world()
    before.resets.request("ex000000")
    with pytest.raises(ValueError, match=r"^letter 1 carries a link that is not in the document$"):
        restored(state_of(before, links=[]))


@pytest.mark.parametrize("done", [LetterState.DELIVERED, LetterState.BOUNCED])
def test_the_text_of_a_letter_goes_along_only_while_it_may_be_sent(done: LetterState) -> None:
    before = make_world()
    letters = [
        before.letters.add("mail", "a@demo.example", "b@demo.example", mailer_of("demo"), b"raw", NOON)
        for _ in range(3)
    ]
    letters[1].state, letters[2].state = LetterState.DEFERRED, done
    assert [letter.raw for letter in state_of(before).letters] == [b"raw", b"raw", None]


def test_what_waited_to_be_overtaken_waits_on_and_what_did_not_does_not() -> None:
    before = make_world()
    held = before.letters.add("mail", "a@demo.example", "held@demo.example", mailer_of("demo"), b"raw", NOON)
    before.letters.add("mail", "a@demo.example", "other@demo.example", mailer_of("demo"), b"raw", NOON)
    before.letters.hold(held, LATER)
    assert [letter.held for letter in state_of(before).letters] == [True, False]
    world = restored(state_of(before))
    first, _ = world.letters
    assert world.letters.held() == [first]
    assert world.letters.is_held("held@demo.example")
    assert not world.letters.is_held("other@demo.example")


def test_whose_change_of_address_is_in_progress_is_known() -> None:
    before = make_world()
    before.office.in_progress |= {"ex000001", "ex000000"}
    assert state_of(before).in_progress == ["ex000000", "ex000001"]
    assert restored(state_of(before)).office.in_progress == {"ex000000", "ex000001"}


def test_faults_are_on_as_they_were_and_the_next_one_has_a_number_of_its_own() -> None:
    before = make_world()
    before.faults.add("latency", times=2)
    before.faults.add("drip")
    before.faults.end(1, "hand")
    world = restored(state_of(before))
    assert [(fault.number, fault.kind) for fault in world.faults.active] == [(2, "drip")]
    assert world.faults.add("latency").number == 3


def test_a_fault_that_is_unknown_here_is_refused_with_the_nearest() -> None:
    state = state_of(make_world(), faults=[Fault(1, "latencey", "", NOON)])
    with pytest.raises(ValueError, match=r"^fault 'latencey' is unknown; did you mean 'latency'\? allowed: latency, "):
        restored(state)


def test_a_mailbox_is_of_its_persona_as_that_is_here() -> None:
    before = make_world()
    before.put_mailbox("info@demo.example", "dead")
    [written] = [mailbox for mailbox in state_of(before).mailboxes if mailbox.address == "info@demo.example"]
    assert (written.name, written.rules) == ("dead", None)
    mailbox = restored(state_of(before), OPEN).mailboxes.get("info@demo.example")
    assert mailbox
    assert (mailbox.persona, list(mailbox.rules)) == (OPEN["dead"], [])


def test_a_mailbox_of_a_persona_that_is_unknown_here_is_refused_with_the_nearest() -> None:
    before = make_world()
    before.put_mailbox("info@demo.example", "dead")
    here = Personas({"deed": {"title": "別", "source": "assumed: a test", "rules": []}})
    with pytest.raises(ValueError, match=r"^persona 'dead' is unknown; did you mean 'deed'\? allowed: deed$"):
        restored(state_of(before), here)


def test_mails_are_known_by_their_new_ids_in_mailboxes_and_events_and_by_the_old_where_there_is_no_new_one() -> None:
    before = make_world()
    delivered = {"old": Delivery("inbox", NOON), "kept": Delivery("junk", NOON)}
    before.mailboxes.put(Mailbox("info@demo.example", delivered=delivered))
    before.events.append("mail.delivered", id="old", to="info@demo.example")
    before.events.append("mail.delivered", id="kept")
    before.events.append("world.created")
    world = restored(state_of(before))
    mailbox = world.mailboxes.get("info@demo.example")
    assert mailbox
    assert mailbox.delivered == {"new": Delivery("inbox", NOON), "kept": Delivery("junk", NOON)}
    assert [event.data for event in world.events.after()] == [
        {"id": "new", "to": "info@demo.example"},
        {"id": "kept"},
        {},
    ]


def test_the_log_goes_on_after_the_events_that_were() -> None:
    before = make_world()
    before.clock.advance(timedelta(hours=1))
    first = before.events.append("world.created")
    world = restored(state_of(before))
    assert world.events.after() == [first]
    assert world.events.append("clock.moved").seq == 2


@pytest.mark.parametrize(("key", "wrong"), [("more", 1), ("key", "c2hvcnQ=")])
def test_a_document_in_which_something_is_left_over_or_too_short_is_none(key: str, wrong: object) -> None:
    document = snapshot.state_of(make_world()).model_dump(mode="json")
    with pytest.raises(ValidationError, match=key):
        State.model_validate(document | {key: wrong})


def test_of_two_letters_that_are_alike_only_the_one_that_is_held_waits() -> None:
    before = make_world()
    same = [Letter(1, "mail", "a@b.example", "c@demo.example", mailer_of("demo"), NOON, LATER) for _ in range(2)]
    for letter in same:
        before.letters.put(letter, held=letter is same[0])
    assert [letter.held for letter in state_of(before).letters] == [True, False]
