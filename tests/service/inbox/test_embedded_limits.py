"""What the embedded inbox lacks of Mailpit: it says so, and invents nothing."""

import pytest

from tests.rigs.inbox import Inbox, somebody

LACKING = [
    ("GET", "/api/v1/message/{id}/part/1/thumb", "thumbnails"),
    ("POST", "/api/v1/message/{id}/release", "the release of messages"),
    ("GET", "/api/v1/message/{id}/sa-check", "the SpamAssassin check"),
    ("GET", "/api/v1/chaos", "chaos"),
    ("PUT", "/api/v1/chaos", "chaos"),
    ("GET", "/proxy?data=x", "the proxy for screenshots"),
    ("GET", "/search", "the search page"),
    ("GET", "/view/{id}/more", "Mailpit's web interface"),
]


@pytest.mark.parametrize(("method", "path", "what"), LACKING)
def test_what_is_missing_is_named_in_one_sentence(embedded: Inbox, method: str, path: str, what: str) -> None:
    answer = embedded.ask(method, path.format(id=embedded.mail(somebody())))
    assert answer.status_code == 501
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.text == f"The embedded inbox does not have {what}; the real Mailpit does."


@pytest.mark.parametrize("written", ["yesterday", "15/01/2026", "20260115", "2026-1-5", "2026-02-30", "2026-W03-4"])
@pytest.mark.parametrize("name", ["after", "before", "-after"])
def test_a_date_that_is_not_iso_is_not_guessed(embedded: Inbox, name: str, written: str) -> None:
    sent = embedded.mail(somebody())
    for method in ("GET", "DELETE"):
        answer = embedded.ask(method, "/api/v1/search", params={"query": f"{name}:{written}"})
        assert answer.status_code == 501
        assert written.upper() in answer.text
    assert embedded.get("/messages")["messages"][0]["ID"] == sent


def test_a_time_zone_that_is_not_known_here_is_not_guessed(embedded: Inbox) -> None:
    answer = embedded.ask("GET", "/api/v1/search", params={"query": "after:2026-01-15", "tz": "Nowhere/None"})
    assert answer.status_code == 501


def test_a_list_before_a_date_that_is_not_iso_is_not_guessed(embedded: Inbox) -> None:
    assert embedded.ask("GET", "/api/v1/messages", params={"before": "yesterday"}).status_code == 501


def test_a_multipart_message_without_a_boundary_is_kept_where_mailpit_loses_it(embedded: Inbox) -> None:
    to = somebody()
    sent = embedded.send(f"To: {to}\r\nContent-Type: multipart/mixed\r\n\r\nbody\r\n", to)
    assert embedded.get(f"/message/{sent}")["Text"] == "body\r\n"
