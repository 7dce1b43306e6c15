"""Mails of every kind, and the comparison of what two inboxes read in them: ``python -m tests.rigs.corpus``."""

from collections import Counter
from collections.abc import Callable, Iterable

from tests.rigs.corpus import (
    bounces,
    by_charset,
    clients,
    damaged,
    files,
    found_wrong,
    headers,
    pages,
    people,
    services,
    structure,
)
from tests.rigs.corpus.letter import Mail

_SUBJECTS: list[Callable[[], Iterable[Mail]]] = [
    module.mails
    for module in (
        found_wrong,
        by_charset,
        headers,
        people,
        structure,
        damaged,
        pages,
        files,
        clients,
        services,
        bounces,
    )
]


def all_mails() -> list[Mail]:
    """The whole corpus; no two mails have one name."""
    mails = [mail for subject in _SUBJECTS for mail in subject()]
    twice = [name for name, times in Counter(mail.name for mail in mails).items() if times > 1]
    assert not twice, f"several mails of the corpus are called {', '.join(twice)}: give each a name of its own"
    return mails
