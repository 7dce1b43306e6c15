"""What one user is going to do, drawn from the figures of a rush before it begins."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from gmis.load.figures import Rush


@dataclass(frozen=True, slots=True)
class Day:
    """Minutes are the world's; ``comes_after`` is a part of the time in which users come."""

    forgotten: bool
    wrong_tries: int
    requests: int
    minutes_until_read: int
    mailbox: str
    helped: bool
    minutes_until_help: int
    comes_after: float


def days(rush: Rush, users: int, seed: int) -> Iterator[Day]:
    """The days of so many users, the same ones for the same ``seed``, whatever happens meanwhile."""
    chance = Random(seed)  # noqa: S311 (nothing is secret)
    for _number in range(users):
        yield Day(
            forgotten=rush.forgotten.draw(chance),
            wrong_tries=rush.wrong_tries.draw(chance),
            requests=rush.requests.draw(chance),
            minutes_until_read=rush.minutes_until_read.draw(chance),
            mailbox=rush.mailboxes.draw(chance),
            helped=rush.helped.draw(chance),
            minutes_until_help=rush.minutes_until_help.draw(chance),
            comes_after=chance.random(),
        )
