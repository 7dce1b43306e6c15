"""The inboxes that the contract is tried on: the embedded one, and Mailpit."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from gmis_simulator.inbox.embedded import EmbeddedInbox
from gmis_simulator.server.mailpit import HOW_TO_GET, NamedMailpit, StartedMailpit, find_mailpit
from gmis_simulator.serving.in_thread import in_thread
from tests.inbox.client import Inbox


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


@pytest.fixture
def embedded() -> Iterator[Inbox]:
    """An empty embedded inbox for this test alone."""
    with started_inbox("embedded") as started:
        yield started


@contextmanager
def started_inbox(kind: str) -> Iterator[Inbox]:
    """A fresh inbox of that kind, while the block runs."""
    with in_thread(EmbeddedInbox() if kind == "embedded" else _mailpit()) as started:
        yield Inbox(started.url, started.smtp)


def _mailpit() -> StartedMailpit:
    binary = find_mailpit()
    if binary:
        return StartedMailpit(binary)
    if os.environ.get("GMIS_REQUIRE_MAILPIT") == "1":
        pytest.fail(f"GMIS_REQUIRE_MAILPIT is set and there is no Mailpit: {HOW_TO_GET}")
    pytest.skip(f"no Mailpit: {HOW_TO_GET}")
