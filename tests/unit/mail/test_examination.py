"""What is found out about a message, also of one that is too much to read."""

from gmis_simulator.mail.examination import SentBy, examine, glance
from tests.rigs.worlds import NOON

SENT_BY = SentBy("192.0.2.99", "mail.ward.example", "desk@ward.example")
RAW = "From: desk@ward.example\r\nTo: a@b.example\r\nSubject: 件名\r\nMessage-ID: <1@ward.example>\r\n\r\n".encode()


def test_a_message_is_read_whole() -> None:
    seen = examine(RAW + b"https://ward.example/a\r\n", SENT_BY, {}, "mx.demo.example", NOON)
    assert (seen.subject, seen.message_id, seen.not_read) == ("件名", "1@ward.example", ())
    assert seen.incoming.links == ("https://ward.example/a",)
    assert "spf=none" in seen.checked


def test_of_what_is_more_than_is_read_it_says_so() -> None:
    many = (
        RAW.replace(b"\r\n\r\n", b"\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n") + b"--b\r\n\r\nx\r\n" * 1001
    )
    (note,) = examine(many, SENT_BY, {}, "mx.demo.example", NOON).not_read
    assert note.startswith("parts: ")


def test_at_a_glance_its_headers_are_known_its_text_is_not_and_that_is_said() -> None:
    seen = glance(RAW + b"https://ward.example/a\r\n" * 5000, SENT_BY, "more than 5 seconds")
    assert (seen.subject, seen.message_id) == ("件名", "1@ward.example")
    assert (seen.incoming.header_sender, seen.incoming.addressed_to) == ("desk@ward.example", ("a@b.example",))
    assert (seen.incoming.links, seen.checked) == ((), "")
    assert seen.not_read == ("mail: its headers are read, the rest is not: more than 5 seconds",)
