"""A world as one document, and a world out of it that goes on exactly where the other one was."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from gmis_api.language import N_, _
from gmis_simulator.world.events import Event
from gmis_simulator.world.faults import KINDS, EndFault, Fault
from gmis_simulator.world.hosts import Host
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.jobs import Deliver, Release, Visit
from gmis_simulator.world.letter import Letter, LetterState, Purpose, Send
from gmis_simulator.world.mailbox import Delivery, Mailbox, Owner
from gmis_simulator.world.names import unknown
from gmis_simulator.world.office import Register
from gmis_simulator.world.persona import NO_FILTER
from gmis_simulator.world.personas import Personas
from gmis_simulator.world.reset_link import ResetLink
from gmis_simulator.world.rules import AnyRule
from gmis_simulator.world.sender_lists import SenderLists
from gmis_simulator.world.session import Session
from gmis_simulator.world.settings import Settings
from gmis_simulator.world.world import World

VERSION = 1


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", ser_json_bytes="base64", val_json_bytes="base64")


class _Mailbox(_Part):
    """``rules`` of its own, or None: those of the persona ``name``."""

    address: str
    name: str | None
    owner: Owner
    rules: list[AnyRule] | None
    lists: SenderLists
    switches: dict[str, str]
    clutter: int
    first_tries: dict[str, datetime]
    forward_to: str | None
    delivered: dict[str, Delivery]
    members: list[str] = []
    rewrites_sender: bool = False
    answered: list[str] = []


class _Letter(_Part):
    """``username`` and ``link`` (a token) in the place of what they name; ``raw`` None: not written yet, or done."""

    number: int
    purpose: Purpose
    sender: str
    recipient: str
    host: Host
    queued_at: datetime
    due: datetime
    username: str | None
    link: str | None
    raw: bytes | None
    state: LetterState
    tries: int
    held: bool


class _Send(_Part):
    send: int  # the letter's number


class _Job(_Part):
    due: datetime
    job: _Send | Deliver | Release | Visit | Register | EndFault


class State(_Part):
    """All that a world holds. ``url``: where its pages were."""

    url: str
    seed: int | None
    random: tuple[Any, ...] | None
    key: bytes = Field(min_length=32, max_length=32)
    now: datetime
    standing: bool
    settings: Settings
    institutions: list[Institution]
    sessions: list[Session]
    links: list[ResetLink]
    mailboxes: list[_Mailbox]
    letters: list[_Letter]
    agenda: list[_Job]
    in_progress: list[str]
    faults: list[Fault]
    faults_added: int
    defects: list[str]
    events: list[Event]
    pages_shown: int = 0  # with a form whose press counts once
    presses_seen: list[str] = []


def state_of(world: World) -> State:
    """What ``world`` holds now; nothing of it may be under way."""
    held = world.letters.held()
    return State(
        url=world.url,
        seed=world.seed,
        random=world.tokens.state(),
        key=world.key,
        now=world.clock.now(),
        standing=world.clock.standing,
        settings=world.settings,
        institutions=world.accounts.ever(),
        sessions=list(world.sessions),
        links=list(world.links),
        mailboxes=[_mailbox_state(mailbox) for mailbox in world.mailboxes.all()],
        letters=[_letter_state(letter, letter in held) for letter in world.letters],
        agenda=[_job_state(due, job) for due, job in world.agenda.waiting()],
        in_progress=sorted(world.office.in_progress),
        faults=world.faults.active,
        faults_added=world.faults.added,
        defects=world.defects,
        events=world.events.after(),
        pages_shown=world.presses.shown,
        presses_seen=sorted(world.presses.seen),
    )


def restored(name: str, url: str, state: State, personas: Personas, ids: Mapping[str, str]) -> World:
    """The world again; ``ids``: the inbox's new ID of each mail by its old one.

    Raises ValueError for a persona or a fault that is unknown here, and for what does not fit together.
    """
    world = World(
        name, url, settings=state.settings, now=state.now, standing=state.standing, seed=state.seed, personas=personas
    )
    world.key = state.key
    if state.random is not None and state.seed is not None:
        world.tokens.go_on_from(state.random)
    for institution in state.institutions:
        world.accounts.put(institution)
    for session in state.sessions:
        world.sessions.put(session)
    for link in state.links:
        world.links.put(link)
    for mailbox in state.mailboxes:
        world.mailboxes.put(_mailbox(mailbox, personas, ids))
    for letter in state.letters:
        world.letters.put(_letter(letter, world), held=letter.held)
    for job in state.agenda:
        world.agenda.add(job.due, _job(job.job, world, ids))
    world.office.in_progress |= set(state.in_progress)
    _put_faults(world, state)
    world.presses.shown, world.presses.seen = state.pages_shown, set(state.presses_seen)
    world.defects = list(state.defects)
    for event in state.events:
        known = {"id": ids[event.data["id"]]} if event.data.get("id") in ids else {}
        world.events.put(replace(event, data=event.data | known))
    return world


def _put_faults(world: World, state: State) -> None:
    for fault in state.faults:
        if fault.kind not in KINDS:
            raise ValueError(unknown(fault.kind, KINDS, N_("fault")))
        world.faults.active.append(fault)
    world.faults.added = state.faults_added


def _kept(part: type[_Part], of: object) -> dict[str, Any]:
    """What ``part`` describes, out of what has attributes of those names."""
    return {name: getattr(of, name) for name in part.model_fields if hasattr(of, name)}


def _mailbox_state(mailbox: Mailbox) -> _Mailbox:
    return _Mailbox(**_kept(_Mailbox, mailbox) | {"rules": list(mailbox.rules) if mailbox.name is None else None})


def _mailbox(state: _Mailbox, personas: Personas, ids: Mapping[str, str]) -> Mailbox:
    if state.name is not None and state.name not in personas:
        raise ValueError(personas.unknown(state.name))
    persona = personas[state.name] if state.name else NO_FILTER
    made = {
        "persona": persona,
        "rules": persona.rules if state.rules is None else state.rules,
        "delivered": {ids.get(old, old): delivery for old, delivery in state.delivered.items()},
    }
    return Mailbox(**dict(state) | made)


def _letter_state(letter: Letter, held: bool) -> _Letter:
    made = {
        "username": letter.institution.username if letter.institution else None,
        "link": letter.link.token if letter.link else None,
        "raw": None if letter.state in (LetterState.DELIVERED, LetterState.BOUNCED) else letter.raw,
        "held": held,
    }
    return _Letter(**_kept(_Letter, letter) | made)


def _letter(state: _Letter, world: World) -> Letter:
    links = {link.token: link for link in world.links} if state.link else {}
    if state.link and state.link not in links:
        raise ValueError(_("letter {number} carries a link that is not in the document", number=state.number))
    made = {
        "institution": _holder(state.username, world) if state.username else None,
        "link": links[state.link] if state.link else None,
    }
    kept = {name: value for name, value in state if name not in ("username", "held")}
    return Letter(**kept | made)


def _holder(username: str, world: World) -> Institution | None:
    return next((each for each in world.accounts.ever() if each.username == username), None)


def _job_state(due: datetime, job: object) -> _Job:
    plain: Any = _Send(send=job.letter.number) if isinstance(job, Send) else job
    return _Job(due=due, job=plain)


def _job(job: Any, world: World, ids: Mapping[str, str]) -> object:
    if isinstance(job, _Send):
        for letter in world.letters:
            if letter.number == job.send:
                return Send(letter)
        raise ValueError(_("letter {number} is to be sent, but it is not in the document", number=job.send))
    if isinstance(job, Release | Visit):
        return replace(job, message_id=ids.get(job.message_id, job.message_id))
    return job
