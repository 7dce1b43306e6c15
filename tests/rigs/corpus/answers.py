"""What an inbox answers about a mail that it was sent, without what must differ from one inbox to another."""

import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import Any

import httpx

from gmis_simulator.serving.plain_http import NO_CERTIFICATES
from tests.rigs.corpus.delivery import Delivery, deliver
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
    """
    deliveries = deliver(inbox.smtp, mails)
    with httpx.Client(base_url=inbox.url, timeout=30, verify=NO_CERTIFICATES) as client:
        listed = client.get("/api/v1/messages", params={"limit": 0}).raise_for_status().json()["messages"]
        entries = {entry["ID"]: entry for entry in listed}

        def about(mail: Mail, delivery: Delivery) -> Answers:
            entry = entries.get(delivery.id)
            word = _shown(entry) if words is None else words.get(mail.name, "")
            return _about(client, mail, delivery, entry, word)

        with ThreadPoolExecutor(_AT_ONCE) as pool:
            return dict(zip([mail.name for mail in mails], pool.map(about, mails, deliveries), strict=True))


def _about(client: httpx.Client, mail: Mail, delivery: Delivery, entry: Any, word: str) -> Answers:
    answers: Answers = {"smtp": delivery.replies, "kept": entry is not None}
    if entry is None:
        return answers
    answers["word"] = word
    query = f'"{mail.recipient}" "{word}"' if word else f'"{mail.recipient}"'
    found = client.get("/api/v1/search", params={"query": query}).raise_for_status().json()["messages"]
    answers["found"] = _plain_entry(next((each for each in found if each["ID"] == delivery.id), None))
    answers["entry"] = _plain_entry(entry)
    path = f"/api/v1/message/{delivery.id}"
    message = client.get(path)
    raw = client.get(f"{path}/raw").raise_for_status().content
    answers["message"] = _plain_message(message.json(), raw, entry) if message.is_success else message.text
    headers = client.get(f"{path}/headers")
    answers["headers"] = _plain_headers(headers.json()) if headers.is_success else headers.text
    answers["raw"] = _plain(raw)
    return answers


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
