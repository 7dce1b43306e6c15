"""What every area has in common."""

from collections.abc import Iterable
from random import Random
from typing import Protocol

from fuzz.shot import Answer, Shot


class Area(Protocol):
    """Makes hostile inputs and fires them. ``share``: how many of all inputs are its own, of one."""

    name: str
    share: float

    def shot(self, chance: Random, number: int) -> Shot:
        """Input ``number``, which ``chance`` alone decides."""

    def fire(self, shot: Shot) -> Answer:
        """Send it, or have it read, and judge the answer."""

    def check(self, answers: list[Answer]) -> Iterable[Answer]:
        """What is wrong with a volley of answers, seen together; asked at the end of each volley."""
