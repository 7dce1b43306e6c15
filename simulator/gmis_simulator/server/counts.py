"""What has happened in all worlds of one server since it started, worlds that are gone included."""

from collections import Counter

from gmis_simulator.world.events import Event
from gmis_simulator.world.world import World
from gmis_simulator.world.worlds import Worlds


class Counts:
    """``events`` by kind, requests for a ``reset`` by outcome, ``mails`` by verdict: they only ever grow."""

    def __init__(self, worlds: Worlds) -> None:
        self.events: Counter[str] = Counter()
        self.resets: Counter[str] = Counter()
        self.mails: Counter[str] = Counter()
        worlds.subscribe(self._follow)

    def _follow(self, world: World) -> None:
        world.events.subscribe(self._note)

    def _note(self, event: Event) -> None:
        # called for each event of each world: increments, and nothing else
        self.events[event.kind] += 1
        if event.kind == "reset.requested":
            self.resets[event.data["outcome"]] += 1
        elif event.kind == "mail.verdict":
            self.mails[event.data["verdict"]] += 1
