"""One world: everything that one test owns. Nothing is shared between worlds but code."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from gmis_api.language import _
from gmis_api.mail_address import with_ascii_domain
from gmis_simulator.world.accounts import Accounts
from gmis_simulator.world.addresses import domain_of, is_deliverable
from gmis_simulator.world.agenda import Agenda
from gmis_simulator.world.clock import Clock
from gmis_simulator.world.events import EventLog
from gmis_simulator.world.faults import Faults
from gmis_simulator.world.hosts import HELPDESK, OFFICE, mailer_of
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.letter import Letter, Letters
from gmis_simulator.world.mailbox import Mailbox, Mailboxes, Owner
from gmis_simulator.world.names import forwarded, world_name_in
from gmis_simulator.world.office import Office
from gmis_simulator.world.persona import NO_FILTER
from gmis_simulator.world.personas import Personas
from gmis_simulator.world.presses import Presses
from gmis_simulator.world.reset import Resets
from gmis_simulator.world.reset_link import ResetLink, ResetLinks
from gmis_simulator.world.session import Sessions
from gmis_simulator.world.settings import Settings
from gmis_simulator.world.tokens import Tokens


class World:
    """``url``: where its pages begin, for example ``http://127.0.0.1:8000/demo``, the base of every mail's link.

    ``now`` given: the clock stands still there until it is moved, unless ``standing`` is False; None: it runs with
    real time.
    ``seed`` given: tokens and first passwords come in the same order every time.
    ``personas``: the kinds of recipient that its mailboxes can be.
    """

    def __init__(
        self,
        name: str,
        url: str,
        *,
        settings: Settings | None = None,
        now: datetime | None = None,
        standing: bool | None = None,
        seed: int | None = None,
        personas: Personas | None = None,
    ) -> None:
        self.personas = personas or Personas()
        self.name, self.url, self.seed = name, url, seed
        self.settings = (settings or Settings()).model_copy(deep=True)  # its own: it may change
        self.defects: list[str] = []  # the names of those that are on in it; see gmis_simulator/defects
        self.clock = Clock(now, standing=now is not None if standing is None else standing)
        self.tokens = Tokens(seed)
        self.key = self.tokens.key()  # signs its mails
        self.presses = Presses(lambda: self.key)
        self.events = EventLog(self.clock)
        self.agenda = Agenda()
        self.faults = Faults(self.clock, self.events, self.agenda)
        self.accounts = Accounts(self.clock, self.settings, self.events)
        self.sessions = Sessions(self.clock, self.settings, self.tokens, self.events)
        self.links = ResetLinks(self.clock, self.settings, self.tokens, self.events)
        self.mailboxes = Mailboxes()
        self.letters = Letters(self.agenda, self.events)
        self.resets = Resets(self.clock, self.settings, self.events, self.accounts, self.links, self._send_reset)
        self.office = Office(
            self.clock, self.settings, self.events, self.tokens, self.agenda, self.accounts, self.put_institution, name
        )
        staff: list[tuple[str, Owner]] = [(self.return_path, "helpdesk"), (HELPDESK, "helpdesk"), (OFFICE, "office")]
        for address, owner in staff:
            self.mailboxes.put(Mailbox(address, owner=owner))

    @property
    def return_path(self) -> str:
        """The envelope's sender of a reset mail, to which it bounces."""
        if self.settings.mail_authentication == "spf-only":
            return HELPDESK
        return self.settings.envelope_sender.replace("{world}", self.name)

    def change_settings(self, given: Mapping[str, Any]) -> None:
        """Have ``given`` settings from now on; raises pydantic's ValidationError, and then nothing has changed."""
        self.settings.take_over(Settings.model_validate(self.settings.model_dump() | dict(given)))

    def put_institution(self, institution: Institution) -> None:
        """Register ``institution``; its address gets a plain mailbox if it has none yet, and lies in this world.

        Disabled, it is shut out at once: sessions end, and links that were sent are of no use, now or later [assumed].
        """
        before, address = self.accounts.get(institution.username), institution.registered_address
        self.accounts.put(institution)
        if not institution.enabled:
            self._shut_out(institution.username, "account-disabled")
        if before and before.registered_address != address and self.settings.address_change_revokes_links:
            self.links.revoke(institution.username, "address-changed")
        if is_deliverable(address) and self.is_own(address) and not self.mailboxes.get(address):
            self.put_mailbox(address, "plain" if "plain" in self.personas else None)

    def remove_institution(self, institution: Institution, reason: str = "account-removed") -> None:
        """It is no account any more; what was sent to it is of no use. Its user name may be given to another."""
        institution.removed = True
        self._shut_out(institution.username, reason)

    def rename_institution(self, institution: Institution, username: str) -> Institution:
        """It has another user name from now on; what was sent before is of no use [assumed]."""
        renamed = replace(institution, username=username)
        self.remove_institution(institution, "username-changed")
        self.put_institution(renamed)
        return renamed

    def _shut_out(self, username: str, reason: str) -> None:
        self.links.revoke(username, reason)
        self.sessions.shut_out(username, reason)

    def is_own(self, address: str) -> bool:
        """Whether ``address`` lies in a domain of this world, such as demo.example."""
        return world_name_in(address) == self.name

    def knows_domain(self, address: str) -> bool:
        """Whether the domain of ``address`` is anybody's here; a mail to another one comes back at once."""
        domain = domain_of(address)
        return self.is_own(address) or any(domain_of(each.address) == domain for each in self.mailboxes.all())

    def put_mailbox(self, address: str, persona: str | None) -> Mailbox:
        """A mailbox as ``persona`` has it to begin with; what was delivered to ``address`` stays.

        A persona that forwards brings along the mailbox to which it does, ``LOCAL@forwarded.WORLD.example``.
        """
        address = with_ascii_domain(address)
        before = self.mailboxes.get(address)
        mailbox = Mailbox.of(address, persona, self.personas[persona] if persona else NO_FILTER)
        mailbox.delivered = before.delivered if before else {}
        self.mailboxes.put(mailbox)
        if mailbox.persona.forward_to:
            mailbox.forward_to = forwarded(address, self.name)
            self.put_mailbox(mailbox.forward_to, mailbox.persona.forward_to)
        return mailbox

    def put_group(self, address: str, members: Sequence[str], *, rewrites_sender: bool = False) -> Mailbox:
        """An address whose mail goes to each of ``members``, who must have mailboxes of their own to get it.

        Raises ValueError for one that leads back to itself.
        """
        address, members = with_ascii_domain(address), [with_ascii_domain(each) for each in members]
        self._check_ends(address, members)
        mailbox = self.put_mailbox(address, None)
        mailbox.members, mailbox.rewrites_sender = members, rewrites_sender
        return mailbox

    def _check_ends(self, address: str, members: Sequence[str]) -> None:
        ways = [[address, each] for each in members]
        while ways:
            way = ways.pop()
            if way[-1].lower() == address.lower():
                raise ValueError(_("{way} is a cycle: a group must not lead back to itself", way=" → ".join(way)))
            found = self.mailboxes.get(way[-1])
            following = [*found.members, *filter(None, [found.forward_to])] if found else []
            ways += [[*way, each] for each in following]

    def _send_reset(self, institution: Institution, link: ResetLink | None) -> Letter:
        return self.letters.add_reset(institution, link, self.return_path, mailer_of(self.name), self.clock.now())
