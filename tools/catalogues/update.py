"""A catalogue brought in step with what is said."""

from collections.abc import Container

from babel.messages.catalog import Catalog


def updated(kept: Catalog, wanted: Catalog, allowed: Container[str]) -> tuple[Catalog, list[str]]:
    """``kept`` with each message that is ``wanted``, and what it said besides, as ``message = translation``.

    What is ``allowed`` stays where it is: texts of data; and what has a context: what people call the names of data.
    """
    found = Catalog(kept.locale)
    for message in wanted:
        if message.id:
            before = kept.get(message.id, message.context)
            found.add(message.id, before.string if before else "", context=message.context, flags=_flags(before))
    dropped = []
    for message in kept:
        if message.id and not found.get(message.id, message.context):
            if message.context or message.id in allowed:
                found.add(message.id, message.string, context=message.context, flags=_flags(message))
            elif message.string:
                dropped.append(f"{message.id} = {message.string}")
    return found, dropped


def _flags(before: object) -> set[str]:
    return {"fuzzy"} if getattr(before, "fuzzy", False) else set()


def taken(kept: Catalog, other: Catalog) -> Catalog:
    """``kept`` with what is translated in the ``other`` one alone."""
    for message in other:
        mine = kept.get(message.id, message.context)
        if mine is None:
            kept.add(message.id, message.string, context=message.context, flags=_flags(message))
        elif not mine.string:
            mine.string, mine.flags = message.string, message.flags
    return kept
