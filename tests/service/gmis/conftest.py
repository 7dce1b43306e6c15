"""One simulator for a file; each test has a world of its own in it."""

from collections.abc import Iterator

import pytest

from gmis_simulator.server.running import SimulatorServer, running


@pytest.fixture(scope="module")
def server() -> Iterator[SimulatorServer]:
    """With the embedded inbox."""
    with running("embedded") as found:
        yield found
