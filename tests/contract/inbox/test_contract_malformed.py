"""Mail that breaks the rules is kept all the same, and read as far as it goes."""

import pytest

from tests.rigs.inbox import Inbox, somebody


@pytest.mark.parametrize(
    ("head", "body", "text"),
    [
        ("Content-Type: multipart/mixed; boundary=Q", "--Q\r\nContent-Type: text/plain\r\n\r\nopen", "open\r\n"),
        ("Content-Type: multipart/mixed; boundary=Q", "no boundary at all", ""),
        ("Content-Transfer-Encoding: base64", "!!!!notbase64###", ""),
        ("Content-Transfer-Encoding: base64", "aGVs*bG8=", "hello"),
        ("Content-Transfer-Encoding: quoted-printable", "a=ZZb c=\r\nd  ", "a=ZZb cd\r\n"),
        ("Content-Transfer-Encoding: nonsense", "body", "body\r\n"),
        ("Content-Type: text/plain; charset=", "body", "body\r\n"),
        ("Content-Type: text/plain; charset=utf-8", "half \xe6", "half \ufffd\r\n"),
        ("X-Empty:", "body", "body\r\n"),
        ("Subject: =?utf-8?B?", "body", "body\r\n"),
    ],
)
def test_its_body_is_read_as_far_as_it_goes(inbox: Inbox, head: str, body: str, text: str) -> None:
    to = somebody()
    sent = inbox.send(f"To: {to}\r\n{head}\r\n\r\n{body}\r\n".encode("latin-1"), to)
    assert inbox.get(f"/message/{sent}")["Text"] == text
    assert inbox.found(f"to:{to}") == [sent]


@pytest.mark.parametrize("raw", ["", "\r\n", "\r\nno header, only this\r\n", " a line that begins with a space\r\n"])
def test_a_message_without_headers_is_kept(inbox: Inbox, raw: str) -> None:
    to = somebody()
    message = inbox.get(f"/message/{inbox.send(raw, to)}")
    assert message["From"] == {"Name": "", "Address": ""}
    assert message["Bcc"] == [{"Name": "", "Address": to}]


@pytest.mark.parametrize(
    ("written", "sender"),
    [
        ("just a name", {"Name": "just a name", "Address": ""}),
        ("a..b@docomo.test", {"Name": "a..b@docomo.test", "Address": ""}),
        ('"a..b"@docomo.test', {"Name": "", "Address": '"a..b"@docomo.test'}),
        ('"plain"@docomo.test', {"Name": "", "Address": "plain@docomo.test"}),
        ("x@ministry.example (a comment)", {"Name": "a comment", "Address": "x@ministry.example"}),
    ],
)
def test_a_sender_is_read_strictly(inbox: Inbox, written: str, sender: dict[str, str]) -> None:
    to = somebody()
    sent = inbox.send(f"From: {written}\r\nTo: {to}\r\n\r\nbody\r\n", to)
    assert inbox.get(f"/message/{sent}")["From"] == sender


@pytest.mark.parametrize("others", ["a..b@docomo.test", "nobody"])
def test_one_broken_recipient_empties_the_list(inbox: Inbox, others: str) -> None:
    to = somebody()
    sent = inbox.send(f"To: {to}, {others}\r\n\r\nbody\r\n", to)
    assert inbox.get(f"/message/{sent}")["To"] == []


def test_a_group_is_read_as_its_members(inbox: Inbox) -> None:
    to = somebody()
    sent = inbox.send(f'To: Clinics: {to}, "B, C" <b@clinic.test>;\r\n\r\nbody\r\n', to)
    members = [{"Name": "", "Address": to}, {"Name": "B, C", "Address": "b@clinic.test"}]
    assert inbox.get(f"/message/{sent}")["To"] == members


@pytest.mark.parametrize("others", ["", "someone@clinic.test, "])
def test_undisclosed_recipients_are_nobody(inbox: Inbox, others: str) -> None:
    sent = inbox.send(f"To: {others}undisclosed-recipients:;\r\n\r\nbody\r\n", somebody())
    names = [address["Address"] for address in inbox.get(f"/message/{sent}")["To"]]
    assert names == ["someone@clinic.test"] * bool(others)


def test_a_date_that_is_none_gives_way_to_the_time_of_arrival(inbox: Inbox) -> None:
    to = somebody()
    sent = inbox.mail(to, extra="Date: nonsense\r\n")
    (entry,) = inbox.get("/search", query=f"to:{to}")["messages"]
    assert inbox.get(f"/message/{sent}")["Date"] == entry["Created"]


def test_of_a_header_that_comes_twice_the_first_counts(inbox: Inbox) -> None:
    sent = inbox.mail(somebody(), subject="first", extra="Subject: second\r\n")
    assert inbox.get(f"/message/{sent}")["Subject"] == "first"
