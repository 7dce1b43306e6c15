"""Argon2 hashes of passwords, as cheap as the world's settings say."""

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from gmis_simulator.world.settings import Settings


class Hashes:
    """Makes and checks hashes; a check against no account costs the same as one against an account."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._nobody: dict[tuple[int, int], str] = {}  # by what it cost

    def make(self, password: str) -> str:
        """The hash of ``password``, with a salt of its own."""
        passes, memory = self._costs
        return PasswordHasher(time_cost=passes, memory_cost=memory, parallelism=1).hash(password)

    def match(self, password: str, hashed: str | None) -> bool:
        """Whether ``hashed`` was made from ``password``; None (no such account) takes as long and is False."""
        if hashed is None:
            if self._costs not in self._nobody:
                self._nobody[self._costs] = self.make("")
            _verify(self._nobody[self._costs], f"{password}!")
            return False
        return _verify(hashed, password)

    @property
    def _costs(self) -> tuple[int, int]:
        return self._settings.password_hash_passes, self._settings.password_hash_memory_kib


def _verify(hashed: str, password: str) -> bool:
    try:
        return PasswordHasher().verify(hashed, password)  # the hash itself says what it costs
    except VerifyMismatchError:
        return False
