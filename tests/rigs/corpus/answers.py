"""What an inbox answers about a mail that it was sent, without what must differ from one inbox to another."""

import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from typing import Any

from tests.rigs.corpus.delivery import Delivery, deliver
from tests.rigs.corpus.getting import Getting
from tests.rigs.corpus.letter import Mail
from tests.rigs.inbox import Inbox

Answers = dict[str, Any]

_AT_ONCE = 4  # requests
_ARRIVAL = 120  # seconds that a date may be away from Created, and still be the time of arrival
_RECEIVED = re.compile(rb"by \S+ \([^\r\n]*?\)(\s+with SMTP\s+for <[^\r\n]*>; )\w{3}, \d+ \w{3} \d{4} [\d:]+ [^\r\n]*")
_GIVEN_ID = re.compile(rb"[0-9A-Za-z]{22}@mailpit")


def asked(inbox: Inbox, mails: Sequence[Mail], words: Mapping[str, str] | None = None) -> dict[str, Answers]:
    """Send all `mails`, and return what the inbox answers about each, by name.

    Keys: smtp; kept; word, found; entry; message; headers; raw. A mail that is not kept has the first two only. Each is
    searched for by its recipient and a word: that of `words`, by name; without them one that its list entry shows.
    Nobody else may send a mail meanwhile.
    """
    deliveries = deliver(inbox.smtp, mails)
    with closing(Getting(inbox.url)) as server, ThreadPoolExecutor(_AT_ONCE) as pool:
        entries = {entry["ID"]: entry for entry in server.json("/api/v1/messages", limit=len(mails))["messages"]}

        def about(mail: Mail, delivery: Delivery) -> Answers:
            entry = entries.get(delivery.id)
            word = _shown(entry) if words is None else words.get(mail.name, "")
            return {"smtp": delivery.replies} | _about(server, mail.recipient, entry, word)

        return dict(zip([mail.name for mail in mails], pool.map(about, mails, deliveries), strict=True))


def _about(server: Getting, recipient: str, entry: Any, word: str) -> Answers:
    if entry is None:
        return {"kept": False}
    path = f"/api/v1/message/{entry['ID']}"
    query = f'"{recipient}" "{word}"' if word else f'"{recipient}"'
    found = server.json("/api/v1/search", query=query)["messages"]
    raw = server.raw(f"{path}/raw")
    return {
        "kept": True,
        "word": word,
        "found": _plain_entry(next((each for each in found if each["ID"] == entry["ID"]), None)),
        "entry": _plain_entry(entry),
        "message": _plain_message(server.json(path), raw, entry),
        "headers": _plain_headers(server.json(f"{path}/headers")),
        "raw": _plain(raw),
    }


def _shown(entry: Any) -> str:
    """The longest word of the text, as far as the list shows it, or of the subject."""
    texts = (entry["Snippet"].removesuffix("..."), entry["Subject"]) if entry else ()
    found = next((words for text in texts if (words := re.findall(r"[^\W_]+", text))), [])
    return max(found, key=len, default="")


def _plain(raw: bytes) -> bytes:
    return _GIVEN_ID.sub(b"ID@mailpit", _RECEIVED.sub(rb"by INBOX\1TIME", raw, count=1))


def _plain_entry(entry: Any) -> Any:
    if entry is None:
        return None
    given = _GIVEN_ID.sub(b"ID@mailpit", entry["MessageID"].encode()).decode()
    return {**entry, "ID": "ID", "MessageID": given, "Created": "TIME", "Size": "SIZE"}


def _plain_message(message: Any, raw: bytes, entry: Any) -> Any:
    date = datetime.fromisoformat(message["Date"])
    created = datetime.fromisoformat(entry["Created"])
    away = abs((date - created).total_seconds())
    return {
        **message,
        "ID": "ID",
        "MessageID": _GIVEN_ID.sub(b"ID@mailpit", message["MessageID"].encode()).decode(),
        "Date": "TIME OF ARRIVAL" if away < _ARRIVAL else message["Date"],
        "Size": message["Size"] - len(raw),
    }


def _plain_headers(headers: dict[str, list[str]]) -> dict[str, list[str]]:
    return {name: [_plain(value.encode()).decode() for value in values] for name, values in headers.items()}
