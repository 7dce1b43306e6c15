"""Two inboxes' answers about the same mails, and where they differ."""

from collections.abc import Iterator, Sequence
from typing import Any

from tests.rigs.corpus.answers import Answers, asked
from tests.rigs.corpus.letter import Mail
from tests.rigs.inbox import Inbox

Difference = tuple[str, Any, Any]  # the field, the embedded inbox's value, Mailpit's value

_AT_ONCE = 150  # mails


def compared(embedded: Inbox, mailpit: Inbox, mails: Sequence[Mail]) -> dict[str, list[Difference]]:
    """Send all `mails` to both, and return the differences of each that has any, by name.

    Both inboxes are emptied on the way: searches look through all that is there, and would take most of the time.
    """
    found: dict[str, list[Difference]] = {}
    for begin in range(0, len(mails), _AT_ONCE):
        some = mails[begin : begin + _AT_ONCE]
        theirs = asked(mailpit, some)
        ours = asked(embedded, some, {name: answers["word"] for name, answers in theirs.items() if "word" in answers})
        found |= {mail.name: differences(ours[mail.name], theirs[mail.name]) for mail in some}
        for inbox in (embedded, mailpit):
            inbox.ask("DELETE", "/api/v1/messages").raise_for_status()
    return {name: different for name, different in found.items() if different}


def differences(embedded: Answers, mailpit: Answers) -> list[Difference]:
    """Each field in which they differ, such as ``message.Attachments.0.FileName``.

    Lists of different lengths are one field; of `raw` only the first line that differs is told. A mail that only one of
    them keeps differs in `kept`, and in nothing that is read in it.
    """
    if embedded["kept"] != mailpit["kept"]:
        embedded, mailpit = ({key: answers[key] for key in ("smtp", "kept")} for answers in (embedded, mailpit))
    return list(_differences("", embedded, mailpit))


def _differences(field: str, ours: Any, theirs: Any) -> Iterator[Difference]:
    if ours == theirs:
        return
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in sorted(ours.keys() | theirs.keys()):
            yield from _differences(f"{field}.{key}".removeprefix("."), ours.get(key), theirs.get(key))
    elif isinstance(ours, list | tuple) and isinstance(theirs, list | tuple) and len(ours) == len(theirs):
        for index, (one, other) in enumerate(zip(ours, theirs, strict=True)):
            yield from _differences(f"{field}.{index}", one, other)
    elif isinstance(ours, bytes) and isinstance(theirs, bytes):
        yield (field, *_first_lines(ours, theirs))
    else:
        yield field, ours, theirs


def _first_lines(ours: bytes, theirs: bytes) -> tuple[bytes, bytes]:
    one, other = ours.splitlines(keepends=True), theirs.splitlines(keepends=True)
    same = next((i for i, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    at = min(len(one), len(other)) if same is None else same
    return b"".join(one[at : at + 1]), b"".join(other[at : at + 1])
