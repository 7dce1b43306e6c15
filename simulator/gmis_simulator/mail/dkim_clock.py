"""dkimpy stamps and judges signatures by the machine's clock alone; here it is given the world's."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

import dkim

_now: ContextVar[datetime] = ContextVar("now")


class _WorldTime:
    @staticmethod
    def time() -> float:
        return _now.get().timestamp()


dkim.time = _WorldTime  # it asks its module `time` and takes no argument instead


@contextmanager
def dkim_at(now: datetime) -> Iterator[None]:
    """Inside, dkimpy takes ``now`` for the present."""
    before = _now.set(now)
    try:
        yield
    finally:
        _now.reset(before)
