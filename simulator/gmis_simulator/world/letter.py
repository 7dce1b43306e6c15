"""A mail on its way, from the moment it is asked for until it is accepted or given up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from gmis_simulator.world.agenda import Agenda
from gmis_simulator.world.events import EventLog
from gmis_simulator.world.hosts import HELPDESK, Host
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.reset_link import ResetLink

Purpose = Literal["reset", "bounce", "forward", "mail"]


class LetterState(StrEnum):
    """Where a letter is."""

    QUEUED = "queued"
    DEFERRED = "deferred"  # to be tried again when it is due
    DELIVERED = "delivered"
    BOUNCED = "bounced"


@dataclass(eq=False)
class Letter:
    """``sender`` is the envelope's, empty for a bounce; ``host``: what sends it.

    A reset mail has an ``institution``, and a ``link`` unless the account is locked; it is composed when first sent,
    so that every try carries the same message.
    """

    number: int
    purpose: Purpose
    sender: str
    recipient: str
    host: Host
    queued_at: datetime
    due: datetime
    institution: Institution | None = None
    link: ResetLink | None = None
    raw: bytes | None = None
    state: LetterState = LetterState.QUEUED
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Send:
    """The job on the agenda: try to deliver ``letter``."""

    letter: Letter


class Letters:
    """All letters of one world; they stay for the record after delivery."""

    def __init__(self, agenda: Agenda, events: EventLog) -> None:
        self._agenda, self._events = agenda, events
        self._letters: list[Letter] = []
        self._held: dict[str, Letter] = {}  # by recipient

    def add_reset(
        self, institution: Institution, link: ResetLink | None, sender: str, host: Host, now: datetime
    ) -> Letter:
        """Queue a reset mail to the institution's registered address."""
        number = len(self._letters) + 1
        letter = Letter(
            number, "reset", sender, institution.registered_address, host, now, now, institution=institution, link=link
        )
        self._events.append(
            "mail.queued", mail=number, sender=HELPDESK, to=letter.recipient, link=link.number if link else None
        )
        return self._add(letter)

    def add(self, purpose: Purpose, sender: str, recipient: str, host: Host, raw: bytes, now: datetime) -> Letter:
        """Queue a message that is written already."""
        letter = Letter(len(self._letters) + 1, purpose, sender, recipient, host, now, now, raw=raw)
        self._events.append("mail.queued", mail=letter.number, sender=sender, to=recipient, purpose=purpose)
        return self._add(letter)

    def _add(self, letter: Letter) -> Letter:
        self._letters.append(letter)
        self._agenda.add(letter.due, Send(letter))
        return letter

    def defer(self, letter: Letter, due: datetime) -> None:
        """Try again at ``due``."""
        letter.state, letter.due = LetterState.DEFERRED, due
        self._agenda.add(due, Send(letter))

    def put(self, letter: Letter, *, held: bool) -> None:
        """Add a letter that was queued before, elsewhere; what is to be done with it is on the agenda."""
        self._letters.append(letter)
        if held:
            self._held[letter.recipient] = letter

    def hold(self, letter: Letter, until: datetime) -> None:
        """Keep ``letter`` until another one to the same address has overtaken it, or ``until``."""
        self._held[letter.recipient] = letter
        self.defer(letter, until)

    def held(self) -> list[Letter]:
        """What waits to be overtaken."""
        return list(self._held.values())

    def is_held(self, recipient: str) -> bool:
        """Whether a letter to that address waits to be overtaken."""
        return recipient in self._held

    def let_go(self, delivered: Letter, now: datetime) -> None:
        """What waited to be overtaken by ``delivered`` goes on."""
        waiting = self._held.pop(delivered.recipient, None)
        if waiting and waiting is not delivered:
            self.defer(waiting, now)

    def __iter__(self) -> Iterator[Letter]:
        return iter(self._letters)

    def waiting(self) -> list[Letter]:
        """The letters with neither acceptance nor final refusal, oldest first."""
        return [x for x in self._letters if x.state in (LetterState.QUEUED, LetterState.DEFERRED)]
