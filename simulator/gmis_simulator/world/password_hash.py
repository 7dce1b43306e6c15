"""Argon2 hashes of passwords, as cheap as the world's settings say."""

from collections.abc import Callable, Iterable

from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import VerifyMismatchError

from gmis_simulator.world.settings import Settings


class Hashes:
    """Makes and checks hashes. ``in_force``: gives those by which the accounts of the world log in now.

    A check costs the same for every name, known or not, whatever the settings were when each hash was made: it
    hashes once at each of the costs that occur in force.
    """

    def __init__(self, settings: Settings, in_force: Callable[[], Iterable[str]]) -> None:
        self._settings, self._in_force = settings, in_force
        self._nobodys: dict[str, str] = {}  # by what it costs

    def make(self, password: str) -> str:
        """The hash of ``password``, with a salt of its own."""
        passes, memory = self._settings.password_hash_passes, self._settings.password_hash_memory_kib
        return PasswordHasher(time_cost=passes, memory_cost=memory, parallelism=1).hash(password)

    def logs_in(self, password: str, hashed: str | None) -> bool:
        """Whether ``hashed``, one of those in force, was made from ``password``; None (no such account): False."""
        right = False
        by_cost = {_cost(each): each for each in self._in_force()}
        for cost in sorted(by_cost):
            if hashed and cost == _cost(hashed):
                right = self.match(password, hashed)
            else:
                self.match(f"{password}!", self._nobodys_like(by_cost[cost]))
        return right

    def match(self, password: str, hashed: str) -> bool:
        """Whether ``hashed`` was made from ``password``."""
        try:
            return PasswordHasher().verify(hashed, password)  # the hash itself says what it costs
        except VerifyMismatchError:
            return False

    def _nobodys_like(self, hashed: str) -> str:
        """A hash that costs the same and is no account's."""
        cost = _cost(hashed)
        if cost not in self._nobodys:
            self._nobodys[cost] = PasswordHasher.from_parameters(extract_parameters(hashed)).hash("")
        return self._nobodys[cost]


def _cost(hashed: str) -> str:
    """What a hash says of itself before salt and digest, such as ``$argon2id$v=19$m=8,t=1,p=1``."""
    return hashed.rsplit("$", 2)[0]
