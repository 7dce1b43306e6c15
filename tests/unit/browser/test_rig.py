"""What starts while something else starts is stopped, whatever becomes of the other."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from threading import Event
from typing import Any

import pytest

from pytest_gmis.browser.rig import meanwhile


class Starting(AbstractContextManager[None]):
    """Stands once it is ``let`` to, or breaks with ``error``; ``became``: what has become of it.

    No generator: one that nobody has any more is closed by the garbage collector, which would hide what is tested.
    """

    def __init__(self, let: Event | None = None, error: Exception | None = None) -> None:
        self._let, self._error = let, error
        self.became: list[str] = []

    def __enter__(self) -> None:
        assert self._let is None or self._let.wait(10)
        if self._error:
            raise self._error
        self.became.append("started")

    def __exit__(self, *_: object) -> None:
        self.became.append("stopped")


def test_what_still_starts_when_all_else_has_failed_is_waited_for_and_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    slow = Starting(waited_for := Event())
    shutdown = ThreadPoolExecutor.shutdown

    def seen(self: ThreadPoolExecutor, *args: Any, **options: Any) -> None:
        waited_for.set()
        shutdown(self, *args, **options)

    monkeypatch.setattr(ThreadPoolExecutor, "shutdown", seen)
    with pytest.raises(RuntimeError, match="no browser"), meanwhile(slow):
        raise RuntimeError("no browser")
    assert slow.became == ["started", "stopped"]


def test_what_it_raises_while_it_starts_is_raised_where_it_is_waited_for() -> None:
    with meanwhile(Starting(error=ValueError("no simulator"))) as started, pytest.raises(ValueError, match="no simul"):
        started()
