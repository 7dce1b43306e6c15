"""Prints where the embedded inbox reads mails otherwise than Mailpit: ``python -m tests.rigs.corpus [NAME...]``."""

import fnmatch
import sys
from contextlib import ExitStack
from typing import Any

from gmis_simulator.server.mailpit import HOW_TO_GET, find_mailpit
from tests.rigs.corpus import all_mails
from tests.rigs.corpus.comparison import Difference, compared
from tests.rigs.inbox import started_inbox

_SHOWN = 110  # characters of a value


def main(patterns: list[str]) -> int:
    """Compare the mails whose names match one of `patterns`, or all; 0 when there is no difference."""
    mails = [mail for mail in all_mails() if not patterns or any(fnmatch.fnmatch(mail.name, p) for p in patterns)]
    if not mails:
        print(f"no mail of the corpus is called {' or '.join(patterns)}: * stands for anything")  # noqa: T201
        return 2
    if find_mailpit() is None:
        print(f"there is no Mailpit to compare with: {HOW_TO_GET}")  # noqa: T201
        return 2
    with ExitStack() as stack:
        embedded, mailpit = (stack.enter_context(started_inbox(kind)) for kind in ("embedded", "mailpit"))
        found = compared(embedded, mailpit, mails)
    for name, different in found.items():
        print(name)  # noqa: T201
        for fields, ours, theirs in _merged(different):
            print(f"  {fields}\n    embedded {ours}\n    mailpit  {theirs}")  # noqa: T201
    print(f"{len(found)} of {len(mails)} mails differ, in {sum(map(len, found.values()))} fields")  # noqa: T201
    return 1 if found else 0


def _merged(different: list[Difference]) -> list[tuple[str, str, str]]:
    """The fields that differ alike as one: what is wrong in a message is wrong in the list and the search too."""
    merged: dict[tuple[str, str], list[str]] = {}
    for field, ours, theirs in different:
        merged.setdefault(_short(ours, theirs), []).append(field)
    return [(" ".join(fields), *values) for values, fields in merged.items()]


def _short(ours: Any, theirs: Any) -> tuple[str, str]:
    """Both, from a little before the first character that differs."""
    one, other = repr(ours), repr(theirs)
    same = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), 0)
    begin = max(0, same - 20)
    return _cut(one, begin), _cut(other, begin)


def _cut(shown: str, begin: int) -> str:
    end = begin + _SHOWN
    return f"{'…' if begin else ''}{shown[begin:end]}{'…' if end < len(shown) else ''}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
