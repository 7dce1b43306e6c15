"""A mail that helpdesk@ sends, from the moment it is asked for until it is accepted or given up."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from simulator.world.institution import Institution
from simulator.world.reset_link import ResetLink


class LetterState(StrEnum):
    """Where a letter is."""

    QUEUED = "queued"
    DEFERRED = "deferred"  # to be tried again when it is due
    DELIVERED = "delivered"
    BOUNCED = "bounced"


@dataclass(eq=False)
class Letter:
    """``link`` None: the mail to a locked account, which says that the reset cannot be processed."""

    number: int
    institution: Institution
    recipient: str
    link: ResetLink | None
    queued_at: datetime
    due: datetime
    state: LetterState = LetterState.QUEUED
    tries: int = 0
    raw: bytes | None = None  # composed once, when first sent, so that every try carries the same message


class Letters:
    """All letters of one world; they stay for the record after delivery."""

    def __init__(self) -> None:
        self._letters: list[Letter] = []

    def add(self, institution: Institution, link: ResetLink | None, now: datetime) -> Letter:
        """Queue a letter to the institution's registered address."""
        letter = Letter(len(self._letters) + 1, institution, institution.registered_address, link, now, now)
        self._letters.append(letter)
        return letter

    def __iter__(self) -> Iterator[Letter]:
        return iter(self._letters)

    def waiting(self) -> list[Letter]:
        """The letters with neither acceptance nor final refusal, oldest first."""
        return [x for x in self._letters if x.state in (LetterState.QUEUED, LetterState.DEFERRED)]
