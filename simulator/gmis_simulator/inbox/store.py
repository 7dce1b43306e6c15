"""The messages, in memory: newest first, read or not, tagged; and word of every change to whoever listens."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from uuid import uuid4

from gmis_simulator.inbox.content import Content
from gmis_simulator.inbox.message import Message
from gmis_simulator.inbox.tags import Tags

Listener = Callable[[str, object], None]

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_ID_LENGTH = 22  # characters: 128 bits in base 62
NOTHING = memoryview(b"")
_MANY = 200  # messages; more are not announced one by one when they go


class Store:
    """All messages of one inbox. Lives on one event loop; every call is immediate.

    Each of `listeners` is called with the type and the data of Mailpit's events: new (and what makes its data), update,
    delete, prune, truncate, and stats, without data, whenever the totals may have changed.
    """

    def __init__(self) -> None:
        self.listeners: list[Listener] = []
        self.tags = Tags()
        self.accepted = 0
        self.accepted_bytes = 0
        self.deleted = 0
        self.rejected = 0
        self._messages: dict[str, Message] = {}

    def add(
        self, front: bytes, tags: Sequence[str], content: Content | None = None, *, rest: memoryview = NOTHING
    ) -> Message:
        """Keep a message, unread, with its `tags`: `front`, with all headers, and the `rest`; `content`: what was read.

        Without, it is read when it is asked for, and must be no larger than can be read at once.
        """
        message = Message(id=new_id(), front=front, rest=rest, created=now(), read_already=content)
        self._messages[message.id] = message
        self.accepted += 1
        self.accepted_bytes += message.size
        if tags:
            self.set_tags(message.id, tags)
        self._publish("new", partial(message.announced, list(tags)))
        self._publish("stats", None)
        return message

    def get(self, message_id: str) -> Message | None:
        """The message of that ID, or None."""
        return self._messages.get(message_id)

    def newest_first(self) -> list[Message]:
        """Every message, the latest first."""
        return list(reversed(self._messages.values()))

    @property
    def total(self) -> int:
        """How many messages there are."""
        return len(self._messages)

    @property
    def unread(self) -> int:
        """How many of them nobody has read."""
        return sum(not message.read for message in self._messages.values())

    def mark(self, message_ids: Iterable[str], *, read: bool) -> None:
        """Set the read state of these messages; IDs that are not here are passed over."""
        changed = [
            message for key in message_ids if (message := self._messages.get(key)) is not None and message.read != read
        ]
        for message in changed:
            message.read = read
            self._publish("update", {"ID": message.id, "Read": read})
        if changed:
            self._publish("stats", None)

    def mark_all(self, *, read: bool) -> None:
        """Set the read state of every message; only the totals are announced."""
        for message in self._messages.values():
            message.read = read
        self._publish("stats", None)

    def set_tags(self, message_id: str, names: Sequence[str]) -> None:
        """Replace a message's tags. Like Mailpit it does not ask whether there is such a message."""
        self._publish("update", {"ID": message_id, "Tags": self.tags.set(message_id, names)})

    def rename_tag(self, old: str, new: str) -> None:
        """Rename a tag on every message. Raises TagError."""
        self.tags.rename(old, new)
        self._publish("prune", None)

    def delete_tag(self, name: str) -> None:
        """Take a tag off every message. Raises TagError."""
        self.tags.delete(name)
        self._publish("prune", None)

    def delete(self, message_ids: Iterable[str], *, one_by_one: bool = True) -> None:
        """Delete these messages; IDs that are not here are passed over.

        With `one_by_one` false, more than 200 are announced as one `prune`.
        """
        gone = [key for key in dict.fromkeys(message_ids) if self._messages.pop(key, None)]
        if not gone:
            return
        self.deleted += len(gone)
        self.tags.forget(gone)
        self._publish("stats", None)
        if len(gone) > _MANY and not one_by_one:
            self._publish("prune", None)
            return
        for key in gone:
            self._publish("delete", {"ID": key})

    def delete_all(self) -> None:
        """Delete every message and every tag."""
        self.deleted += len(self._messages)
        self._messages.clear()
        self.tags.clear()
        self._publish("stats", None)
        self._publish("truncate", None)

    def refuse(self, ip: str, reply: str) -> None:
        """Announce that SMTP answered a client with an error, as Mailpit does for its web interface."""
        level = "warning" if reply.startswith("4") else "error"
        self._publish("error", {"Level": level, "Type": "smtpd", "IP": ip, "Message": reply})

    def _publish(self, kind: str, data: object) -> None:
        for listener in self.listeners:
            listener(kind, data)


def now() -> datetime:
    """The wall clock, in local time: when a message arrives. Nothing else in the inbox knows the time."""
    return datetime.now(UTC).astimezone()


def new_id() -> str:
    """A fresh ID in Mailpit's manner: 22 letters and digits."""
    number = uuid4().int
    digits: list[str] = []
    for _ in range(_ID_LENGTH):
        number, digit = divmod(number, len(_ALPHABET))
        digits.append(_ALPHABET[digit])
    return "".join(reversed(digits))
