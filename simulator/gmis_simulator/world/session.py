"""Who is logged in, in which browser, until when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from gmis_simulator.world.clock import Clock
from gmis_simulator.world.events import EventLog
from gmis_simulator.world.institution import username_key
from gmis_simulator.world.settings import Settings
from gmis_simulator.world.tokens import Tokens


@dataclass
class Session:
    """``must_change``: opened by a reset link; only the change-password page is shown until a password is saved.

    ``press``: the press of the interstitial's button that opened it. ``saved``: a password was saved in it.
    ``void``: its account was closed meanwhile; the change-password page says that the link is of no use, and ends it.
    """

    id: str
    username: str
    last_seen: datetime
    must_change: bool = False
    start_url: str | None = None  # where the way leads once the password is saved
    press: str = ""
    saved: bool = False
    void: bool = False


class Sessions:
    """All sessions of one world. Closing the tab does not end one; being idle does [platform]."""

    def __init__(self, clock: Clock, settings: Settings, tokens: Tokens, events: EventLog) -> None:
        self._clock, self._settings, self._tokens, self._events = clock, settings, tokens, events
        self._sessions: dict[str, Session] = {}

    def start(
        self, username: str, *, by: str, must_change: bool = False, start_url: str | None = None, press: str = ""
    ) -> Session:
        """A new session for ``username``; ``by`` says what opened it: password or reset-link."""
        session = Session(self._tokens.token(), username, self._clock.now(), must_change, start_url, press)
        self._sessions[session.id] = session
        self._events.append("session.started", username=username, by=by)
        return session

    def __iter__(self) -> Iterator[Session]:
        return iter(self._sessions.values())

    def put(self, session: Session) -> None:
        """Add a session that was started before, elsewhere."""
        self._sessions[session.id] = session

    def get(self, session_id: str | None) -> Session | None:
        """The live session of that id, now seen again; None when there is none or it was idle for too long."""
        session = self._sessions.get(session_id or "")
        if session is None:
            return None
        if self._clock.now() - session.last_seen > timedelta(minutes=self._settings.session_idle_minutes):
            self.end(session, "idle")
            return None
        session.last_seen = self._clock.now()
        return session

    def end(self, session: Session, reason: str) -> None:
        """End that session; ``reason``: idle, logout, password-changed, link-spent, lost, or as `shut_out` has it."""
        self._sessions.pop(session.id, None)
        self._events.append("session.ended", username=session.username, reason=reason)

    def opened_by(self, press: str) -> Session | None:
        """The live session that this press of the interstitial's button opened, now seen again."""
        found = next((each for each in self._sessions.values() if press and each.press == press), None)
        return self.get(found.id) if found else None

    def shut_out(self, username: str, reason: str) -> None:
        """End all sessions of a closed account; ``reason``: account-disabled, account-removed or username-changed.

        Those that came by a reset link are void: their page is still to say that the link is of no use.
        """
        for session in [
            each for each in self._sessions.values() if username_key(each.username) == username_key(username)
        ]:
            if session.must_change:
                session.void = True
            else:
                self.end(session, reason)

    def end_others(self, kept: Session) -> None:
        """End what the holder of ``kept`` has open elsewhere, where the settings say so."""
        if self._settings.change_ends_other_sessions:
            for other in [s for s in self._sessions.values() if s.username == kept.username and s is not kept]:
                self.end(other, "password-changed")
