"""The mailbox behind an address, and how it treats what comes in."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from gmis_api.mail_address import with_ascii_domain
from gmis_simulator.world.filtering import Verdict, judge, refuse
from gmis_simulator.world.persona import NO_FILTER, Persona
from gmis_simulator.world.rules import AnyRule
from gmis_simulator.world.rules.rule import Incoming, Recipient

Folder = Literal["inbox", "junk", "quarantine"]
Owner = Literal["clinic", "helpdesk", "office"]


@dataclass(slots=True)
class Delivery:
    """A mail that was filed: in which folder, and when, in world time; ``raw``, from ``sender``, as it was filed."""

    folder: Folder
    at: datetime
    sender: str = ""
    raw: bytes = b""


@dataclass
class Mailbox(Recipient):
    """``name``: the persona's, None: it has ``rules`` of its own. ``delivered``: by the inbox's ID of each mail.

    ``owner``: who reads it; those of helpdesk and office belong to the far side, and no person looks into them.
    """

    name: str | None = None
    persona: Persona = NO_FILTER
    rules: Sequence[AnyRule] = ()
    owner: Owner = "clinic"
    forward_to: str | None = None  # the address to which everything is forwarded
    members: Sequence[str] = ()  # those who get every mail, where the address is a group
    rewrites_sender: bool = False  # as a mailing list does
    answered: list[str] = field(default_factory=list)  # the senders to whom something went back by itself
    delivered: dict[str, Delivery] = field(default_factory=dict)

    @classmethod
    def of(cls, address: str, name: str | None, persona: Persona) -> "Mailbox":
        """A new mailbox as the persona has it to begin with."""
        return cls(
            address,
            lists=persona.entries.model_copy(deep=True),
            switches=persona.switched(),
            clutter=persona.clutter,
            name=name,
            persona=persona,
            rules=persona.rules,
        )

    def refuse(self, mail: Incoming, now: datetime) -> Verdict | None:
        """Whether ``mail`` is refused by its envelope alone, and why; notes that its sender was here."""
        self.stored = len(self.delivered)
        verdict = refuse(mail, self.rules, self, now)
        self.first_tries.setdefault(mail.envelope_sender.lower(), now)
        return verdict

    def judge(self, mail: Incoming, now: datetime) -> Verdict:
        """Where ``mail`` goes, and why."""
        self.stored = len(self.delivered)
        return judge(mail, self.rules, self, now)


class Mailboxes:
    """The mailboxes of one world, by address; capitals do not matter."""

    def __init__(self) -> None:
        self._mailboxes: dict[str, Mailbox] = {}

    def put(self, mailbox: Mailbox) -> None:
        """Add ``mailbox`` or put it in the place of the one with its address."""
        self._mailboxes[mailbox.address.lower()] = mailbox

    def get(self, address: str) -> Mailbox | None:
        """The mailbox of that address, or None: the address is dead."""
        return self._mailboxes.get(with_ascii_domain(address).lower())

    def all(self) -> list[Mailbox]:
        """Every mailbox, in the order in which they were made."""
        return list(self._mailboxes.values())

    def of_clinics(self) -> list[Mailbox]:
        """Those into which somebody of a clinic looks."""
        return [mailbox for mailbox in self.all() if mailbox.owner == "clinic"]
