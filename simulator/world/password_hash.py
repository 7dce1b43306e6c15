"""Argon2 hashes of passwords, as cheap as the world's settings say."""

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from simulator.world.settings import Settings


class Hashes:
    """Makes and checks hashes; a check against no account costs the same as one against an account."""

    def __init__(self, settings: Settings) -> None:
        self._hasher = PasswordHasher(
            time_cost=settings.password_hash_passes, memory_cost=settings.password_hash_memory_kib, parallelism=1
        )
        self._nobody: str | None = None

    def make(self, password: str) -> str:
        """The hash of ``password``, with a salt of its own."""
        return self._hasher.hash(password)

    def match(self, password: str, hashed: str | None) -> bool:
        """Whether ``hashed`` was made from ``password``; None (no such account) takes as long and is False."""
        if hashed is None:
            self._nobody = self._nobody or self.make("")
            self._verify(self._nobody, f"{password}!")
            return False
        return self._verify(hashed, password)

    def _verify(self, hashed: str, password: str) -> bool:
        try:
            return self._hasher.verify(hashed, password)
        except VerifyMismatchError:
            return False
