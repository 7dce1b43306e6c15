"""What a scanner of links did, which looks in the log as if a person had done it."""

from collections.abc import Sequence

from fixtures.control import Event


def visits(events: Sequence[Event]) -> frozenset[int]:
    """The numbers of the events that belong to its visits: from the page that it opened to the note that it did."""
    found: set[int] = set()
    for at, event in enumerate(events):
        if event.kind == "scanner.opened":
            for before in range(at - 1, -1, -1):
                found.add(events[before].seq)
                if events[before].kind == "link.opened" and events[before].data["method"] == event.data["method"]:
                    break
    return frozenset(found)
