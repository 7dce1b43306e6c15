"""Mailpit's search filters: a query becomes a predicate over messages."""

import operator
import re
from collections.abc import Callable

from gmis_simulator.inbox.content import clean
from gmis_simulator.inbox.dates import milliseconds
from gmis_simulator.inbox.message import Message, ascii_lower
from gmis_simulator.inbox.tags import Tags

Predicate = Callable[[Message], bool]

_ADDRESSES = ("to", "from", "cc", "bcc", "reply-to")
_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s?([a-z]{1,2})?")
_UNITS = {"": 1, "k": 1024, "kb": 1024, "m": 1024**2, "mb": 1024**2}
_STATES: dict[str, Predicate] = {
    "is:read": lambda message: message.read,
    "is:unread": lambda message: not message.read,
    "has:inline": lambda message: bool(message.content.bodies.inlines),
    "has:inlines": lambda message: bool(message.content.bodies.inlines),
    "has:attachment": lambda message: bool(message.content.bodies.attachments),
    "has:attachments": lambda message: bool(message.content.bodies.attachments),
}


def matcher(query: str, tags: Tags, zone: str = "") -> Predicate:
    """Whether a message matches `query`; dates in it are read in the time zone `zone`, "" being the local one.

    Words that say nothing, such as `to:` alone, are passed over: a query of nothing else matches every message, as in
    Mailpit. Raises NotInEmbeddedInboxError for a date that is not ISO.
    """
    conditions = [condition for word in _words(query) if (condition := _condition(word, tags, zone))]
    return lambda message: all(condition(message) for condition in conditions)


def _words(query: str) -> list[str]:
    """The query's words; quotation marks keep spaces together and are then dropped."""
    words = re.findall(r'(?:"[^"]*(?:"|$)|[^ "])+', query)
    return [word for quoted in words if (word := quoted.replace('"', "").strip())]


def _condition(word: str, tags: Tags, zone: str) -> Predicate | None:
    """What one word asks of a message; None when it asks nothing."""
    if not clean(word):
        return None
    negated = len(word) > 1 and word[0] in "-!"
    word = word[1:] if negated else word
    name, _, value = word.partition(":")
    name, text = name.lower(), clean(value)
    match name if ":" in word else "":
        case "to" | "from" | "cc" | "bcc" | "reply-to" | "message-id":
            condition = _like(text, name)
        case "addressed":
            condition = _like(text, *_ADDRESSES)
        case "subject":
            condition = _like(value, name)
        case "tag":
            condition = (lambda message: tags.carries(message.id, text)) if text else None
        case "after" | "before":
            return _dated(name, text, zone, negated)
        case "larger" | "smaller" if _bytes(text):
            return _sized(name, _bytes(text), negated)
        case "is" if text == "tagged":
            condition = lambda message: bool(tags.of(message.id))  # noqa: E731
        case _:
            condition = _STATES.get(word.lower()) or _like(clean(word), "text")
    if condition is None or not negated:
        return condition
    positive = condition
    return lambda message: not positive(message)


def _like(pattern: str, *fields: str) -> Predicate | None:
    """SQL's LIKE: the pattern anywhere in one of the fields, `_` for any character and `%` for any run of them."""
    if not pattern:
        return None
    pattern = ascii_lower(pattern)
    if "_" not in pattern and "%" not in pattern:
        return lambda message: any(pattern in message.haystacks[name] for name in fields)
    wild = {"_": ".", "%": ".*"}
    expression = re.compile("".join(wild.get(sign) or re.escape(sign) for sign in pattern), re.DOTALL)
    return lambda message: any(expression.search(message.haystacks[name]) for name in fields)


def _dated(name: str, text: str, zone: str, negated: bool) -> Predicate | None:
    if not text:
        return None
    limit = milliseconds(text, zone)
    # A message of that very millisecond matches both the filter and its negation, as in Mailpit.
    compare = operator.ge if (name == "after") != negated else operator.le
    return lambda message: compare(message.created_ms, limit)


def _sized(name: str, limit: int, negated: bool) -> Predicate:
    compare = operator.gt if (name == "larger") != negated else operator.lt
    return lambda message: compare(message.size, limit)


def _bytes(text: str) -> int:
    """`10`, `2kb` or `1.5m` in bytes; 0 when it is no size."""
    size = _SIZE.fullmatch(text)
    unit = _UNITS.get(size[2] or "") if size else None
    return int(float(size[1]) * unit) if size and unit else 0
