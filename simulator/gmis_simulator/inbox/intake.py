"""A message on its way into the store: completed as Mailpit does, read once, elsewhere if it is large."""

from dataclasses import dataclass

from gmis_simulator.inbox.content import Content, read_content
from gmis_simulator.inbox.headers import strict_header
from gmis_simulator.inbox.message import Message
from gmis_simulator.inbox.received import Arrival, as_received
from gmis_simulator.inbox.store import Store
from gmis_simulator.inbox.tags import tags_of_arrival
from gmis_simulator.mime.notes import noted
from gmis_simulator.serving.aside import SMALL, Aside, TookTooLong

_HEAD = 32 * 1024  # bytes that are read of a message that is too much


class Intake:
    """Puts what arrives into ``store``; ``aside`` reads what is large."""

    def __init__(self, store: Store, aside: Aside) -> None:
        self._store, self._aside = store, aside

    async def take(self, content: bytes, arrival: Arrival) -> Message:
        """The message as it is kept; one that is too much to read is kept whole, raw.

        Raises MalformedHeaderError, and keeps nothing, when its header block cannot be read.
        """
        try:
            completed, read = await self._aside.call(len(content), read_arrival, content, arrival)
        except TookTooLong as error:
            completed, read = glance_at_arrival(content, arrival, str(error))
        rest = memoryview(content)[len(content) - completed.rest :]
        return self._store.add(completed.front, read.tags, read, rest=rest)

    async def take_back(self, content: bytes, arrival: Arrival) -> Message:
        """The same of a message that was kept before; it is read when somebody asks for it, unless it is large."""
        if len(content) > SMALL:
            return await self.take(content, arrival)
        raw = as_received(content, arrival)
        return self._store.add(raw, tags_of_arrival(strict_header(raw)))


@dataclass(frozen=True, slots=True)
class Completed:
    """A message that is ``front``, with all its headers, and the last ``rest`` bytes of what arrived."""

    front: bytes
    rest: int


def completed(raw: bytes, content: bytes) -> Completed:
    """How ``raw`` is made of ``content``."""
    rest = len(content) - max(content.find(b"\r\n\r\n"), 0) if len(content) > SMALL else 0
    if not raw.endswith(memoryview(content)[len(content) - rest :]):
        rest = 0  # its line ends were mended
    return Completed(raw[: len(raw) - rest], rest)


def read_arrival(content: bytes, arrival: Arrival) -> tuple[Completed, Content]:
    """How the message is completed, and what it says. Raises MalformedHeaderError."""
    raw = as_received(content, arrival)
    return completed(raw, content), read_content(raw)


def glance_at_arrival(content: bytes, arrival: Arrival, reason: str) -> tuple[Completed, Content]:
    """The same by its first headers alone. Raises MalformedHeaderError."""
    head, end, _ = content[:_HEAD].partition(b"\r\n\r\n")
    if not end and len(content) > _HEAD:
        head = head.rpartition(b"\n")[0].removesuffix(b"\r")  # the last line may be half of one
    front = as_received(head + b"\r\n\r\n", arrival).removesuffix(b"\r\n\r\n")
    note = noted("message", reason=reason)
    return Completed(front, len(content) - len(head)), read_content(front + b"\r\n\r\n", note)
