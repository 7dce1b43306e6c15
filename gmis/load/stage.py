"""Where a rush takes place: a simulator, and worlds with an institution for each user."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from gmis.load.day import Day, days
from gmis.load.figures import Rush
from gmis.load.plan import Seat
from gmis.load.tally import Tally, tally
from gmis_api.language import _
from gmis_simulator.server.running import is_loopback
from pytest_gmis.client.control import Control, ControlError, Unreachable, World
from pytest_gmis.client.simulator import InboxChoice, simulator
from pytest_gmis.client.target import allowed_url

_MOST = 200  # institutions of a world: what looks through all links of one takes the longer the more there are


@contextmanager
def standing(url: str | None, inbox: InboxChoice) -> Iterator[Control]:
    """The simulator at ``url``, or one of our own while the block runs.

    Raises ValueError for a URL that is none of this machine, NoSimulator, OtherVersion, Unreachable.
    """
    if url is None:
        with simulator(inbox, {}) as found, Control(found.url) as control:
            yield control
        return
    if not is_loopback(urlsplit(allowed_url(url)).hostname or ""):
        raise ValueError(
            _("{url!r} is no address of this machine alone: load is sent to 127.0.0.1 or localhost only", url=url)
        )
    with Control(url, os.environ.get("GMIS_TOKEN")) as control:
        control.check_version()
        yield control


@dataclass(slots=True)
class Stage:
    """``seats``: those of each worker, whose worlds are nobody else's."""

    worlds: list[World] = field(default_factory=list)
    seats: list[list[Seat]] = field(default_factory=list)

    def tally(self) -> Tally:
        """What became of it, once every world has settled."""
        found = Tally()
        for world in self.worlds:
            try:
                waiting = [each["mail"] for each in world.settle()]
                found += tally(world.events(), waiting)
            except (ControlError, Unreachable):
                found += Tally(gone=1)
        return found


@contextmanager
def stage(control: Control, rush: Rush, users: int, workers: int, seed: int) -> Iterator[Stage]:
    """Worlds for so many users, while the block runs; as many for each worker, however Locust deals the users."""
    made, each = Stage(), -(-users // workers)
    every = list(days(rush, each * workers, seed))
    try:
        for worker in range(workers):
            mine = every[worker::workers]
            made.seats.append([])
            for first in range(0, each, _MOST):
                made.seats[-1] += _seats(control, rush, mine[first : first + _MOST], made.worlds)
        yield made
    finally:
        for world in made.worlds:
            with suppress(ControlError, Unreachable):  # it is gone already, and the others are to go, too
                world.delete()


def _seats(control: Control, rush: Rush, days: Sequence[Day], worlds: list[World]) -> list[Seat]:
    """Those of one more world. It has none of the preset's faults: how slow it gets is what the rush is to show."""
    kinds = {f"ex{number:06}": day.mailbox for number, day in enumerate(days)}
    world = control.create_world(
        preset=rush.preset,
        institutions=[{"username": username} for username in kinds],
        mailboxes={f"{username}@{{world}}.example": {"persona": kind} for username, kind in kinds.items()},
        faults=[],
    )
    worlds.append(world)
    return [
        Seat(world.name, each.username, each.password, each.registered_address, day)
        for each, day in zip(world.institutions, days, strict=True)
    ]
