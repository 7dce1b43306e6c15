"""Prints where the embedded inbox reads mails otherwise than Mailpit: ``python -m tests.rigs.corpus [NAME...]``."""

import fnmatch
import sys
from contextlib import ExitStack

from gmis_simulator.server.mailpit import HOW_TO_GET, find_mailpit
from tests.rigs.corpus import all_mails
from tests.rigs.corpus.comparison import compared
from tests.rigs.corpus.told import told
from tests.rigs.inbox import started_inbox


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
    for line in told(found):
        print(line)  # noqa: T201
    print(f"{len(found)} of {len(mails)} mails differ, in {sum(map(len, found.values()))} fields")  # noqa: T201
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
