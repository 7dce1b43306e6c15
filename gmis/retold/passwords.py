"""Passwords in the place of those that were typed, which no log holds."""

from collections.abc import Sequence
from typing import Any

FIRST = "〈最初のパスワード〉"


class Passwords:
    """``settings``: of the world, as they are when a password is asked for."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self._settings = settings
        self._now: dict[str, str] = {}
        self._changes = 0

    def current(self, username: str) -> str:
        """What the user logs in with."""
        return self._now.get(username.lower(), FIRST)

    def new(self, *, off: int = 0) -> str:
        """One that was not used yet."""
        return f"Clinic{2026 + self._changes + off}".ljust(self._length, "0")

    def change(self, username: str) -> None:
        """`new` is in force."""
        self._now[username.lower()] = self.new()
        self._changes += 1

    def refused(self, username: str, reasons: Sequence[str]) -> tuple[str, str]:
        """What to type into the two fields to be refused for these reasons."""
        if unmet := reasons.count("policy"):
            first = {1: "clinic2026".ljust(self._length, "0"), 2: "clinicpass".ljust(self._length, "s")}.get(unmet)
            first = first or ("clinic" if unmet == 3 and self._length > len("clinic") else "-")
            return first, f"{first}x" if "mismatch" in reasons else first
        if "mismatch" in reasons:
            return self.new(), self.new(off=1)
        known = self.current(username) if "history" in reasons else self.new()
        return known, known

    @property
    def _length(self) -> int:
        length: int = self._settings["password_minimum_length"]
        return length
