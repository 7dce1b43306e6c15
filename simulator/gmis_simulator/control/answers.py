"""The models of what the control API answers, out of which the OpenAPI document is made."""

from typing import Any

from pydantic import BaseModel
from pydantic_core import to_json
from starlette.responses import Response

from gmis_simulator.world.settings import Settings


class InstitutionAnswer(BaseModel):
    """``password`` is the first one: it guards nothing real."""

    username: str
    name: str
    location: str
    registered_address: str
    password: str
    enabled: bool
    may_report: bool


class FaultAnswer(BaseModel):
    """``since``/``until`` in world time, ISO 8601; ``times``: hits that are left."""

    number: int
    kind: str
    where: str
    since: str
    until: str | None
    times: int | None
    seconds: float | None
    hits: int


class WorldAnswer(BaseModel):
    """A world; ``urls``: where its pages are; ``clock``: standing or running."""

    name: str
    urls: dict[str, str]
    institutions: list[InstitutionAnswer]
    now: str
    clock: str
    seed: int | None
    settings: Settings
    defects: list[str]
    faults: list[FaultAnswer]


class MailboxAnswer(BaseModel):
    """A mailbox; ``persona`` None: it has rules of its own."""

    address: str
    persona: str | None
    rules: list[dict[str, Any]]
    switches: dict[str, str]
    forward_to: str | None
    safe_senders: list[str]
    must_receive: list[str]
    blocked_senders: list[str]
    address_book: list[str]
    forwarders: list[str]


class EventAnswer(BaseModel):
    """One thing that happened; ``at`` is world time."""

    seq: int
    at: str
    kind: str
    data: dict[str, Any]


class WaitingMail(BaseModel):
    """A mail that is tried again when it is ``due``."""

    mail: int
    due: str


class Settled(BaseModel):
    """What is still to come."""

    waiting: list[WaitingMail]


class Named(BaseModel):
    """An entry of the catalogue."""

    name: str
    title: str


class FaultKindAnswer(BaseModel):
    """``place``: pages or mail; ``seconds``: how long it waits unless told otherwise, None: it does not."""

    kind: str
    title: str
    place: str
    seconds: float | None


class Catalogue(BaseModel):
    """What worlds can be made of; ``settings``: the JSON Schema of the settings."""

    presets: list[Named]
    personas: list[Named]
    faults: list[FaultKindAnswer]
    defects: list[Named]
    settings: dict[str, Any]


class Snapshot(BaseModel):
    """A world as one document; see `gmis_simulator.control.snapshot`."""

    version: int
    name: str
    world: dict[str, Any]


class WrongField(BaseModel):
    """A field that is wrong, with its value and the rule."""

    field: str
    value: Any
    rule: str


class ProblemAnswer(BaseModel):
    """An error (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[WrongField] | None = None


def answer(value: Any, status: int = 200) -> Response:
    """JSON out of models and plain data."""
    return Response(to_json(value), status, media_type="application/json")
