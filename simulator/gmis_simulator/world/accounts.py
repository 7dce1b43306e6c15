"""The institutions of one world, their passwords, and the lock after too many failures."""

from collections.abc import Iterator
from datetime import timedelta
from enum import StrEnum

from gmis_simulator.world.clock import Clock
from gmis_simulator.world.events import EventLog
from gmis_simulator.world.institution import Institution, username_key
from gmis_simulator.world.password_hash import Hashes
from gmis_simulator.world.password_policy import PasswordPolicy
from gmis_simulator.world.settings import Settings


class PasswordRefusal(StrEnum):
    """Why the server refuses a new password."""

    MISMATCH = "mismatch"
    POLICY = "policy"
    HISTORY = "history"
    TOO_SOON = "too-soon"


class Accounts:
    """``settings`` rule lockout, history and the pace of changes."""

    def __init__(self, clock: Clock, settings: Settings, events: EventLog) -> None:
        self._clock, self._settings, self._events = clock, settings, events
        self._hashes = Hashes(settings, lambda: (each.password_hashes[0] for each in self))
        self._institutions: dict[str, Institution] = {}

    @property
    def policy(self) -> PasswordPolicy:
        """The rules for a new password."""
        return PasswordPolicy(self._settings.password_minimum_length)

    def __iter__(self) -> Iterator[Institution]:
        return (each for each in self._institutions.values() if not each.removed)

    def ever(self) -> list[Institution]:
        """Every one, those that were removed too, as long as nobody took their user names over."""
        return list(self._institutions.values())

    def get(self, username: str) -> Institution | None:
        """The institution of that user name, however it is capitalised."""
        found = self._institutions.get(username_key(username))
        return None if found is None or found.removed else found

    def holder(self, username: str) -> Institution:
        """The institution that a session or a letter of this world belongs to, be it removed meanwhile."""
        return self._institutions[username_key(username)]

    def put(self, institution: Institution) -> None:
        """Add ``institution`` or put it in the place of its namesake; its first password is in force if it is new."""
        if not institution.password_hashes:
            institution.password_hashes = [self._hashes.make(institution.first_password)]
        self._institutions[username_key(institution.username)] = institution

    def authenticate(self, username: str, password: str) -> Institution | None:
        """The institution, when name and password are right and the account is neither locked nor disabled.

        After `lockout_failures` failures in a row the account is locked for `lockout_minutes` [platform].
        """
        institution, now = self.get(username), self._clock.now()
        right = self._hashes.logs_in(password, institution.password_hashes[0] if institution else None)
        if institution is None:
            self._events.append("login.refused", username=username, reason="unknown")
            return None
        if institution.locked_until and not institution.locked(now):
            institution.locked_until, institution.failures = None, 0
        reason = (
            "disabled" if not institution.enabled
            else "locked" if institution.locked(now)
            else "password" if not right
            else None
        )  # fmt: skip
        if reason is None:
            institution.failures = 0
            return institution
        self._events.append("login.refused", username=institution.username, reason=reason)
        if reason == "password":
            self._count_failure(institution)
        return None

    def change_password(self, institution: Institution, new: str, again: str) -> list[tuple[PasswordRefusal, str]]:
        """Save ``new``, or say why not: pairs of a reason and the sentence for the page; empty when saved."""
        refusals = self._refusals(institution, new, again)
        if refusals:
            reasons = [reason.value for reason, _ in refusals]
            self._events.append("password.refused", username=institution.username, reasons=reasons)
            return refusals
        kept = max(self._settings.password_history, 1)
        institution.password_hashes = [self._hashes.make(new), *institution.password_hashes][:kept]
        institution.changed_at = self._clock.now()
        if self._settings.reset_lifts_lock:
            institution.locked_until, institution.failures = None, 0
        self._events.append("password.changed", username=institution.username)
        return []

    def is_in_force(self, institution: Institution, password: str) -> bool:
        """Whether ``password`` is the one by which one logs in now; nothing is counted."""
        return self._hashes.match(password, institution.password_hashes[0])

    def _refusals(self, institution: Institution, new: str, again: str) -> list[tuple[PasswordRefusal, str]]:
        found = [(PasswordRefusal.POLICY, f"{rule.label}の条件を満たしていません。") for rule in self.policy.unmet(new)]
        if new != again:
            found.append((PasswordRefusal.MISMATCH, "「新しいパスワード」と「新しいパスワードの確認」が一致しません。"))
        if found:
            return found
        last = institution.password_hashes[: self._settings.password_history]
        if any(self._hashes.match(new, hashed) for hashed in last):
            last_ones = f"過去{self._settings.password_history}回に使用したパスワードは使用できません。"
            return [(PasswordRefusal.HISTORY, last_ones)]
        changed = institution.changed_at if self._settings.one_day_between_changes else None
        if changed and self._clock.now() - changed < timedelta(hours=24):
            return [(PasswordRefusal.TOO_SOON, "前回の変更から24時間が経過していないため、変更できません。")]
        return []

    def _count_failure(self, institution: Institution) -> None:
        institution.failures += 1
        if institution.failures >= self._settings.lockout_failures:
            institution.locked_until = self._clock.now() + timedelta(minutes=self._settings.lockout_minutes)
            self._events.append("account.locked", username=institution.username)
