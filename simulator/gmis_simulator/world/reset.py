"""A request for a reset mail: what happens behind a page that always says the same."""

from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum

from gmis_simulator.world.accounts import Accounts
from gmis_simulator.world.clock import Clock
from gmis_simulator.world.events import EventLog
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.letter import Letter
from gmis_simulator.world.reset_link import ResetLink, ResetLinks
from gmis_simulator.world.settings import Settings


class Outcome(StrEnum):
    """Noted in the event `reset.requested`, never shown to the user."""

    MAILED = "mailed"
    LOCKED = "locked"  # a mail is sent, but it holds no link [platform]
    UNKNOWN = "unknown"
    DISABLED = "disabled"
    NO_ADDRESS = "no-address"
    LIMIT = "limit"


class Resets:
    """Turns well-formed requests into letters."""

    def __init__(
        self,
        clock: Clock,
        settings: Settings,
        events: EventLog,
        accounts: Accounts,
        links: ResetLinks,
        send: Callable[[Institution, ResetLink | None], Letter],
    ) -> None:
        self._clock, self._settings, self._events = clock, settings, events
        self._accounts, self._links, self._send = accounts, links, send

    def request(self, username: str, start_url: str | None = None) -> Letter | None:
        """The letter that this request causes, or None; ``username`` must be well formed.

        ``start_url``: the page that was wanted first, where the reset shall end.
        """
        institution = self._accounts.get(username)
        outcome = self._judge(institution)
        self._events.append("reset.requested", username=username, outcome=outcome.value)
        if institution is None or outcome not in (Outcome.MAILED, Outcome.LOCKED):
            return None
        link = self._links.issue(institution.username, start_url) if outcome is Outcome.MAILED else None
        return self._send(institution, link)

    def _judge(self, institution: Institution | None) -> Outcome:
        if institution is None:
            return Outcome.UNKNOWN
        if not institution.enabled:
            return Outcome.DISABLED
        if not institution.registered_address:
            return Outcome.NO_ADDRESS
        now = self._clock.now()
        institution.requests = [at for at in institution.requests if now - at < timedelta(hours=24)]
        if len(institution.requests) >= self._settings.reset_requests_per_day:
            return Outcome.LIMIT
        institution.requests.append(now)
        return Outcome.LOCKED if institution.locked(now) else Outcome.MAILED
