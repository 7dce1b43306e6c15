"""An inbox, and what tests talk to it with: plain SMTP, plain HTTP and a plain websocket."""

import json
import os
import smtplib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx
import pytest
from websockets.sync.client import ClientConnection, connect

from gmis_simulator.inbox.embedded import EmbeddedInbox
from gmis_simulator.server.mailpit import HOW_TO_GET, StartedMailpit, find_mailpit
from gmis_simulator.serving.in_thread import in_thread
from gmis_simulator.serving.plain_http import NO_CERTIFICATES

PATIENCE = 5.0  # seconds until an event counts as missing


@dataclass(frozen=True)
class Inbox:
    """A running inbox, embedded or Mailpit."""

    url: str
    smtp: tuple[str, int]

    def send(self, raw: bytes | str, *recipients: str, sender: str = "sender@ministry.example") -> str:
        """Send `raw`, its line ends as they are, and return the ID that it is queued under."""
        code, reply = self.deliver(raw, *recipients, sender=sender)
        assert code == 250, reply
        return reply.removeprefix("2.0.0 Ok: queued as ")

    def deliver(self, raw: bytes | str, *recipients: str, sender: str = "sender@ministry.example") -> tuple[int, str]:
        """Send `raw` and return the answer to DATA."""
        with smtplib.SMTP(*self.smtp, local_hostname="client.test") as connection:
            connection.ehlo()
            assert connection.docmd("MAIL", f"FROM:<{sender}>")[0] == 250
            for recipient in recipients:
                assert connection.docmd("RCPT", f"TO:<{recipient}>")[0] == 250
            code, reply = connection.data(raw.encode() if isinstance(raw, str) else raw)
            return code, reply.decode()

    def mail(self, to: str, subject: str = "hello", body: str = "body", extra: str = "") -> str:
        """Send a small message; `extra` are more header lines, each with its CRLF. Returns its ID."""
        head = f"From: Helpdesk <helpdesk@ministry.example>\r\nTo: {to}\r\nSubject: {subject}\r\n{extra}"
        return self.send(f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n", to)

    def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        """One HTTP request; `options` are httpx's."""
        return httpx.request(method, self.url + path, timeout=PATIENCE, verify=NO_CERTIFICATES, **options)

    def get(self, path: str, **params: str | int) -> Any:
        """The JSON under /api/v1."""
        response = self.ask("GET", f"/api/v1{path}", params=params)
        assert response.status_code == 200, response.text
        return response.json()

    def found(self, query: str) -> list[str]:
        """The IDs that a search finds, the newest first."""
        return [message["ID"] for message in self.get("/search", query=query)["messages"]]

    @contextmanager
    def listening(self) -> Iterator["Events"]:
        """Everything that happens inside the `with` block."""
        with connect(self.url.replace("http://", "ws://") + "/api/events", compression=None) as socket:
            events = Events(socket)
            events.next("stats")  # Mailpit counts a client in a moment after it has answered the handshake
            yield events


class Events:
    """The events of one websocket."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    def next(self, kind: str, **expected: object) -> Any:
        """The data of the next event of that type whose fields have these values; others are passed over."""
        while True:
            event = json.loads(self._socket.recv(timeout=PATIENCE))
            assert event.keys() == {"Type", "Data"}
            data = event["Data"]
            if event["Type"] == kind and all(data[name] == value for name, value in expected.items()):
                return data


def somebody() -> str:
    """An address that nobody else writes to."""
    return f"user-{uuid4().hex[:12]}@clinic.test"


@contextmanager
def started_inbox(kind: str) -> Iterator[Inbox]:
    """A fresh inbox of that kind, while the block runs."""
    with in_thread(EmbeddedInbox() if kind == "embedded" else _mailpit()) as started:
        yield Inbox(started.url, started.smtp)


def _mailpit() -> StartedMailpit:
    binary = find_mailpit()
    if binary:
        return StartedMailpit(binary)
    if os.environ.get("GMIS_REQUIRE_MAILPIT") == "1":
        pytest.fail(f"GMIS_REQUIRE_MAILPIT is set and there is no Mailpit: {HOW_TO_GET}")
    pytest.skip("no Mailpit: `.venv/bin/gmis doctor` says how to get it")  # said once for each of a hundred places
