"""What starts while something else starts is stopped, whatever becomes of the other."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import Any

import pytest

from pytest_gmis.browser.rig import meanwhile


def test_what_still_starts_when_all_else_has_failed_is_waited_for_and_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    waited_for, became = Event(), []
    shutdown = ThreadPoolExecutor.shutdown

    def seen(self: ThreadPoolExecutor, *args: Any, **options: Any) -> None:
        waited_for.set()
        shutdown(self, *args, **options)

    @contextmanager
    def slow() -> Iterator[None]:
        assert waited_for.wait(10)
        became.append("started")
        try:
            yield
        finally:
            became.append("stopped")

    monkeypatch.setattr(ThreadPoolExecutor, "shutdown", seen)
    with pytest.raises(RuntimeError, match="no browser"), meanwhile(slow()):
        raise RuntimeError("no browser")
    assert became == ["started", "stopped"]


def test_what_it_raises_while_it_starts_is_raised_where_it_is_waited_for() -> None:
    @contextmanager
    def broken() -> Iterator[None]:
        raise ValueError("no simulator")
        yield

    with meanwhile(broken()) as started, pytest.raises(ValueError, match="no simulator"):
        started()
