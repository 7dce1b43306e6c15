"""A message on its way into the store: completed as Mailpit does, read once, elsewhere if it is large."""

from gmis_simulator.inbox.content import Content, read_content
from gmis_simulator.inbox.message import Message
from gmis_simulator.inbox.received import Arrival, as_received
from gmis_simulator.inbox.store import Store
from gmis_simulator.serving.aside import Aside, TookTooLong

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
            raw, read = await self._aside.call(len(content), read_arrival, content, arrival)
        except TookTooLong as error:
            raw, read = glance_at_arrival(content, arrival, str(error))
        return self._store.add(raw, read)


def read_arrival(content: bytes, arrival: Arrival) -> tuple[bytes, Content]:
    """The raw message, and what it says. Raises MalformedHeaderError."""
    raw = as_received(content, arrival)
    return raw, read_content(raw)


def glance_at_arrival(content: bytes, arrival: Arrival, reason: str) -> tuple[bytes, Content]:
    """The same by its first headers alone. Raises MalformedHeaderError."""
    head = content[:_HEAD].partition(b"\r\n\r\n")[0]
    completed = as_received(head + b"\r\n\r\n", arrival).removesuffix(b"\r\n\r\n")
    note = f"message: its headers are read, the rest is not: {reason}"
    return completed + content[len(head) :], read_content(completed + b"\r\n\r\n", note)
