"""Tags: names that know no case, each kept as it was first written, and which messages carry them."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain

from gmis_simulator.inbox.addresses import parse_list
from gmis_simulator.inbox.headers import text_of
from gmis_simulator.mime.header import Header

_FORBIDDEN = re.compile(r"[^a-zA-Z0-9\- _.@]")
_LONGEST = 100  # characters
_PLUS = re.compile(r"[^+]*\+(.*?)@")


class TagError(ValueError):
    """A tag cannot be renamed or deleted; the text is Mailpit's."""


class Tags:
    """The tags of all messages. A tag that no message carries any more is forgotten when a message loses one."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._carried: dict[str, set[str]] = {}

    def of(self, message_id: str) -> list[str]:
        """The message's tags, in alphabetical order whatever their case."""
        return [self._names[key] for key in sorted(self._carried.get(message_id, ()))]

    def all(self) -> list[str]:
        """Every tag in use, in alphabetical order whatever their case."""
        return [self._names[key] for key in sorted(self._names)]

    def counts(self) -> dict[str, int]:
        """How many messages carry each tag."""
        counts = Counter(key for keys in self._carried.values() for key in keys)
        return {self._names[key]: counts[key] for key in sorted(self._names)}

    def carries(self, message_id: str, name: str) -> bool:
        """Whether the message carries the tag `name`, in any case."""
        return name.lower() in self._carried.get(message_id, ())

    def set(self, message_id: str, names: Iterable[str]) -> list[str]:
        """Replace the message's tags. Returns the cleaned names as given, without repetitions and empty ones."""
        applied = {name.lower(): name for name in reversed([clean_tag(name) for name in names]) if name}
        before = self._carried.get(message_id, set())
        for key, name in applied.items():
            self._names.setdefault(key, name)
        self._carried[message_id] = set(applied)
        if before - applied.keys():
            self.prune()
        return list(reversed(applied.values()))

    def forget(self, message_ids: Iterable[str]) -> None:
        """The messages are gone, and so are tags that only they carried."""
        for message_id in message_ids:
            self._carried.pop(message_id, None)
        self.prune()

    def clear(self) -> None:
        """All messages are gone."""
        self._names.clear()
        self._carried.clear()

    def rename(self, old: str, new: str) -> None:
        """Rename a tag on every message. Raises TagError when there is no `old`, or a `new`, or `new` is empty."""
        new = clean_tag(new)
        if not new:
            raise TagError(f"invalid tag name: {new}")
        if old == new:
            return
        key = self._key(old)
        if new.lower() != key and new.lower() in self._names:
            raise TagError(f"tag already exists: {new}")
        del self._names[key]
        self._names[new.lower()] = new
        for keys in self._carried.values():
            if key in keys:
                keys.remove(key)
                keys.add(new.lower())

    def delete(self, name: str) -> None:
        """Take a tag off every message. Raises TagError when there is none by this name."""
        key = self._key(name)
        del self._names[key]
        for keys in self._carried.values():
            keys.discard(key)

    def prune(self) -> None:
        """Forget the tags that no message carries."""
        used = set().union(*self._carried.values())
        self._names = {key: name for key, name in self._names.items() if key in used}

    def _key(self, name: str) -> str:
        if name.lower() not in self._names:
            raise TagError(f"tag not found: {name}")
        return name.lower()


def clean_tag(name: str) -> str:
    """`name` with what a tag may not hold turned into spaces, those single, and cut at 100 characters."""
    return " ".join(_FORBIDDEN.sub(" ", name).split())[:_LONGEST]


def tags_of_arrival(header: Header) -> list[str]:
    """The tags a message arrives with: its X-Tags header, and what stands after a plus in its addresses."""
    x_tags = text_of(header, "X-Tags").strip()
    names = x_tags.split(",") if x_tags else []
    lists = [parse_list(header.get(name)) for name in ("To", "Cc", "Bcc")]
    for address in chain(*lists, parse_list(header.get("From"))[:1]):
        if match := _PLUS.match(address["Address"]):
            names += match[1].split("+")
    unique = {name.lower(): name for name in reversed([clean_tag(name) for name in names]) if name}
    return sorted(unique.values())
