"""What SMTP answers, and what a message looks like once it has been received."""

import re
import smtplib

from tests.rigs.inbox import Inbox, somebody


def test_data_is_answered_with_the_id_of_the_message(inbox: Inbox) -> None:
    to = somebody()
    code, reply = inbox.deliver(f"To: {to}\r\nSubject: hello\r\n\r\nbody\r\n", to)
    assert code == 250
    answer = re.fullmatch(r"2\.0\.0 Ok: queued as ([0-9A-Za-z]{22})", reply)
    assert answer
    assert inbox.get(f"/message/{answer[1]}")["Subject"] == "hello"


def test_the_commands_are_answered_in_the_same_words(inbox: Inbox) -> None:
    with smtplib.SMTP(*inbox.smtp, local_hostname="client.test") as connection:
        assert connection.ehlo()[0] == 250
        assert connection.has_extn("8bitmime")
        assert connection.has_extn("smtputf8")
        assert connection.esmtp_features["size"] == "52428800"
        assert connection.docmd("MAIL", "FROM:<>") == (250, b"2.1.0 Ok")
        assert connection.docmd("RCPT", f"TO:<{somebody()}>") == (250, b"2.1.5 Ok")


def test_an_address_with_two_dots_in_a_row_is_refused(inbox: Inbox) -> None:
    with smtplib.SMTP(*inbox.smtp, local_hostname="client.test") as connection:
        connection.ehlo()
        connection.docmd("MAIL", "FROM:<sender@ministry.example>")
        refusal = (553, b"5.1.3 The address is not a valid RFC 5321 address")
        assert connection.docmd("RCPT", "TO:<a..b@docomo.test>") == refusal
        assert connection.docmd("RCPT", 'TO:<"a..b"@docomo.test>') == (250, b"2.1.5 Ok")


def test_a_header_without_a_colon_is_refused(inbox: Inbox) -> None:
    to = somebody()
    assert inbox.deliver(f"this is no header\r\nTo: {to}\r\n\r\nbody\r\n", to) == (451, "4.3.5 Unable to process mail")
    assert inbox.found(f"to:{to}") == []


def test_what_was_sent_is_kept_byte_for_byte_under_the_received_headers(inbox: Inbox) -> None:
    to = somebody()
    head = f"Message-ID: <1@ministry.example>\r\nTo: {to}\r\nSubject: raw\r\n\r\n"
    sent = head.encode() + b"8-bit: \xe6\x97\xa5 \xff\r\n.dot\r\n"
    stored = inbox.ask("GET", f"/api/v1/message/{inbox.send(sent, to)}/raw")
    assert stored.headers["content-type"] == "text/plain; charset=utf-8"
    assert stored.content.endswith(sent)
    added = stored.content.removesuffix(sent).decode()
    assert re.fullmatch(
        r"Return-Path: <sender@ministry\.example>\r\n"
        r"Received: from client\.test \(unknown \[127\.0\.0\.1\]\)\r\n"
        r"        by \S+ \(.+\) with SMTP\r\n"
        rf"        for <{to}>; \w{{3}}, \d+ \w{{3}} \d{{4}} \d\d:\d\d:\d\d [+-]\d{{4}} \(.+\)\r\n",
        added,
    )


def test_recipients_that_no_header_names_are_added_as_bcc(inbox: Inbox) -> None:
    to, hidden = somebody(), somebody()
    sent = f"To: {to.upper()}\r\n\r\nbody\r\n"
    message = inbox.get(f"/message/{inbox.send(sent, to, hidden)}")
    assert message["Bcc"] == [{"Name": "", "Address": hidden}]
    assert inbox.found(f"bcc:{hidden}") == [message["ID"]]


def test_a_message_without_an_id_of_its_own_is_given_one(inbox: Inbox) -> None:
    to = somebody()
    sent = f"To: {to}\r\n\r\nbody\r\n"
    message = inbox.get(f"/message/{inbox.send(sent, to)}")
    assert re.fullmatch(r"[0-9A-Za-z]{22}@mailpit", message["MessageID"])


def test_a_return_path_in_the_message_gives_way_to_the_envelope(inbox: Inbox) -> None:
    to = somebody()
    sent = f"Return-Path: <old@elsewhere.example>\r\nTo: {to}\r\n\r\nbody\r\n"
    message = inbox.get(f"/message/{inbox.send(sent, to, sender='bounce@platform.example')}")
    assert message["ReturnPath"] == "bounce@platform.example"


def test_a_bounce_has_the_author_as_its_return_path(inbox: Inbox) -> None:
    to = somebody()
    sent = f"From: daemon@ministry.example\r\nTo: {to}\r\n\r\nbody\r\n"
    assert inbox.get(f"/message/{inbox.send(sent, to, sender='')}")["ReturnPath"] == "daemon@ministry.example"


def test_a_line_longer_than_smtp_allows_is_taken(inbox: Inbox) -> None:
    to = somebody()
    line = "x" * 5000
    assert inbox.get(f"/message/{inbox.mail(to, body=line)}")["Text"] == line + "\r\n"
