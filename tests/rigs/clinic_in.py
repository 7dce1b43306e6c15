"""A clinic in a world of a server that a test file has of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from gmis_simulator.server.running import SimulatorServer
from pytest_gmis.client.control import Control
from pytest_gmis.client.mailpit import Mailpit
from tests.rigs.clinic import Clinic


@contextmanager
def clinic_in(server: SimulatorServer, **fields: Any) -> Iterator[Clinic]:
    """In a fresh world, on a morning. ``fields``: `Control.create_world`'s."""
    with Control(server.url) as control, Mailpit(server.inbox.url) as mailpit:
        given: dict[str, Any] = {"now": "2026-01-15T09:00:00+09:00", "seed": 3, **fields}
        clinic = Clinic(control.create_world(**given), mailpit)
        yield clinic
        clinic.close()
