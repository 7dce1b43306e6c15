"""A catalogue brought in step with what is said."""

from babel.messages.catalog import Catalog


def updated(kept: Catalog, wanted: Catalog) -> tuple[Catalog, list[str]]:
    """``kept`` with each message that is ``wanted``, and what it said besides, as ``message = translation``.

    What has a context stays: those are names of data, which are looked up by what the data is, and written by hand.
    """
    found = Catalog(kept.locale)
    for message in wanted:
        if message.id:
            before = kept.get(message.id, message.context)
            found.add(message.id, before.string if before else "", context=message.context, flags=_flags(before))
    dropped = []
    for message in kept:
        if message.id and not found.get(message.id, message.context):
            if message.context:
                found.add(message.id, message.string, context=message.context)
            elif message.string:
                dropped.append(f"{message.id} = {message.string}")
    return found, dropped


def _flags(before: object) -> set[str]:
    return {"fuzzy"} if getattr(before, "fuzzy", False) else set()
