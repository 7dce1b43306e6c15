"""Lists of messages: their order, their pages, the exact shape of an entry."""

from datetime import UTC, datetime, timedelta

from tests.rigs.inbox import Inbox, somebody


def test_the_newest_message_comes_first(inbox: Inbox) -> None:
    to = somebody()
    first, second = inbox.mail(to), inbox.mail(to)
    listed = [message["ID"] for message in inbox.get("/messages", limit=0)["messages"]]
    assert listed.index(second) < listed.index(first)
    assert inbox.found(f"to:{to}") == [second, first]


def test_the_envelope_of_a_list_has_these_keys(inbox: Inbox) -> None:
    inbox.mail(somebody())
    listed = inbox.get("/messages", limit=1)
    assert listed.keys() == {
        *("total", "unread", "count", "messages_count", "messages_unread", "start", "tags", "messages"),
    }
    assert listed["count"] == len(listed["messages"]) == 1


def test_an_entry_has_these_keys_and_null_for_nobody(inbox: Inbox) -> None:
    to = somebody()
    before = datetime.now(UTC) - timedelta(milliseconds=1)
    sent = inbox.mail(to, subject="件名", body="a  b\r\nc", extra="Message-ID: <shape@ministry.example>\r\n")
    entry = next(message for message in inbox.get("/messages", limit=0)["messages"] if message["ID"] == sent)
    created = entry.pop("Created")
    assert before <= datetime.fromisoformat(created) <= datetime.now(UTC)
    size = entry.pop("Size")
    assert size == len(inbox.ask("GET", f"/api/v1/message/{sent}/raw").content)
    assert entry == {
        "ID": sent,
        "MessageID": "shape@ministry.example",
        "Read": False,
        "From": {"Name": "Helpdesk", "Address": "helpdesk@ministry.example"},
        "To": [{"Name": "", "Address": to}],
        "Cc": None,
        "Bcc": None,
        "ReplyTo": [],
        "Subject": "件名",
        "Username": "",
        "Tags": [],
        "Attachments": 0,
        "Snippet": "a b c",
    }
    (found,) = inbox.get("/search", query=f"to:{to}")["messages"]
    assert found == entry | {"Created": created, "Size": size, "ReplyTo": None}


def test_a_search_is_paged_by_start_and_limit(inbox: Inbox) -> None:
    to = somebody()
    ids = [inbox.mail(to) for _ in range(5)][::-1]
    page = inbox.get("/search", query=f"to:{to}", start=1, limit=2)
    assert [message["ID"] for message in page["messages"]] == ids[1:3]
    assert (page["start"], page["count"], page["messages_count"], page["messages_unread"]) == (1, 2, 5, 5)
    assert inbox.get("/search", query=f"to:{to}", start=9)["messages"] == []


def test_fifty_are_listed_unless_asked_otherwise(empty_inbox: Inbox) -> None:
    to = somebody()
    ids = [empty_inbox.mail(to) for _ in range(51)]
    assert len(empty_inbox.get("/messages")["messages"]) == 50
    assert len(empty_inbox.get("/messages", limit="x", start=-3)["messages"]) == 50
    assert [message["ID"] for message in empty_inbox.get("/messages", start=50)["messages"]] == ids[:1]


def test_a_limit_of_zero_lists_everything_but_finds_nothing(empty_inbox: Inbox) -> None:
    to = somebody()
    empty_inbox.mail(to)
    empty_inbox.mail(to)
    assert len(empty_inbox.get("/messages", limit=0, start=1)["messages"]) == 2
    searched = empty_inbox.get("/search", query=f"to:{to}", limit=0)
    assert (searched["messages"], searched["messages_count"]) == ([], 2)


def test_an_empty_inbox_lists_nothing(empty_inbox: Inbox) -> None:
    assert empty_inbox.get("/messages") == {
        "total": 0,
        "unread": 0,
        "count": 0,
        "messages_count": 0,
        "messages_unread": 0,
        "start": 0,
        "tags": [],
        "messages": [],
    }


def test_before_leaves_out_what_came_later(inbox: Inbox) -> None:
    to = somebody()
    sent = inbox.mail(to)
    assert inbox.get("/search", query=f"to:{to}", before="2020-01-01")["messages_count"] == 0
    later = inbox.get("/search", query=f"to:{to}", before="2120-01-01T00:00:00Z")
    assert [message["ID"] for message in later["messages"]] == [sent]
