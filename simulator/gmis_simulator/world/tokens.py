"""The world's random source: reproducible when seeded, else from the system's secure one."""

import base64
import hashlib
import random
import secrets
from typing import Any


class Tokens:
    """``seed`` None: tokens cannot be guessed. A seed: the same world gives the same tokens in the same order."""

    def __init__(self, seed: int | None = None) -> None:
        self._seed = seed
        self._seeded = None if seed is None else random.Random(seed)  # noqa: S311 (guards nothing: it is asked for)

    def token(self) -> str:
        """32 URL-safe characters, 192 bits."""
        return base64.urlsafe_b64encode(self._bytes(24)).decode("ascii")

    def name(self) -> str:
        """32 signs that everybody may see, such as a Message-ID's: never a token of another world of the same seed."""
        return hashlib.sha256(b"name " + self._bytes(24)).hexdigest()[:32]

    def password(self) -> str:
        """A first password that meets the four rules; it is shown to whoever makes the world."""
        return f"First-{self._bytes(5).hex()}1"

    def between(self, least: int, most: int) -> int:
        """A whole number from ``least`` to ``most``, both included."""
        return least + int.from_bytes(self._bytes(8), "big") % (most - least + 1)

    def key(self) -> bytes:
        """32 bytes for a signing key; they do not count among the tokens."""
        return secrets.token_bytes(32) if self._seed is None else hashlib.sha256(f"key {self._seed}".encode()).digest()

    def state(self) -> tuple[Any, ...] | None:
        """Where a seeded source stands, as `random` has it."""
        return None if self._seeded is None else self._seeded.getstate()

    def go_on_from(self, state: tuple[Any, ...]) -> None:
        """Stand where another one stood; raises ValueError or TypeError when ``state`` is none."""
        assert self._seeded is not None
        version, numbers, gauss = state
        self._seeded.setstate((version, tuple(numbers), gauss))

    def _bytes(self, count: int) -> bytes:
        return secrets.token_bytes(count) if self._seeded is None else self._seeded.randbytes(count)
