"""Nothing that a world holds is forgotten by its snapshot: a new field is in it, or stands here with a reason."""

import json
from dataclasses import MISSING, Field, fields
from datetime import datetime, timedelta
from typing import Any

import pytest

from gmis_simulator.world import snapshot
from gmis_simulator.world.clock import JST
from gmis_simulator.world.events import Event
from gmis_simulator.world.faults import Fault
from gmis_simulator.world.hosts import Host
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.letter import Letter, LetterState
from gmis_simulator.world.mailbox import Delivery, Mailbox
from gmis_simulator.world.persona import Persona
from gmis_simulator.world.personas import Personas
from gmis_simulator.world.reset_link import ResetLink
from gmis_simulator.world.rules.reception import DeadAddress
from gmis_simulator.world.sender_lists import SenderLists
from gmis_simulator.world.session import Session
from gmis_simulator.world.snapshot import State
from gmis_simulator.world.world import World

NOON = datetime(2026, 1, 15, 12, 0, tzinfo=JST)
PERSONAS = Personas({"other": {"title": "別", "source": "assumed: a test", "rules": [{"rule": "dead-address"}]}})

LEFT_OUT: dict[type, dict[str, str]] = {
    Mailbox: {
        "persona": "found again by its name",
        "stored": "counted whenever a mail comes",
    },
    Letter: {"institution": "named by its username"},
}
PUT_IN: dict[type, dict[str, str]] = {Letter: {"username": "of its institution", "held": "waits to be overtaken"}}

PARTS = {
    "personas": "left out: the server has them out of its files",
    "name": "stands in the document beside the state",
    "url": "url",
    "seed": "seed",
    "settings": "settings",
    "defects": "defects",
    "clock": {"_origin": "now", "_since": "now", "standing": "standing"},
    "tokens": {"_seed": "seed", "_seeded": "random"},
    "key": "key",
    "events": {"_events": "events", "_listeners": "left out: who listens belongs to the server"},
    "agenda": {"_entries": "agenda", "_added": "agenda, in order", "_listeners": "left out, as those of events"},
    "faults": {"active": "faults", "added": "faults_added"},
    "accounts": {"_institutions": "institutions", "_hashes": "left out: hashes for nobody, made when needed"},
    "sessions": {"_sessions": "sessions"},
    "links": {"_links": "links"},
    "mailboxes": {"_mailboxes": "mailboxes"},
    "letters": {"_letters": "letters", "_held": "letters, by held"},
    "resets": {},
    "presses": {"shown": "pages_shown", "seen": "presses_seen"},
    "office": {"in_progress": "in_progress", "_world": "the name"},
}
"""What becomes of every attribute of a world, and of those of its parts that are no other part of it."""


def a_full_world() -> World:
    """A world in which every field of everything has another value than by default."""
    world = World("demo", "http://127.0.0.1:8000/demo", now=NOON, seed=1, personas=PERSONAS)
    later = NOON + timedelta(hours=1)
    institution = Institution(
        "ex000000",
        "見本クリニック",
        "info@demo.example",
        "First-1x",
        ["hash"],
        "大阪",
        False,
        False,
        3,
        later,
        NOON,
        [NOON],
        removed=True,
    )
    world.accounts.put(institution)
    link = ResetLink(1, "token", "ex000000", NOON, "/gmis/", spent=True, revoked=True)
    world.links.put(link)
    world.sessions.put(
        Session("id", "ex000000", NOON, must_change=True, start_url="/gmis/", press="1-x", saved=True, void=True)
    )
    world.presses.of_next_page()
    world.presses.seen.add("1-x")
    world.mailboxes.put(
        Mailbox(
            "info@demo.example",
            SenderLists(safe_senders=["example.jp"]),
            {"switch": "off"},
            stored=7,
            clutter=8,
            first_tries={"a@b.example": NOON},
            name="other",
            persona=PERSONAS["other"],
            rules=PERSONAS["other"].rules,
            owner="office",
            forward_to="other@demo.example",
            members=["incho@demo.example"],
            rewrites_sender=True,
            answered=["helpdesk@gmis.mhlw.go.jp"],
            delivered={"old": Delivery("junk", NOON, "a@b.example", b"raw")},
        )
    )
    world.letters.put(
        Letter(
            1, "mail", "a@b.example", "info@demo.example", Host("mail.b.example", "192.0.2.1"), NOON, later,
            institution, link, b"raw", LetterState.DEFERRED, 4,
        ),
        held=True,
    )  # fmt: skip
    world.faults.active.append(Fault(1, "latency", "/s/", NOON, 2, later, 1.5, 3))
    world.events.append("link.issued", link=1)
    return world


def restored(world: World) -> World:
    """``world`` out of its document, where its mail has another ID now."""
    state = State.model_validate_json(snapshot.state_of(world).model_dump_json())
    return snapshot.restored(world.name, world.url, state, PERSONAS, {"old": "new"})


def everything(world: World) -> dict[type, Any]:
    """One of each dataclass that a world holds."""
    (institution,), (session,), (link,), (letter,) = world.accounts.ever(), world.sessions, world.links, world.letters
    mailbox = world.mailboxes.get("info@demo.example")
    assert mailbox
    (delivery,), (fault,), (event,) = mailbox.delivered.values(), world.faults.active, world.events.after()
    found = (institution, session, link, letter, mailbox, delivery, fault, event)
    return {type(each): each for each in found}


def default(field: Field[Any]) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


@pytest.mark.parametrize("kind", [Institution, Session, ResetLink, Letter, Mailbox, Delivery, Fault, Event])
def test_every_field_comes_back_with_the_value_that_it_had(kind: type) -> None:
    before, after = everything(a_full_world())[kind], everything(restored(a_full_world()))[kind]
    for field in fields(kind):
        value = getattr(before, field.name)
        assert value != default(field), f"give {kind.__name__}.{field.name} another value than its default in this test"
        if field.name == "delivered":
            value = {"new": value["old"]}
        if field.name != "stored":  # found again by itself
            assert _plain(getattr(after, field.name)) == _plain(value), field.name


def _plain(value: Any) -> Any:
    """What can be compared: an institution or a link by what it holds."""
    return vars(value) if isinstance(value, ResetLink | Institution) else value


@pytest.mark.parametrize(
    ("kind", "where"),
    [
        (Institution, "institutions"),
        (Session, "sessions"),
        (ResetLink, "links"),
        (Letter, "letters"),
        (Mailbox, "mailboxes"),
        (Fault, "faults"),
        (Event, "events"),
    ],
)
def test_every_field_is_in_the_document_or_is_left_out_for_a_reason(kind: type, where: str) -> None:
    document = json.loads(snapshot.state_of(a_full_world()).model_dump_json())[where][-1]
    expected = {field.name for field in fields(kind)} - LEFT_OUT.get(kind, {}).keys() | PUT_IN.get(kind, {}).keys()
    assert document.keys() == expected, f"world/snapshot.py does not hold what {kind.__name__} does"


def test_every_part_of_a_world_is_in_the_document_or_is_left_out_for_a_reason() -> None:
    world = a_full_world()
    assert vars(world).keys() == PARTS.keys(), "say in PARTS what a snapshot does with it"
    parts = [part for part in vars(world).values() if hasattr(part, "__dict__")]
    for name, known in PARTS.items():
        if isinstance(known, dict):
            own = {
                attribute
                for attribute, value in vars(getattr(world, name)).items()
                if not callable(value) and not any(value is part for part in parts)
            }
            assert own == known.keys(), f"say in PARTS what a snapshot does with it: {name}"


def test_every_field_of_the_state_is_somebodys() -> None:
    said = " ".join(str(known) for known in PARTS.values())
    assert [name for name in State.model_fields if name not in said] == []


def test_a_mailbox_with_rules_of_its_own_keeps_them_and_one_of_a_persona_has_the_personas() -> None:
    world = a_full_world()
    own: list[Any] = [DeadAddress(rule="dead-address")]
    world.mailboxes.put(Mailbox("own@demo.example", rules=own))
    back = restored(world)
    kept, of_persona = (back.mailboxes.get(f"{name}@demo.example") for name in ("own", "info"))
    assert kept
    assert of_persona
    assert (kept.name, kept.rules) == (None, own)
    assert of_persona.rules == PERSONAS["other"].rules
    assert isinstance(of_persona.persona, Persona)


def test_a_mail_that_is_done_with_leaves_its_text_behind() -> None:
    world = a_full_world()
    (letter,) = world.letters
    letter.state = LetterState.DELIVERED
    (back,) = restored(world).letters
    assert (back.state, back.raw) == (LetterState.DELIVERED, None)
