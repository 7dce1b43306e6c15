"""One message: its exact shape, its headers, its source, and who has read it."""

import pytest

from tests.rigs.inbox import Inbox, somebody


def test_a_message_has_these_keys(inbox: Inbox) -> None:
    to = somebody()
    sent = inbox.mail(
        to,
        subject="shape",
        extra="Message-ID: <m@ministry.example>\r\nDate: Thu, 15 Jan 2026 09:00:00 +0900\r\n"
        "Cc: Second <second@clinic.test>\r\nReply-To: desk@ministry.example\r\n"
        "List-Unsubscribe: <mailto:off@ministry.example>, <https://ministry.example/off>\r\n"
        "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n",
    )
    assert inbox.get(f"/message/{sent}") == {
        "ID": sent,
        "MessageID": "m@ministry.example",
        "From": {"Name": "Helpdesk", "Address": "helpdesk@ministry.example"},
        "To": [{"Name": "", "Address": to}],
        "Cc": [{"Name": "Second", "Address": "second@clinic.test"}],
        "Bcc": [],
        "ReplyTo": [{"Name": "", "Address": "desk@ministry.example"}],
        "ReturnPath": "sender@ministry.example",
        "Subject": "shape",
        "ListUnsubscribe": {
            "Header": "<mailto:off@ministry.example>, <https://ministry.example/off>",
            "Links": ["mailto:off@ministry.example", "https://ministry.example/off"],
            "Errors": "",
            "HeaderPost": "List-Unsubscribe=One-Click",
        },
        "Date": "2026-01-15T09:00:00+09:00",
        "Tags": [],
        "Username": "",
        "Text": "body\r\n",
        "HTML": "",
        "Size": len(inbox.ask("GET", f"/api/v1/message/{sent}/raw").content),
        "Inline": [],
        "Attachments": [],
    }


def test_opening_a_message_marks_it_read_and_listing_it_does_not(inbox: Inbox) -> None:
    to = somebody()
    sent = inbox.mail(to)
    inbox.get(f"/message/{sent}/headers")
    inbox.ask("GET", f"/api/v1/message/{sent}/raw")
    assert inbox.found(f"to:{to} is:unread") == [sent]
    inbox.get(f"/message/{sent}")
    assert inbox.found(f"to:{to} is:read") == [sent]


def test_latest_is_the_newest_that_matches(inbox: Inbox) -> None:
    to = somebody()
    inbox.mail(to, subject="older")
    newest = inbox.mail(to, subject="newer")
    assert inbox.get("/message/latest", query=f"to:{to}")["ID"] == newest
    assert inbox.get("/message/latest/headers", query=f"to:{to}")["Subject"] == ["newer"]
    none = inbox.ask("GET", "/api/v1/message/latest", params={"query": f"to:{somebody()}"})
    assert (none.status_code, none.text) == (404, "Message not found")


@pytest.mark.parametrize("path", ["", "/headers", "/raw"])
def test_an_unknown_message_is_not_found(inbox: Inbox, path: str) -> None:
    answer = inbox.ask("GET", f"/api/v1/message/unknown{path}")
    assert (answer.status_code, answer.text) == (404, "404 page not found")


def test_headers_are_raw_unfolded_and_listed_under_canonical_names(inbox: Inbox) -> None:
    to = somebody()
    sent = inbox.mail(to, subject="=?utf-8?B?5pel?=", extra="x-STEP: 1\r\n  folded\r\n\ttwice\r\nX-Step: 2\r\n")
    headers = inbox.get(f"/message/{sent}/headers")
    assert headers["X-Step"] == ["1 folded twice", "2"]
    assert headers["Subject"] == ["=?utf-8?B?5pel?="]
    assert headers["Return-Path"] == ["<sender@ministry.example>"]
    assert list(headers) == sorted(headers)
    assert "Message-Id" in headers


def test_a_download_is_offered_under_the_id(inbox: Inbox) -> None:
    sent = inbox.mail(somebody())
    plain = inbox.ask("GET", f"/api/v1/message/{sent}/raw")
    saved = inbox.ask("GET", f"/api/v1/message/{sent}/raw?dl=1")
    assert saved.content == plain.content
    assert saved.headers["content-disposition"] == f'attachment; filename="{sent}.eml"'
    assert "content-disposition" not in plain.headers
