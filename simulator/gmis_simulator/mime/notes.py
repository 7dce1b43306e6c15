"""What is said of a mail that is more than is read of one: noted in English, told in the language that is spoken."""

import re

from gmis_api.language import N_, _

_NOTES = {
    "depth": N_("containers within containers are read {deepest} deep"),
    "field": N_("of {name} the first {read} of {all} signs are read"),
    "headers": N_("the first {read} of one block are read"),
    "mail": N_("its headers are read, the rest is not: {reason}"),
    "message": N_("its headers are read, the rest is not: {reason}"),
    "parameters": N_("of {name} the first {read} are read"),
    "parts": N_("the first ones are read, the others are not"),
    "text": N_("the first {read} of {all} bytes are read"),
}
"""By what it is of which there is more; a note begins with that."""

_REASONS = (
    N_("more than {seconds} seconds, or than the memory there is"),
    N_("more than {size} MiB of memory"),
)
"""Why a mail could not be read (`serving/aside.py`)."""


def noted(what: str, **values: object) -> str:
    """The note, as API and events have it: for programs, so always in English."""
    return f"{what}: {_NOTES[what].format(**values)}"


def in_words(note: str) -> str:
    """``note`` for people, with its ``what`` behind."""
    what, said = note.partition(": ")[::2]
    values = _values_in(said, _NOTES[what]) if what in _NOTES else None
    if values is None:
        return note
    for reason in _REASONS:
        found = _values_in(values.get("reason", ""), reason)
        if found is not None:
            values["reason"] = _(reason, **found)
    return f"{_(_NOTES[what], **values)} ({what})"


def _values_in(said: str, template: str) -> dict[str, str] | None:
    """What stands for the {names} of ``template``; None: ``said`` is not made of it."""
    pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.*)", re.escape(template))
    found = re.fullmatch(pattern, said, re.DOTALL)
    return found.groupdict() if found else None
