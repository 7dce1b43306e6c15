"""Argon2 hashes of passwords, as cheap as the world's settings say."""

import re
from collections.abc import Callable, Iterable

from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import VerifyMismatchError

from gmis_simulator.world.settings import Settings

# salts of 16 bytes, digests of 32; the last sign of each has bits to spare, which must not be set
_HASH = re.compile(
    r"\$argon2id\$v=19\$m=(?P<memory>[0-9]{1,9}),t=(?P<passes>[0-9]{1,9}),p=1"
    r"\$[A-Za-z0-9+/]{21}[AQgw]\$[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]"
)


def is_hash(text: str) -> bool:
    """Whether ``text`` is a hash as `Hashes.make` makes it, at a cost that the settings allow."""
    match = _HASH.fullmatch(text)
    try:
        return match is not None and bool(
            Settings(password_hash_passes=int(match["passes"]), password_hash_memory_kib=int(match["memory"]))
        )
    except ValueError:
        return False


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
