"""The mailbox behind a registered address, and how it treats what comes in."""

from dataclasses import dataclass, field
from datetime import datetime

from simulator.world.filtering import PERSONAS, Verdict, judge
from simulator.world.rules import AnyRule, Incoming, SenderLists


@dataclass
class Mailbox:
    """``delivered``: the inbox's ID of each mail that was filed here, and when, in world time."""

    address: str
    persona: str | None = "plain"  # None: rules of its own
    rules: list[AnyRule] = field(default_factory=lambda: PERSONAS["plain"])
    lists: SenderLists = field(default_factory=SenderLists)
    delivered: dict[str, datetime] = field(default_factory=dict)

    def judge(self, mail: Incoming) -> Verdict:
        """Where ``mail`` goes, and why."""
        return judge(mail, self.rules, self.lists)


class Mailboxes:
    """The mailboxes of one world, by address; capitals do not matter."""

    def __init__(self) -> None:
        self._mailboxes: dict[str, Mailbox] = {}

    def put(self, mailbox: Mailbox) -> None:
        """Add ``mailbox`` or put it in the place of the one with its address."""
        self._mailboxes[mailbox.address.lower()] = mailbox

    def get(self, address: str) -> Mailbox | None:
        """The mailbox of that address, or None: the address is dead."""
        return self._mailboxes.get(address.lower())

    def all(self) -> list[Mailbox]:
        """Every mailbox, in the order in which they were made."""
        return list(self._mailboxes.values())
