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


@pytest.fixture(scope="session", params=["embedded", "mailpit"])
def inbox_to_empty(request: pytest.FixtureRequest) -> Iterator[Inbox]:
    """A second inbox, and never one that is named: what it holds is deleted again and again. Ask for `empty_inbox`."""
    with started_inbox(request.param) as started:
        yield started


@pytest.fixture
def empty_inbox(inbox_to_empty: Inbox) -> Inbox:
    """An inbox that holds nothing as the test begins, and that nobody else writes to while it runs."""
    assert inbox_to_empty.ask("DELETE", "/api/v1/messages").text == "ok"
    left = inbox_to_empty.get("/messages")
    assert (left["total"], left["messages"], left["tags"]) == (0, [], [])
    return inbox_to_empty


@pytest.fixture(params=["embedded", "mailpit"])
def new_inbox(request: pytest.FixtureRequest) -> Iterator[Inbox]:
    """An inbox that has just been started, for what it counts from its start. Mailpit takes 0.3 s to end, whatever is
    asked of it: two sleeps of its own, before and after it closes its database.
    """
    with started_inbox(request.param) as started:
        yield started
