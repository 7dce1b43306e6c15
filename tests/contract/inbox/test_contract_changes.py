"""Marking messages read, and deleting them: also the requests that hit more than was meant."""

import pytest

from tests.rigs.inbox import Inbox, somebody


def test_messages_are_marked_by_id(inbox: Inbox) -> None:
    to = somebody()
    first, second = inbox.mail(to), inbox.mail(to)
    answer = inbox.ask("PUT", "/api/v1/messages", json={"IDs": [first, "unknown"], "Read": True})
    assert (answer.status_code, answer.text) == (200, "ok")
    assert inbox.found(f"to:{to} is:read") == [first]
    inbox.ask("PUT", "/api/v1/messages", json={"IDs": [first, second], "Read": False})
    assert inbox.found(f"to:{to} is:read") == []


def test_messages_are_marked_by_search(inbox: Inbox) -> None:
    to = somebody()
    first, second = inbox.mail(to, subject="one"), inbox.mail(to, subject="two")
    inbox.ask("PUT", "/api/v1/messages", json={"Search": f"to:{to} subject:one", "Read": True})
    assert inbox.found(f"to:{to} is:read") == [first]
    assert inbox.found(f"to:{to} is:unread") == [second]


def test_ids_and_a_search_together_are_refused(inbox: Inbox) -> None:
    answer = inbox.ask("PUT", "/api/v1/messages", json={"IDs": ["x"], "Search": "to:x", "Read": True})
    assert (answer.status_code, answer.text) == (400, "You may specify either IDs or a search query, not both")


def test_marking_without_ids_marks_everything(empty_inbox: Inbox) -> None:
    empty_inbox.mail(somebody())
    empty_inbox.mail(somebody())
    empty_inbox.ask("PUT", "/api/v1/messages", json={"Read": True})
    assert empty_inbox.get("/messages")["unread"] == 0
    empty_inbox.ask("PUT", "/api/v1/messages", json={"IDs": []})
    assert empty_inbox.get("/messages")["unread"] == 2


@pytest.mark.parametrize("body", ["", "nonsense", "[]", '{"Read": "yes"}', '{"IDs": "x"}'])
def test_marking_with_a_body_that_cannot_be_read_is_refused(inbox: Inbox, body: str) -> None:
    to = somebody()
    sent = inbox.mail(to)
    assert inbox.ask("PUT", "/api/v1/messages", content=body).status_code == 400
    assert inbox.found(f"to:{to} is:unread") == [sent]


def test_messages_are_deleted_by_id(inbox: Inbox) -> None:
    to = somebody()
    gone, kept = inbox.mail(to), inbox.mail(to)
    answer = inbox.ask("DELETE", "/api/v1/messages", json={"IDs": [gone, "unknown"]})
    assert (answer.status_code, answer.text) == (200, "ok")
    assert inbox.found(f"to:{to}") == [kept]
    assert inbox.ask("GET", f"/api/v1/message/{gone}").status_code == 404


def test_messages_are_deleted_by_search(inbox: Inbox) -> None:
    to = somebody()
    inbox.mail(to, subject="gone")
    kept = inbox.mail(to, subject="kept")
    answer = inbox.ask("DELETE", "/api/v1/search", params={"query": f"to:{to} -subject:kept"})
    assert (answer.status_code, answer.text) == (200, "ok")
    assert inbox.found(f"to:{to}") == [kept]


def test_deleting_by_search_without_a_query_is_refused(inbox: Inbox) -> None:
    answer = inbox.ask("DELETE", "/api/v1/search", params={"query": " "})
    assert (answer.status_code, answer.text) == (400, "Error: no search query")


@pytest.mark.parametrize("query", ["to:", "-subject:", '"to:" tag:', '""', "(,)"])
def test_deleting_by_a_search_that_asks_nothing_deletes_everything(empty_inbox: Inbox, query: str) -> None:
    empty_inbox.mail(somebody())
    assert empty_inbox.ask("DELETE", "/api/v1/search", params={"query": query}).status_code == 200
    assert empty_inbox.get("/messages")["total"] == 0


@pytest.mark.parametrize("body", ["", "{}", '{"IDs": []}', "nonsense", '["x"]', '{"IDs": "x"}', "null"])
def test_deleting_without_ids_deletes_everything(empty_inbox: Inbox, body: str) -> None:
    empty_inbox.mail(somebody(), extra="X-Tags: gone\r\n")
    assert empty_inbox.ask("DELETE", "/api/v1/messages", content=body).text == "ok"
    emptied = empty_inbox.get("/messages")
    assert (emptied["total"], emptied["tags"]) == (0, [])
