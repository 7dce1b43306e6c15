"""What the control API takes; what it answers is made in `views`."""

from datetime import datetime
from typing import Annotated, Self

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, field_validator, model_validator

from simulator.world.institution import is_username
from simulator.world.names import check_name
from simulator.world.rules import AnyRule
from simulator.world.sender_lists import check_entry
from simulator.world.settings import Settings


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class InstitutionBody(_Body):
    """An institution; ``registered_address`` may hold ``{world}``, empty means that none is registered."""

    name: Annotated[str, Field(min_length=1, max_length=200)] = "見本クリニック"
    location: Annotated[str, Field(max_length=200)] = "大阪府見本市見本町1-1"
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


class MailboxBody(_Body):
    """How a mailbox treats what comes in: a ``persona``, or ``rules`` of its own.

    ``switches`` and the lists replace what the persona begins with; None leaves it.
    """

    persona: str | None = None
    rules: list[AnyRule] | None = None
    switches: dict[str, str] = {}
    safe_senders: list[str] | None = None
    must_receive: list[str] | None = None
    blocked_senders: list[str] | None = None
    address_book: list[str] | None = None
    forwarders: list[str] | None = None

    @field_validator("safe_senders", "must_receive", "blocked_senders", "address_book", "forwarders")
    @classmethod
    def _addresses_or_domains(cls, entries: list[str] | None) -> list[str] | None:
        return entries if entries is None else [check_entry(entry) for entry in entries]

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if self.persona is not None and self.rules is not None:
            raise ValueError("give either persona or rules, not both")
        return self


def moment(value: datetime) -> str:
    """ISO 8601 with seconds and zone, as every answer gives times."""
    return value.isoformat(timespec="seconds")
