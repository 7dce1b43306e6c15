"""What the control API answers: the simulator makes these, the harness reads them, the OpenAPI document lists them.

Additive changes only: a client takes what it does not know for nothing.
"""

from typing import Any

from pydantic import BaseModel, ConfigDict

API_VERSION = 1
"""Goes up when what a client relies on is no longer there."""


class _Answer(BaseModel):
    # what is always there is described so, also where a client of ours has a value for answers of an older simulator
    model_config = ConfigDict(frozen=True, json_schema_serialization_defaults_required=True)


class Version(_Answer):
    """``api``: `API_VERSION` of the simulator; ``simulator``: the version of its package."""

    api: int
    simulator: str


class InstitutionAnswer(_Answer):
    """``password`` is the first one: it guards nothing real."""

    username: str
    name: str
    location: str
    registered_address: str
    password: str
    enabled: bool
    may_report: bool


class FaultAnswer(_Answer):
    """``since``/``until`` in world time, ISO 8601; ``times``: hits that are left."""

    number: int
    kind: str
    where: str
    since: str
    until: str | None
    times: int | None
    seconds: float | None
    hits: int


class WorldAnswer(_Answer):
    """A world; ``urls``: where its pages are; ``clock``: standing or running."""

    name: str
    urls: dict[str, str]
    institutions: list[InstitutionAnswer]
    now: str
    clock: str
    seed: int | None
    settings: dict[str, Any]
    defects: list[str]
    faults: list[FaultAnswer]


class MailboxAnswer(_Answer):
    """A mailbox; ``persona`` None: it has rules of its own. ``members``: those who get every mail of a group."""

    address: str
    persona: str | None
    rules: list[dict[str, Any]]
    switches: dict[str, str]
    forward_to: str | None
    members: list[str] = []
    rewrites_sender: bool = False
    safe_senders: list[str]
    must_receive: list[str]
    blocked_senders: list[str]
    address_book: list[str]
    forwarders: list[str]


class EventAnswer(_Answer):
    """One thing that happened; ``at`` is world time in ISO 8601."""

    seq: int
    at: str
    kind: str
    data: dict[str, Any]

    def __str__(self) -> str:
        data = ", ".join(f"{key}={value}" for key, value in self.data.items() if key != "trace")
        return f"{self.seq:>3} {self.at[11:19]} {self.kind:<16} {data}"


class Cookie(_Answer):
    """What a browser carries; ``path``: the world's, below which alone it is sent."""

    name: str
    value: str
    path: str


class Place(_Answer):
    """Where a user has come to: ``page`` is open before them; ``link``: the URL in the mail, None: there was none."""

    page: str
    link: str | None
    cookie: Cookie | None

    @property
    def cookies(self) -> dict[str, str]:
        """What a client without a browser takes over: ``http.cookies.update(world.at("⑥").cookies)``."""
        return {self.cookie.name: self.cookie.value} if self.cookie else {}


class WaitingMail(_Answer):
    """A mail that is tried again when it is ``due``."""

    mail: int
    due: str


class Settled(_Answer):
    """What is still to come."""

    waiting: list[WaitingMail]


class CameAnswer(_Answer):
    """A mail that came. ``id``: the inbox's, by which Mailpit's API has all of it; ``at``: when, in world time."""

    id: str
    folder: str
    subject: str
    sender: str
    at: str
    links: list[str]


class TakenMail(_Answer):
    """What was decided of a mail that is not where one looked: by which ``rule``, and why.

    ``verdict``: inbox, junk, quarantine, reject, discard, delay; or bounced, which was said to its sender. ``id`` and
    ``folder``: where it is all the same.
    """

    verdict: str
    rule: str = ""
    reason: str = ""
    subject: str = ""
    at: str
    id: str | None = None
    folder: str | None = None


class ComingMail(_Answer):
    """A mail that did not come yet. ``why``: queued, deferred, delayed or quarantine; ``due``: when, in world time."""

    why: str
    due: str


class MailAnswer(_Answer):
    """What came, oldest first, which rule took the ``rest``, and what is ``waiting``.

    ``settled``: nothing is under way, so no more comes unless somebody does something, or the clock moves. ``seq``: of
    the last event so far; ask for what comes ``after`` it to wait for the next mail.
    """

    mails: list[CameAnswer]
    rest: list[TakenMail]
    waiting: list[ComingMail]
    settled: bool
    seq: int


class AbsenceAnswer(_Answer):
    """No such mail came up to ``now``, in world time, by all ``events`` that were looked through, up to ``seq``."""

    to: str
    subject: str
    folder: str
    now: str
    seq: int
    events: int
    rest: list[TakenMail]
    waiting: list[ComingMail]


class Named(_Answer):
    """An entry of the catalogue."""

    name: str
    title: str


class DefectAnswer(Named):
    """A mistake that can be switched on. ``step``: the leaflet's, or empty. ``requirement``: the ID of what it breaks.

    ``source``: a public class of mistake; ``seen``: how a tester could see it; ``decoy``: it harms nobody.
    """

    harm: str
    step: str
    requirement: str
    area: str
    area_title: str
    source: str
    seen: str
    decoy: bool


class FaultKindAnswer(_Answer):
    """``place``: pages or mail; ``seconds``: how long it waits unless told otherwise, None: it does not."""

    kind: str
    title: str
    place: str
    seconds: float | None


class Catalogue(_Answer):
    """What worlds can be made of; ``settings``: the JSON Schema of the settings."""

    presets: list[Named]
    personas: list[Named]
    faults: list[FaultKindAnswer]
    defects: list[DefectAnswer]
    settings: dict[str, Any]


class Snapshot(_Answer):
    """A world as one document; see `gmis_simulator.control.snapshot`."""

    version: int
    name: str
    world: dict[str, Any]


class WrongField(_Answer):
    """A field that is wrong, with its value and the rule."""

    field: str
    value: Any
    rule: str


class ProblemAnswer(_Answer):
    """An error (RFC 9457); ``mails``: what came where none was to come."""

    model_config = ConfigDict(json_schema_serialization_defaults_required=False)

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: list[WrongField] | None = None
    mails: list[CameAnswer] | None = None
