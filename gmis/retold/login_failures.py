"""Refused logins in a row, which are told in one sentence."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from fixtures.control import Event

_BETWEEN = ("page.answered", "account.locked")
_AT_ONCE = timedelta(minutes=1)


def rows(events: Sequence[Event]) -> dict[int, int]:
    """The number of the first one of each row → how many it is. They are alike, and nothing is done between them."""
    found: dict[int, int] = {}
    first: Event | None = None
    for event in events:
        if event.kind == "login.refused":
            if first is None or event.data != first.data or _moment(event) - _moment(first) >= _AT_ONCE:
                first = event
            found[first.seq] = found.get(first.seq, 0) + 1
        elif event.kind not in _BETWEEN:
            first = None
    return found


def _moment(event: Event) -> datetime:
    return datetime.fromisoformat(event.at)
