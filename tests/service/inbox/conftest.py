"""An embedded inbox of the test's own."""

from collections.abc import Iterator

import pytest

from tests.rigs.inbox import Inbox, started_inbox


@pytest.fixture
def embedded() -> Iterator[Inbox]:
    """An empty embedded inbox for this test alone."""
    with started_inbox("embedded") as started:
        yield started
