"""All worlds of one process, by name."""

from collections.abc import Callable, Iterator

from gmis_api.language import _
from gmis_api.nearest import nearest
from gmis_simulator.world.clock import ticks
from gmis_simulator.world.names import can_name, check_name
from gmis_simulator.world.personas import Personas
from gmis_simulator.world.share import Share
from gmis_simulator.world.world import World

_COMPARED = 200


class NoSuchWorld(KeyError):
    """``name`` is no world here; ``near`` is what was perhaps meant, ``share`` which worlds are here."""

    def __init__(self, name: str, near: str | None, share: Share) -> None:
        super().__init__(name)
        self.name, self.near, self._share = name, near, share

    @property
    def elsewhere(self) -> str:
        """Where it is another worker's, or would be: what is said then; else empty."""
        mine = self._share.owns(self.name) or not can_name(self.name)
        return "" if mine else self._share.elsewhere(self.name)

    @property
    def newly(self) -> str:
        """Why it may be gone, where that is known."""
        return self._share.newly()


class Worlds:
    """A register; it makes nothing by itself. ``personas``: what the mailboxes of its worlds can be.

    ``share``: which worlds are this process's.
    """

    def __init__(
        self, personas: Personas | None = None, *, share: Share | None = None, ticks: Callable[[], float] = ticks
    ) -> None:
        self._ticks = ticks
        self.share = share or Share()
        self.personas = personas or Personas()
        self._worlds: dict[str, World] = {}
        self._listeners: list[Callable[[World], None]] = []
        self._numbers: dict[str, int] = {}  # in the order in which they were added; none is given twice
        self._added = self.share.first(self.share.index)
        self._used: dict[str, float] = {}  # when each was last asked for, in real seconds

    def add(self, world: World) -> None:
        """Register ``world`` and tell the listeners; raises ValueError when its name is taken or cannot be one."""
        self.check_free(world.name)
        self._added += 1
        self._worlds[world.name], self._numbers[world.name] = world, self._added
        self._used[world.name] = self._ticks()
        for listener in list(self._listeners):
            listener(world)

    def subscribe(self, listener: Callable[[World], None]) -> Callable[[], None]:
        """Call ``listener`` with every world, those that are here and every further one; returns what ends that."""
        self._listeners.append(listener)
        for world in self:
            listener(world)
        return lambda: self._listeners.remove(listener)

    def check_free(self, name: str) -> None:
        """Raises ValueError when a world of that name cannot be added."""
        if check_name(name) in self._worlds:
            raise ValueError(
                _("a world {name!r} exists already: choose another name, or delete that one first", name=name)
            )

    def get(self, name: str) -> World:
        """The world of that name; raises NoSuchWorld."""
        try:
            world = self._worlds[name]
        except KeyError:
            latest = list(self._worlds)[
                -_COMPARED:
            ]  # a comparison with thousands would keep every other request waiting
            raise NoSuchWorld(name, next(iter(nearest(name, latest)), None), self.share) from None
        self._used[name] = self._ticks()
        return world

    def unused_for(self, seconds: float) -> list[World]:
        """The worlds that nobody has asked for in the last ``seconds`` of real time."""
        before = self._ticks() - seconds
        return [world for name, world in self._worlds.items() if self._used[name] < before]

    def remove(self, name: str) -> World:
        """Take the world out; raises NoSuchWorld."""
        world = self.get(name)
        del self._worlds[name], self._numbers[name], self._used[name]
        return world

    def after(self, number: int) -> list[tuple[int, World]]:
        """The worlds that were added after the one of that ``number``, with theirs, the oldest first."""
        return [(mine, self._worlds[name]) for name, mine in self._numbers.items() if mine > number]

    def __iter__(self) -> Iterator[World]:
        return iter(list(self._worlds.values()))

    def __len__(self) -> int:
        return len(self._worlds)
