"""One world: everything that one test owns. Nothing is shared between worlds but code."""

from datetime import datetime

from simulator.world.accounts import Accounts
from simulator.world.clock import Clock
from simulator.world.events import EventLog
from simulator.world.institution import Institution
from simulator.world.letter import Letters
from simulator.world.mailbox import Mailbox, Mailboxes
from simulator.world.reset import Resets
from simulator.world.reset_link import ResetLinks
from simulator.world.session import Sessions
from simulator.world.settings import Settings
from simulator.world.tokens import Tokens


class World:
    """``url``: where its pages begin, for example ``http://127.0.0.1:8000/demo``, the base of every mail's link.

    ``now`` given: the clock stands still there until it is moved; None: it runs with real time.
    ``seed`` given: tokens and first passwords come in the same order every time.
    """

    def __init__(
        self,
        name: str,
        url: str,
        *,
        settings: Settings | None = None,
        now: datetime | None = None,
        seed: int | None = None,
    ) -> None:
        self.name, self.url, self.seed = name, url, seed
        self.settings = settings or Settings()
        self.clock = Clock(now, standing=now is not None)
        self.tokens = Tokens(seed)
        self.events = EventLog(self.clock)
        self.accounts = Accounts(self.clock, self.settings, self.events)
        self.sessions = Sessions(self.clock, self.settings, self.tokens, self.events)
        self.links = ResetLinks(self.clock, self.settings, self.tokens, self.events)
        self.mailboxes = Mailboxes()
        self.letters = Letters()
        self.resets = Resets(self.clock, self.settings, self.events, self.accounts, self.links, self.letters)

    def put_institution(self, institution: Institution) -> None:
        """Register ``institution``; its address gets a plain mailbox if it has none yet."""
        self.accounts.put(institution)
        address = institution.registered_address
        if address and not self.mailboxes.get(address):
            self.mailboxes.put(Mailbox(address))
