"""What the control API takes; what it answers is made in `views`."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, field_validator, model_validator

from simulator.world.filtering import PERSONAS
from simulator.world.institution import is_username
from simulator.world.names import check_name, nearest
from simulator.world.rules import AnyRule, SenderLists, check_entry
from simulator.world.settings import Settings


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class InstitutionBody(_Body):
    """An institution; ``registered_address`` may hold ``{world}``, empty means that none is registered."""

    name: Annotated[str, Field(min_length=1, max_length=200)] = "見本クリニック"
    registered_address: Annotated[str, Field(max_length=254)] | None = None  # None: USERNAME@WORLD.example
    password: Annotated[str, Field(min_length=1, max_length=1000)] | None = None  # None: a random one
    enabled: bool = True
    may_report: bool = True


class NamedInstitution(InstitutionBody):
    """An institution with its user name."""

    username: str

    @field_validator("username")
    @classmethod
    def _well_formed(cls, username: str) -> str:
        if not is_username(username):
            raise ValueError("must be 8 half-width letters or digits, for example ex000000")
        return username


class NewWorld(_Body):
    """``now`` given: the clock stands still there; None: it runs from the present. ``seed``: reproducible tokens."""

    name: str | None = None
    seed: int | None = None
    now: AwareDatetime | None = None
    settings: Settings = Settings()
    institutions: list[NamedInstitution] = [NamedInstitution(username="ex000000")]

    @field_validator("name")
    @classmethod
    def _can_be_a_name(cls, name: str | None) -> str | None:
        return name if name is None else check_name(name)

    @field_validator("institutions")
    @classmethod
    def _each_once(cls, institutions: list[NamedInstitution]) -> list[NamedInstitution]:
        names = [institution.username.lower() for institution in institutions]
        if len(set(names)) < len(names):
            raise ValueError("each user name must stand there once, capitals do not matter")
        return institutions


class ClockMove(_Body):
    """One of the two: ``advance``, a span such as 24h, or ``set``, a moment with its zone."""

    advance: str | None = None
    set: AwareDatetime | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.advance is None) == (self.set is None):
            raise ValueError('give either {"advance": "24h"} or {"set": "2026-01-15T09:00:00+09:00"}')
        return self


class MailboxBody(SenderLists, _Body):
    """How a mailbox treats what comes in: a ``persona``, or ``rules`` of its own, and its owner's lists."""

    persona: str | None = None
    rules: list[AnyRule] | None = None

    @field_validator("safe_senders", "blocked_senders")
    @classmethod
    def _addresses_or_domains(cls, entries: list[str]) -> list[str]:
        return [check_entry(entry) for entry in entries]

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if self.persona is not None and self.rules is not None:
            raise ValueError("give either persona or rules, not both")
        if self.persona is not None and self.persona not in PERSONAS:
            near = nearest(self.persona, list(PERSONAS))
            hint = f"did you mean {near!r}? " if near else ""
            raise ValueError(f"persona {self.persona!r} is unknown; {hint}allowed: {', '.join(PERSONAS)}")
        return self


def moment(value: datetime) -> str:
    """ISO 8601 with seconds and zone, as every answer gives times."""
    return value.isoformat(timespec="seconds")
