"""In which language people are spoken to: one at a time, Japanese or English (gettext; the catalogues are Babel's).

What the code says is English in the code, and Japanese in ``locale/ja``; what data says (reported issues, sentences,
personas) is Japanese there, and English in ``locale/en``. ``scripts/catalogues`` keeps both.
"""

import gettext
import locale
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

Language = Literal["ja", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

FOLDER = Path(__file__).with_name("locale")
DOMAIN = "gmis"

_chosen: ContextVar[Language | None] = ContextVar("language", default=None)


class UnknownLanguage(ValueError):
    """Asked for a language that is none of `LANGUAGES`."""

    def __init__(self, name: str, where: str) -> None:
        said = _catalogue(_of_locale(os.environ)).gettext(N_("{where} is {name!r}: it must be ja or en"))
        super().__init__(said.format(where=where, name=name))


def language() -> Language:
    """The one that was chosen, or else that of the environment."""
    return _chosen.get() or of_environment(os.environ)


@contextmanager
def spoken(chosen: Language) -> Iterator[None]:
    """Speak it inside."""
    token = _chosen.set(chosen)
    try:
        yield
    finally:
        _chosen.reset(token)


def checked(name: str, where: str) -> Language:
    """``name`` as one of `LANGUAGES`; raises UnknownLanguage, which says ``where`` it was found."""
    for each in LANGUAGES:
        if name == each:
            return each
    raise UnknownLanguage(name, where)


def of_environment(environment: Mapping[str, str]) -> Language:
    """``GMIS_LANG``, or else what the locale says; one that names no language (C, POSIX, none) means Japanese.

    Raises UnknownLanguage for a GMIS_LANG that is neither.
    """
    given = environment.get("GMIS_LANG")
    return checked(given, "GMIS_LANG") if given else _of_locale(environment)


def _of_locale(environment: Mapping[str, str]) -> Language:
    named = next((environment[each] for each in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(each)), None)
    if named is None:  # Windows has none of them
        named = locale.getlocale()[0] or ""
    plain = named.partition(".")[0].partition("@")[0]
    return "ja" if plain in ("", "C", "POSIX") or plain.lower().startswith("ja") else "en"


def of_header(accepted: str) -> Language:
    """That of a request's ``Accept-Language``, without which the answer is English (RFC 9110, 12.5.4)."""
    asked = [_weighed(each) for each in accepted.split(",")]
    known = [(weight, name) for weight, name in asked if name in LANGUAGES and weight > 0]
    best = max(known, key=lambda each: each[0], default=(0.0, "en"))[1]
    return "ja" if best == "ja" else "en"


def _(message: str, /, **values: Any) -> str:
    """``message`` in the language that is spoken, with ``values`` for its {names}."""
    said = _catalogue(language()).gettext(message) if message else ""  # gettext has its own head for nothing
    return said.format(**values) if values else said


def N_(message: str) -> str:  # noqa: N802 (as gettext's tools know it)
    """``message`` itself, which is said by `_` later: where the language is not known yet, for example in a table."""
    return message


def listed(names: Iterable[str]) -> str:
    """``names`` one after the other, as the language sets them apart."""
    return _(", ").join(names)


def titled(kind: str, name: str) -> str:
    """What people call the ``name`` of a ``kind`` (event, fault, field …), with the name itself behind: 故障 (latency).

    The name alone, where the language has nothing else for it.
    """
    said = _catalogue(language()).pgettext(kind, name)
    return name if said == name else f"{said} ({name})"


@cache
def _catalogue(spoken_now: Language) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, FOLDER, [spoken_now], fallback=True)


def _weighed(part: str) -> tuple[float, str]:
    name, _, rest = part.strip().partition(";")
    try:
        weight = float(rest.strip().removeprefix("q=")) if rest else 1.0
    except ValueError:
        weight = 0.0
    return weight, name.partition("-")[0].strip().lower()
