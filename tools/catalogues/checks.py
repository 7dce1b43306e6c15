"""What is still to be done for a catalogue, in a sentence each that ends with the remedy."""

import gettext
import re
from collections.abc import Container
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message

_NAMES = re.compile(r"(?<!\{)\{(\w+)[^{}]*\}")
_RUN = "run scripts/catalogues"


def problems(kept: Catalog, wanted: Catalog, allowed: Container[str], path: Path) -> list[str]:
    """What is missing, uncertain, or too much in ``kept``, which is written at ``path``; ``allowed``: texts of data."""
    where = f"{path.parents[1].name}/{path.name}"
    told = [
        f"{where}: {_shown(message)} is said, and is not there: {_RUN}, and translate it"
        for message in wanted
        if message.id and not kept.get(message.id, message.context)
    ]
    for message in kept:
        if not message.id:
            continue
        if not message.context and message.id not in allowed and not wanted.get(message.id):
            told.append(f"{where}: {_shown(message)} is obsolete, nothing says it: {_RUN}")
        elif not message.string:
            told.append(f"{where}: {_shown(message)} is not translated: write its msgstr")
        elif message.fuzzy:
            told.append(f"{where}: {_shown(message)} is fuzzy: read it, and take the flag away")
        elif not message.context and (wrong := names_in(message.id) ^ names_in(message.string)):
            told.append(f"{where}: {_shown(message)} must have the same {{names}} on both sides, not {sorted(wrong)}")
    return told


def compiled_wrong(catalogue: Catalog, path: Path) -> list[str]:
    """That the .mo is not what ``catalogue`` says, if so."""
    wanted: dict[Any, str] = {}
    for message in catalogue:
        if message.id and message.string and not message.fuzzy:
            wanted |= _as_gettext_has_it(message)
    compiled: dict[Any, str] = {}
    if path.exists():
        with path.open("rb") as file:
            compiled = dict(vars(gettext.GNUTranslations(file))["_catalog"])
    compiled.pop("", None)
    return [] if compiled == wanted else [f"{path.parents[1].name}/{path.name} is not what its .po says: {_RUN}"]


def _as_gettext_has_it(message: Message) -> dict[Any, str]:
    if isinstance(message.id, tuple):
        return {(message.id[0], number): each for number, each in enumerate(message.string or ())}
    return {f"{message.context}\x04{message.id}" if message.context else message.id: str(message.string)}


def names_in(text: Any) -> set[str]:
    """The {names} for which values are put in."""
    return set(_NAMES.findall(str(text)))


def _shown(message: Message) -> str:
    text = " ".join(str(message.id).split())
    return f"'{text if len(text) <= 80 else text[:79] + '…'}'"
