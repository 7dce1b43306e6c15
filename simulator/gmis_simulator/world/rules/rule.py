"""The one interface of every rule: what it is given, and what it answers."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from gmis_simulator.world.authentication import Authentication
from gmis_simulator.world.sender_lists import SenderLists

VerdictName = Literal["inbox", "junk", "reject", "discard", "delay", "quarantine"]
Against = Literal["junk", "discard", "reject"]  # what a rule may do to a mail that it does not want
Stage = Literal["envelope", "message"]


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a mail server sees of a message; before its text came, only the envelope is known.

    ``addressed_to``: the addresses in To and Cc. ``spam_score`` None: nobody scored it, ``not_scored`` says why.
    """

    envelope_sender: str
    header_sender: str = ""
    addressed_to: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    is_html: bool = False
    has_virus: bool = False
    authentication: Authentication | None = None
    spam_score: float | None = None
    not_scored: str = ""


@dataclass
class Recipient:
    """What a rule may look at: the owner's lists and switches, how full the mailbox is, who knocked before.

    ``switches``: the chosen value of each switch. ``first_tries``: when a sender was first seen, in world time.
    ``clutter``: mails in it that are not of this world, which fill it.
    """

    address: str
    lists: SenderLists = field(default_factory=SenderLists)
    switches: dict[str, str] = field(default_factory=dict)
    stored: int = 0
    clutter: int = 0
    first_tries: dict[str, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """A verdict with its reason, in words that a help desk understands; ``verdict`` None: this rule does not decide.

    ``reply`` is what SMTP says to a rejected message, ``until`` when a held one goes on, ``mark`` what is put before
    the subject.
    """

    verdict: VerdictName | None
    reason: str
    reply: str = ""
    until: datetime | None = None
    mark: str = ""


class Rule(BaseModel, ABC):
    """``name``: what this recipient's side calls it. ``when``: the switch that turns it on, KEY or KEY=VALUE."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: Any
    name: str = Field("", max_length=100)
    when: str = Field("", pattern=r"^$|^[a-z-]+(=[a-z0-9-]+)?$")
    title: ClassVar[str]
    stage: ClassVar[Stage] = "message"

    @property
    def called(self) -> str:
        """The name in Japanese."""
        return self.name or self.title

    def answer(self, mail: Incoming, recipient: Recipient, now: datetime) -> Answer:
        """`judge`, unless the switch is off."""
        if not self.is_on(recipient.switches):
            return Answer(None, "受信設定でオフになっています")
        return self.judge(mail, recipient, now)

    def is_on(self, switches: dict[str, str]) -> bool:
        """Whether the owner's switches let this rule work."""
        key, _, value = self.when.partition("=")
        return not key or switches.get(key) == (value or "on")

    def against(self, verdict: Against, recipient: Recipient, reason: str) -> Answer:
        """``verdict`` on a mail that is not wanted; a rejected sender hears that there is no such user [public]."""
        reply = f"550 5.1.1 <{recipient.address}>: User unknown" if verdict == "reject" else ""
        return Answer(verdict, reason, reply)

    @abstractmethod
    def judge(self, mail: Incoming, recipient: Recipient, now: datetime) -> Answer:
        """A verdict, or none, and the reason."""
