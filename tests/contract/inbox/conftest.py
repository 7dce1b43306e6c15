"""The inboxes that the contract is tried on: the embedded one, and Mailpit."""

import os
from collections.abc import Iterator

import pytest

from gmis_simulator.server.mailpit import NamedMailpit
from tests.rigs.inbox import Inbox, started_inbox


@pytest.fixture(scope="session", params=["embedded", "mailpit"])
def inbox(request: pytest.FixtureRequest) -> Iterator[Inbox]:
    """An inbox that the tests share: write to `somebody()`, and delete nothing but your own messages."""
    if request.param == "mailpit" and "GMIS_MAILPIT_URL" in os.environ:
        named = NamedMailpit(os.environ)
        yield Inbox(named.url, named.smtp)
    else:
        with started_inbox(request.param) as started:
            yield started


@pytest.fixture(params=["embedded", "mailpit"])
def own_inbox(request: pytest.FixtureRequest) -> Iterator[Inbox]:
    """An empty inbox for this test alone."""
    with started_inbox(request.param) as started:
        yield started
