"""A message that is too much to read is kept whole, and read by its first headers."""

from datetime import UTC, datetime

import pytest

from gmis_simulator.inbox.intake import glance_at_arrival, read_arrival
from gmis_simulator.inbox.received import Arrival

ARRIVAL = Arrival("desk@ward.example", ["hana@clinic.example"], datetime(2026, 1, 15, tzinfo=UTC), "mail", "192.0.2.1")
BODY = b"body\r\n" * 10_000
MAILS = {
    "few headers": b"From: desk@ward.example\r\nSubject: one\r\nMessage-ID: <1@ward.example>\r\n\r\n" + BODY,
    "bare line ends": b"From: desk@ward.example\nSubject: one\nMessage-ID: <1@ward.example>\n\n"
    + BODY.replace(b"\r", b""),
    "no body": b"Subject: one\r\n\r\n",
    "more headers than are looked at": b"Subject: one\r\n" + (b"X-" + b"n" * 90 + b": 1\r\n") * 500 + b"\r\n" + BODY,
    "one header without an end": b"Subject: one\r\nX-Long: " + b"x" * 90_000 + b"\r\n\r\n" + BODY,
}


@pytest.mark.parametrize("content", MAILS.values(), ids=MAILS.keys())
def test_at_a_glance_it_is_kept_as_it_would_be_and_its_subject_known(content: bytes) -> None:
    completed, read = glance_at_arrival(content, ARRIVAL, "more than 5 seconds")
    assert (completed.front + content[len(content) - completed.rest :]).endswith(content)
    assert (read.subject, read.sender["Address"] in ("", "desk@ward.example")) == ("one", True)
    assert [address["Address"] for address in read.bcc] == ["hana@clinic.example"]
    assert read.not_read == ("message: its headers are read, the rest is not: more than 5 seconds",)


def test_line_ends_that_are_mended_leave_a_large_message_whole() -> None:
    content = (b"Subject: one\r\nX-Odd: 1\r\n\r\n" + BODY).replace(b"\r\n", b"\r\r\n")
    completed, read = read_arrival(content, ARRIVAL)
    raw = completed.front + content[len(content) - completed.rest :]
    assert raw.endswith(b"Subject: one\r\nX-Odd: 1\r\n\r\n" + BODY)
    assert read.subject == "one"


def test_of_a_list_of_links_to_unsubscribe_no_more_is_read_than_anybody_needs() -> None:
    _, read = read_arrival(b"List-Unsubscribe: " + b"<" * 30_000 + b"\r\n\r\n", ARRIVAL)
    assert len(read.list_unsubscribe["Header"]) == 4096


@pytest.mark.parametrize("content", MAILS.values(), ids=MAILS.keys())
def test_read_whole_it_is_kept_whole(content: bytes) -> None:
    completed, read = read_arrival(content, ARRIVAL)
    assert (completed.front + content[len(content) - completed.rest :]).endswith(content)
    assert read.subject == "one"
