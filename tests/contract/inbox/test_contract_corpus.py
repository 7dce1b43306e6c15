"""Both inboxes answer alike about every mail of the corpus, but for the differences that docs/inbox.md tells."""

import re
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from gmis_api.clone import CLONE
from tests.rigs.corpus import all_mails, dates
from tests.rigs.corpus.comparison import compared
from tests.rigs.corpus.generated_bodies import bodies
from tests.rigs.corpus.generated_heads import heads, written
from tests.rigs.corpus.known import Found, idle, read_known, unknown
from tests.rigs.corpus.told import told
from tests.rigs.inbox import Inbox, started_inbox

KNOWN = read_known(Path(__file__).with_name("known_differences.toml"))
ASK = "`python -m tests.rigs.corpus NAME` shows a mail; mend the inbox, or list it in known_differences.toml"


@pytest.fixture(scope="module")
def both() -> Iterator[tuple[Inbox, Inbox]]:
    """An embedded inbox and a Mailpit that nobody else writes to."""
    with started_inbox("mailpit") as mailpit, started_inbox("embedded") as embedded:
        yield embedded, mailpit


@pytest.fixture(scope="module")
def found(both: tuple[Inbox, Inbox]) -> Found:
    """What differs, of all mails of the corpus."""
    return compared(*both, all_mails())


def test_every_mail_is_read_as_mailpit_reads_it_or_the_difference_is_known(found: Found) -> None:
    left = unknown(found, KNOWN)
    assert not left, f"{len(left)} mails differ. {ASK}\n" + "\n".join(told(left))


def test_every_known_difference_is_still_there(found: Found) -> None:
    gone = [each for each in idle(found, KNOWN) if "generated-" not in each]
    assert not gone, f"take out of known_differences.toml what is equal by now: {'; '.join(gone)}"


def test_every_known_difference_is_told_in_the_documentation() -> None:
    assert CLONE
    page = (CLONE / "docs" / "inbox.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| (.+?) \|", page, re.MULTILINE))
    missing = sorted({entry.row for entry in KNOWN} - rows)
    assert not missing, f"docs/inbox.md lacks these rows: {'; '.join(missing)}"


@pytest.fixture(params=["Asia/Tokyo", "America/New_York"])
def both_elsewhere(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Inbox, Inbox]]:
    """Both inboxes on a machine of that time zone."""
    try:
        with monkeypatch.context() as patched:
            patched.setenv("TZ", request.param)
            time.tzset()
            with started_inbox("mailpit") as mailpit, started_inbox("embedded") as embedded:
                yield embedded, mailpit
    finally:
        time.tzset()


def test_dates_are_read_as_mailpit_reads_them_wherever_the_machine_stands(both_elsewhere: tuple[Inbox, Inbox]) -> None:
    left = unknown(compared(*both_elsewhere, list(dates.mails())), KNOWN)
    assert not left, f"{len(left)} mails differ:\n" + "\n".join(told(left))


NUMBERS = count(1)


@settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=100,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(head=heads(), body=bodies())
def test_a_mail_of_any_make_is_read_as_mailpit_reads_it(
    both: tuple[Inbox, Inbox], head: dict[str, bytes], body: bytes
) -> None:
    mail = written(f"generated-{next(NUMBERS)}", head, body)
    left = unknown(compared(*both, [mail]), KNOWN)
    assert not left, f"{mail.raw!r} differs:\n" + "\n".join(told(left))
