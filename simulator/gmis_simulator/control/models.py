"""What the control API takes; what it answers is made in `views`."""

from datetime import datetime, timedelta
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from gmis_api.language import N_, _, listed
from gmis_api.shown import shown
from gmis_simulator.world.clock import check_lives
from gmis_simulator.world.duration import parse_duration
from gmis_simulator.world.faults import KINDS, MAX_SECONDS
from gmis_simulator.world.institution import USERNAME, is_username
from gmis_simulator.world.names import NAME, check_name, unknown
from gmis_simulator.world.rules import AnyRule
from gmis_simulator.world.sender_lists import check_entry
from gmis_simulator.world.settings import Settings


def _span(text: Any) -> Any:
    return parse_duration(text) if isinstance(text, str) else text


_SPAN_SCHEMA = {"type": "string", "pattern": r"^(\d{1,6}d)?(\d{1,6}h)?(\d{1,6}m)?(\d{1,6}s)?$", "minLength": 2}
Moment = Annotated[AwareDatetime, AfterValidator(check_lives)]
Span = Annotated[timedelta, BeforeValidator(_span), WithJsonSchema(_SPAN_SCHEMA)]


MOST = 1000
"""Institutions of a world and faults in it, since every answer about it lists them; mailboxes that it begins with."""


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class InstitutionBody(_Body):
    """An institution; ``registered_address`` may hold ``{world}``, empty means that none is registered."""

    name: Annotated[str, Field(min_length=1, max_length=200)] = "見本クリニック"
    location: Annotated[str, Field(max_length=200)] = "大阪府見本市見本町1-1"
    registered_address: Annotated[str, Field(max_length=254)] | None = None  # None: USERNAME@WORLD.example
    password: Annotated[str, Field(min_length=1, max_length=1000)] | None = None  # None: a random one
    enabled: bool = True
    may_report: bool = True
    locked: bool | None = None  # True: for as long as a lock lasts; None: as it was


def _well_formed(username: str) -> str:
    if not is_username(username):
        raise ValueError(_("must be 8 half-width letters or digits, for example ex000000"))
    return username


Username = Annotated[str, Field(json_schema_extra={"pattern": f"^{USERNAME.pattern}$"}), AfterValidator(_well_formed)]


class NamedInstitution(InstitutionBody):
    """An institution with its user name."""

    username: Username


class Renaming(_Body):
    """Another user name for an institution."""

    username: Username


class MailboxBody(_Body):
    """How a mailbox treats what comes in: a ``persona``, or ``rules`` of its own; or ``members``, who get all of it.

    ``members``: addresses, which may hold ``{world}``; ``rewrites_sender``: as a mailing list does.

    ``switches`` and the lists replace what the persona begins with; None leaves it.
    """

    persona: str | None = None
    rules: list[AnyRule] | None = None
    members: Annotated[list[Annotated[str, Field(max_length=254)]], Field(max_length=100)] = []
    rewrites_sender: bool = False
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
            raise ValueError(_("give either persona or rules, not both"))
        given = self.model_fields_set - {"members", "rewrites_sender"}
        if self.members and given:
            raise ValueError(_("members: a group has no {field}; its members' mailboxes have", field=sorted(given)[0]))
        if self.rewrites_sender and not self.members:
            raise ValueError(_("rewrites_sender: only a group does so: give its members"))
        return self


class FaultBody(_Body):
    """A fault of that ``kind``, at ``where``: what a page's path begins with, or a recipient's address.

    ``after`` a while, for ``times`` hits or ``for`` a span of world time; ``seconds``: how long one that waits does so.
    """

    model_config = ConfigDict(extra="forbid", strict=True, validate_by_name=True)

    kind: Annotated[str, Field(json_schema_extra={"enum": list(KINDS)})]
    where: Annotated[str, Field(max_length=254)] = ""
    times: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    after: Span = timedelta(0)
    lasts: Span | None = Field(None, alias="for")
    seconds: Annotated[float, Field(ge=0, le=MAX_SECONDS, allow_inf_nan=False)] | None = None

    @field_validator("kind")
    @classmethod
    def _known(cls, kind: str) -> str:
        if kind not in KINDS:
            raise ValueError(unknown(kind, KINDS, N_("fault")))
        return kind

    @model_validator(mode="after")
    def _somewhere(self) -> Self:
        if self.where and KINDS[self.kind].place == "pages" and not self.where.startswith("/"):
            raise ValueError(
                _(
                    "where: {value} must begin with '/', as the path of a page of the world does",
                    value=shown(self.where),
                )
            )
        if self.where and KINDS[self.kind].place == "mail" and "@" not in self.where:
            raise ValueError(_("where: {value} must be the address of a recipient", value=shown(self.where)))
        if self.seconds is not None and KINDS[self.kind].seconds is None:
            waiting = listed(name for name, kind in KINDS.items() if kind.seconds is not None)
            raise ValueError(_("seconds: {kind} does not wait; these do: {waiting}", kind=self.kind, waiting=waiting))
        return self


class NewWorld(_Body):
    """``now`` given: the clock stands still there, in the years 1970 to 2999, in which a world can live; None: it runs
    from the present. ``seed``: reproducible tokens.

    ``preset``: what it begins with; all else that is given comes on top. ``mailboxes`` by address, which may hold
    ``{world}``. ``snapshot``: what GET …/snapshot answered; nothing else may be given then.
    """

    name: Annotated[str, Field(json_schema_extra={"pattern": f"^{NAME.pattern}$"})] | None = None
    preset: str | None = None
    seed: int | None = None
    now: Moment | None = None
    settings: Settings = Settings()
    institutions: Annotated[list[NamedInstitution], Field(max_length=MOST)] = [NamedInstitution(username="ex000000")]
    mailboxes: Annotated[dict[str, MailboxBody], Field(max_length=MOST)] = {}
    faults: Annotated[list[FaultBody], Field(max_length=MOST)] = []
    defects: list[str] = []
    snapshot: dict[str, Any] | None = None

    @field_validator("name")
    @classmethod
    def _can_be_a_name(cls, name: str | None) -> str | None:
        return name if name is None else check_name(name)

    @field_validator("institutions")
    @classmethod
    def _each_once(cls, institutions: list[NamedInstitution]) -> list[NamedInstitution]:
        names = [institution.username.lower() for institution in institutions]
        if len(set(names)) < len(names):
            raise ValueError(_("each user name must stand there once, capitals do not matter"))
        return institutions


class ClockMove(_Body):
    """One of the two: ``advance``, a span such as 24h, or ``set``, a moment with its zone, up to the end of 2999."""

    advance: str | None = None
    set: Moment | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.advance is None) == (self.set is None):
            raise ValueError(_('give either {"advance": "24h"} or {"set": "2026-01-15T09:00:00+09:00"}'))
        return self


class Walk(_Body):
    """``to``: the step of the leaflet that is to be next; ``username`` None: the first institution's."""

    to: Literal["④", "⑤", "⑥", "⑦", "後"]
    username: str | None = None


def moment(value: datetime) -> str:
    """ISO 8601 with seconds and zone, as every answer gives times."""
    return value.isoformat(timespec="seconds")
