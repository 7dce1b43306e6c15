"""The reset link 再設定用URL and its whole life [platform]."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from gmis_simulator.world.clock import Clock
from gmis_simulator.world.events import EventLog
from gmis_simulator.world.institution import username_key
from gmis_simulator.world.settings import Settings
from gmis_simulator.world.tokens import Tokens


class LinkState(StrEnum):
    """What a link is when somebody comes with it."""

    ALIVE = "alive"
    SPENT = "spent"
    EXPIRED = "expired"
    REVOKED = "revoked"
    UNKNOWN = "unknown"


@dataclass
class ResetLink:
    """``number`` names the link in events, so that no event holds the token."""

    number: int
    token: str
    username: str
    issued_at: datetime
    start_url: str | None  # the page that was wanted first; the reset ends there
    spent: bool = False
    revoked: bool = False


class ResetLinks:
    """All reset links of one world."""

    def __init__(self, clock: Clock, settings: Settings, tokens: Tokens, events: EventLog) -> None:
        self._clock, self._settings, self._tokens, self._events = clock, settings, tokens, events
        self._links: dict[str, ResetLink] = {}

    def issue(self, username: str, start_url: str | None) -> ResetLink:
        """A new link for ``username``; the ones before it are revoked where the settings say so."""
        if self._settings.older_links_revoked:
            self.revoke(username, "newer-request")
        link = ResetLink(len(self._links) + 1, self._tokens.token(), username, self._clock.now(), start_url)
        self._links[link.token] = link
        self._events.append("link.issued", link=link.number, username=username)
        return link

    def revoke(self, username: str, reason: str) -> None:
        """No link that was sent to ``username`` is of use any more.

        ``reason``: newer-request, password-changed, address-changed, or as `Sessions.shut_out` has it.
        """
        for link in self._links.values():
            mine = username_key(link.username) == username_key(username)
            if mine and not link.revoked and self.state(link.token) is LinkState.ALIVE:
                link.revoked = True
                self._events.append("link.revoked", link=link.number, username=link.username, reason=reason)

    def __iter__(self) -> Iterator[ResetLink]:
        return iter(self._links.values())

    def put(self, link: ResetLink) -> None:
        """Add a link that was issued before, elsewhere."""
        self._links[link.token] = link

    def open(self, token: str, method: str) -> LinkState:
        """Somebody, a person or a scanner, looks at the link by ``method`` GET or HEAD: that never changes it."""
        return self._note("link.opened", token, method=method)

    def spend(self, token: str) -> tuple[LinkState, ResetLink | None]:
        """The interstitial's button: the state before, and the link if it was alive; it is spent from now on."""
        alive = self.state(token) is LinkState.ALIVE
        state = self._note("link.confirmed" if alive else "link.refused", token)
        if not alive:
            return state, None
        link = self._links[token]
        link.spent = True
        return state, link

    def state(self, token: str) -> LinkState:
        """What ``token`` is worth now."""
        link = self._links.get(token)
        if link is None:
            return LinkState.UNKNOWN
        if link.revoked:
            return LinkState.REVOKED
        if self._clock.now() - link.issued_at > timedelta(hours=self._settings.link_lifetime_hours):
            return LinkState.EXPIRED
        return LinkState.SPENT if link.spent else LinkState.ALIVE

    def _note(self, kind: str, token: str, **data: str) -> LinkState:
        state, link = self.state(token), self._links.get(token)
        known = {"link": link.number, "username": link.username} if link else {}
        self._events.append(kind, **known, state=state.value, **data)
        return state
