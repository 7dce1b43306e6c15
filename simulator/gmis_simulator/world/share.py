"""Which worlds are this process's, where several run side by side: a world's name alone says whose it is."""

from dataclasses import dataclass
from zlib import crc32

from gmis_api.language import _

_NUMBERS = 1_000_000_000  # of worlds in lists, dealt out among all workers


@dataclass(frozen=True, slots=True)
class Share:
    """Worker ``index`` (from 0) of ``of``; ``since``: when it was started, for people. Without all that: every world.

    A world is the worker's whose index is what the CRC-32 of its name leaves on division by ``of``. A router in front
    counts in the same way, so that nobody keeps a list.
    """

    index: int = 0
    of: int = 1
    since: str = ""

    def owner(self, name: str) -> int:
        """The worker whose world ``name`` is, or would be."""
        return crc32(name.encode()) % self.of

    def owns(self, name: str) -> bool:
        """Whether that is this one."""
        return self.owner(name) == self.index

    def first(self, index: int) -> int:
        """The number before that of the first world of worker ``index``: no two workers number alike."""
        return index * (_NUMBERS // self.of)

    def numbered_by(self, number: int) -> int:
        """The worker of whose worlds one has that ``number``."""
        return min(number // (_NUMBERS // self.of), self.of - 1)

    def elsewhere(self, name: str) -> str:
        """What is said to whoever asks this worker for another's world."""
        return _(
            "world {name} is worker {owner}'s, and this is worker {index} of {of}: ask at the address in front of them",
            name=name,
            owner=self.owner(name),
            index=self.index,
            of=self.of,
        )

    def newly(self) -> str:
        """Why a world of this worker may be gone; empty where one process has all of them."""
        if self.of == 1:
            return ""
        return _(
            "worker {index} was started at {since}, and what worlds it had before are gone",
            index=self.index,
            since=self.since,
        )
