"""Mails of every kind, and the comparison of what two inboxes read in them: ``python -m tests.rigs.corpus``."""

from collections import Counter
from collections.abc import Callable, Iterable

from tests.rigs.corpus import (
    blocks,
    bounces,
    boundaries,
    broken_bytes,
    by_charset,
    carriers,
    charsets_unsaid,
    clients,
    clients_of_old,
    dates,
    encodings_broken,
    files,
    folds,
    found_wrong,
    nestings,
    newsletters,
    offices,
    pages,
    recipients,
    roles,
    senders,
)
from tests.rigs.corpus.letter import Mail

_MODULES = (
    found_wrong, by_charset, folds, blocks, senders, recipients, roles, dates, nestings, boundaries, encodings_broken,
    charsets_unsaid, broken_bytes, pages, files, clients, clients_of_old, carriers, newsletters, offices, bounces,
)  # fmt: skip
_SUBJECTS: list[Callable[[], Iterable[Mail]]] = [module.mails for module in _MODULES]


def all_mails() -> list[Mail]:
    """The whole corpus; no two mails have one name."""
    mails = [mail for subject in _SUBJECTS for mail in subject()]
    twice = [name for name, times in Counter(mail.name for mail in mails).items() if times > 1]
    assert not twice, f"several mails of the corpus are called {', '.join(twice)}: give each a name of its own"
    return mails
