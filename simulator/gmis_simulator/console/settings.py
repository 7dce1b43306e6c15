"""The settings as the console names and explains them."""

from typing import Any, get_args

from gmis_api.language import _, titled
from gmis_simulator.console.sentences import title_of
from gmis_simulator.world.settings import Settings


def settings_in_words() -> dict[str, dict[str, Any]]:
    """By the name of each: its title with the name behind, what it is about, and what its choices are called."""
    return {name: _in_words(name) for name in Settings.model_fields}


def _in_words(name: str) -> dict[str, Any]:
    field = Settings.model_fields[name]
    choices = {each: titled(name, each) for each in get_args(field.annotation) if isinstance(each, str)}
    return {"title": titled("setting", name), "hint": _hint(name, field.description or ""), "choices": choices}


def _hint(name: str, description: str) -> str:
    """Where the default comes from, and what it is; in another language than that of the code by the name."""
    said = title_of("hint", name)
    if said == name:
        return description
    source, *more = description.partition(": ")[0].split(" ", 1)
    where = "".join(more).strip("()")
    named = title_of("source", source)
    return _("{source}: {meaning}", source=f"{named} ({title_of('source', where)})" if where else named, meaning=said)
