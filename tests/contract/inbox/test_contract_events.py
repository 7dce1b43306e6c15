"""The websocket: which events come, and what they carry."""

import smtplib

from tests.rigs.inbox import Inbox, somebody


def test_a_new_message_is_announced_whole(inbox: Inbox) -> None:
    to = somebody()
    with inbox.listening() as events:
        sent = inbox.mail(to, subject="news", extra="X-Tags: inbox\r\n")
        announced = events.next("new", ID=sent)
    (entry,) = inbox.get("/search", query=f"to:{to}")["messages"]
    assert announced.pop("Created")[:19] == entry.pop("Created")[:19]
    assert announced == entry | {"Cc": [], "Bcc": [], "ReplyTo": []}


def test_the_tags_of_a_new_message_are_announced_too(inbox: Inbox) -> None:
    with inbox.listening() as events:
        sent = inbox.mail(somebody(), extra="X-Tags: inbox, Archive\r\n")
        assert events.next("update", ID=sent) == {"ID": sent, "Tags": ["Archive", "inbox"]}


def test_reading_and_unreading_are_updates(inbox: Inbox) -> None:
    sent = inbox.mail(somebody())
    with inbox.listening() as events:
        inbox.get(f"/message/{sent}")
        assert events.next("update", ID=sent) == {"ID": sent, "Read": True}
        inbox.ask("PUT", "/api/v1/messages", json={"IDs": [sent], "Read": False})
        assert events.next("update", ID=sent) == {"ID": sent, "Read": False}


def test_setting_tags_is_an_update_with_the_names_as_given(inbox: Inbox) -> None:
    sent = inbox.mail(somebody())
    with inbox.listening() as events:
        inbox.ask("PUT", "/api/v1/tags", json={"IDs": [sent], "Tags": ["zulu", " inbox ", "Alpha"]})
        assert events.next("update", ID=sent) == {"ID": sent, "Tags": ["zulu", "inbox", "Alpha"]}


def test_deletions_are_announced_one_by_one(inbox: Inbox) -> None:
    to = somebody()
    first, second = inbox.mail(to), inbox.mail(to)
    with inbox.listening() as events:
        inbox.ask("DELETE", "/api/v1/messages", json={"IDs": [first]})
        assert events.next("delete", ID=first) == {"ID": first}
        inbox.ask("DELETE", "/api/v1/search", params={"query": f"to:{to}"})
        assert events.next("delete", ID=second) == {"ID": second}


def test_many_deletions_by_search_are_one_prune(empty_inbox: Inbox) -> None:
    to = somebody()
    for _ in range(201):
        empty_inbox.mail(to)
    with empty_inbox.listening() as events:
        empty_inbox.ask("DELETE", "/api/v1/search", params={"query": f"to:{to}"})
        assert events.next("prune") is None


def test_renaming_and_deleting_a_tag_are_prunes(empty_inbox: Inbox) -> None:
    empty_inbox.mail(somebody(), extra="X-Tags: old\r\n")
    with empty_inbox.listening() as events:
        empty_inbox.ask("PUT", "/api/v1/tags/old", json={"Name": "new"})
        assert events.next("prune") is None
        empty_inbox.ask("DELETE", "/api/v1/tags/new")
        assert events.next("prune") is None


def test_deleting_everything_is_a_truncation(empty_inbox: Inbox) -> None:
    empty_inbox.mail(somebody())
    with empty_inbox.listening() as events:
        empty_inbox.ask("DELETE", "/api/v1/messages")
        assert events.next("truncate") is None


def test_the_totals_follow_a_change(empty_inbox: Inbox) -> None:
    read = empty_inbox.mail(somebody())
    empty_inbox.mail(somebody())
    with empty_inbox.listening() as events:
        empty_inbox.get(f"/message/{read}")
        totals = events.next("stats", Unread=1)
    assert totals.keys() == {"Total", "Unread", "Version"}
    assert totals["Total"] == 2
    assert totals["Version"].startswith("v1.")


def test_an_error_of_smtp_is_announced(inbox: Inbox) -> None:
    with inbox.listening() as events, smtplib.SMTP(*inbox.smtp, local_hostname="client.test") as connection:
        connection.ehlo()
        connection.docmd("MAIL", "FROM:<a..b@ministry.example>")
        assert events.next("error") == {
            "Level": "error",
            "Type": "smtpd",
            "IP": "127.0.0.1",
            "Message": "553 5.1.3 The address is not a valid RFC 5321 address",
        }


def test_everybody_who_listens_hears_it(inbox: Inbox) -> None:
    with inbox.listening() as one, inbox.listening() as other:
        sent = inbox.mail(somebody())
        assert one.next("new", ID=sent)["ID"] == other.next("new", ID=sent)["ID"]


def test_events_are_no_page(inbox: Inbox) -> None:
    answer = inbox.ask("GET", "/api/events")
    assert (answer.status_code, answer.text) == (400, "Bad Request\n")
