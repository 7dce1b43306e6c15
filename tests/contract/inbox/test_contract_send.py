"""Messages that are sent by HTTP: POST /api/v1/send."""

import base64
from typing import Any

import httpx
import pytest

from tests.rigs.inbox import Inbox, somebody

FROM = {"Email": "desk@ministry.example"}


def post(inbox: Inbox, **fields: Any) -> httpx.Response:
    return inbox.ask("POST", "/api/v1/send", json={"From": FROM, **fields})


def sent(inbox: Inbox, **fields: Any) -> dict[str, Any]:
    answer = post(inbox, **{"To": [{"Email": somebody()}], **fields})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert answer.json().keys() == {"ID"}
    message: dict[str, Any] = inbox.get(f"/message/{answer.json()['ID']}")
    return message


def file(content: bytes, name: str = "a.bin", **more: str) -> dict[str, str]:
    return {"Content": base64.b64encode(content).decode(), "Filename": name, **more}


def parts(message: dict[str, Any], kind: str) -> list[tuple[str, str, str, int]]:
    return [(part["FileName"], part["ContentType"], part["ContentID"], part["Size"]) for part in message[kind]]


def test_names_subject_and_texts_arrive_in_japanese(inbox: Inbox) -> None:
    to, subject = somebody(), "【再設定】パスワードの再設定のご案内が届いていますのでご確認をお願いいたします"
    message = sent(
        inbox,
        From={"Email": "desk@ministry.example", "Name": "厚生 太郎"},
        To=[{"Email": to, "Name": '利用者, "甲"'}, {"Email": "b@clinic.test", "Name": "Plain \"Name\""}],
        Cc=[{"Email": "c@clinic.test"}],
        ReplyTo=[{"Email": "r@clinic.test", "Name": "返信"}],
        Subject=subject,
        Text="本文です。\n二行目",
        HTML="<p>本文</p>",
    )  # fmt: skip
    assert message["From"] == {"Name": "厚生 太郎", "Address": "desk@ministry.example"}
    assert message["To"] == [
        {"Name": '利用者, "甲"', "Address": to},
        {"Name": 'Plain "Name"', "Address": "b@clinic.test"},
    ]
    assert message["Cc"] == [{"Name": "", "Address": "c@clinic.test"}]
    assert message["ReplyTo"] == [{"Name": "返信", "Address": "r@clinic.test"}]
    assert (message["Subject"], message["Text"], message["HTML"]) == (subject, "本文です。\n二行目", "<p>本文</p>")
    assert (message["ReturnPath"], message["Attachments"], message["Inline"]) == ("desk@ministry.example", [], [])


def test_these_headers_are_stored_and_received_is_none_of_them(inbox: Inbox) -> None:
    message = sent(inbox, Headers={"X-IP": "1.2.3.4", "x-own": "日本", "Message-ID": "<own@x.test>"}, Tags=["a", "b c"])
    headers = inbox.get(f"/message/{message['ID']}/headers")
    assert headers.keys() == {
        *("Content-Type", "Date", "From", "Message-Id", "Mime-Version", "Return-Path", "Subject", "To"),
        *("X-Ip", "X-Own", "X-Tags"),
    }
    assert headers["From"] == ["<desk@ministry.example>"]
    assert headers["Return-Path"] == ["<desk@ministry.example>"]
    assert (headers["X-Ip"], headers["X-Tags"], headers["Subject"]) == (["1.2.3.4"], ["a, b c"], [""])
    assert (message["MessageID"], message["Tags"]) == ("own@x.test", ["a", "b c"])


def test_the_text_of_a_message_without_any_is_empty_and_an_ascii_text_stays_readable(inbox: Inbox) -> None:
    assert sent(inbox)["Text"] == ""
    message = sent(inbox, Text="hello\nworld\n")
    assert message["Text"] == "hello\nworld\n"
    assert inbox.ask("GET", f"/api/v1/message/{message['ID']}/raw").text.endswith("\r\n\r\nhello\nworld\n")


def test_blind_copies_are_stored_as_such(inbox: Inbox) -> None:
    blind = somebody()
    message = sent(inbox, To=[], Bcc=[blind, "b@clinic.test"])
    assert message["To"] == []
    assert [address["Address"] for address in message["Bcc"]] == [blind, "b@clinic.test"]


def test_attachments_come_with_their_type_or_it_is_guessed(inbox: Inbox) -> None:
    files = [
        file(b"\x89PNG\r\n\x1a\n", "日本.png"),
        file(b"a;b", "a.csv", ContentType="text/csv; charset=utf-8"),
        {"Content": "data:text/plain;base64,aGk=\n", "Filename": "url.txt"},
    ]
    message = sent(inbox, Text="x", Attachments=files)
    assert parts(message, "Attachments") == [
        ("日本.png", "image/png", "", 8),
        ("a.csv", "text/csv", "", 3),
        ("url.txt", "text/plain", "", 2),
    ]
    content = inbox.ask("GET", f"/api/v1/message/{message['ID']}/part/{message['Attachments'][0]['PartID']}").content
    assert content == b"\x89PNG\r\n\x1a\n"


def test_an_attachment_with_a_content_id_is_inline(inbox: Inbox) -> None:
    image = file(b"GIF89a", "logo.gif", ContentID="logo@x")
    message = sent(inbox, HTML='<img src="cid:logo@x">', Attachments=[image, file(b"%PDF-1.4", "a.pdf")])
    assert parts(message, "Inline") == [("logo.gif", "image/gif", "logo@x", 6)]
    assert parts(message, "Attachments") == [("a.pdf", "application/pdf", "", 8)]
    page = inbox.ask("GET", f"/view/{message['ID']}.html").text
    assert page.strip() == f'<img src="/api/v1/message/{message["ID"]}/part/{message["Inline"][0]["PartID"]}">'


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("\xff\xd8\xff", "image/jpeg"),
        ("GIF87a", "image/gif"),
        ("RIFF1234WEBPVP", "image/webp"),
        ("%PDF-1.4", "application/pdf"),
        ("PK\x03\x04", "application/zip"),
        ("\x1f\x8b\x08", "application/x-gzip"),
        (" <HTML>", "text/html"),
        ("<?xml version", "text/xml"),
        ('{"a": 1}', "text/plain"),
        ("\x00\x01", "application/octet-stream"),
        ("", "text/plain"),
    ],
)
def test_a_file_is_known_by_how_it_begins(inbox: Inbox, content: str, kind: str) -> None:
    (attached,) = parts(sent(inbox, Attachments=[file(content.encode("latin-1"))]), "Attachments")
    assert attached == ("a.bin", kind, "", len(content))


def test_a_message_that_is_sent_by_http_is_announced_and_counted(new_inbox: Inbox) -> None:
    with new_inbox.listening() as events:
        message = sent(new_inbox, Subject="hello")
        assert events.next("new", ID=message["ID"])["Subject"] == "hello"
    assert new_inbox.get("/info")["RuntimeStats"]["SMTPAccepted"] == 1


def test_the_names_of_fields_know_no_case_and_unknown_ones_are_passed_over(inbox: Inbox) -> None:
    body = {"from": {"EMAIL": "a@m.example"}, "TO": [{"email": "u@clinic.test"}], "text": "x", "Nonsense": 1}
    answer = inbox.ask("POST", "/api/v1/send", json=body)
    assert inbox.get(f"/message/{answer.json()['ID']}")["Text"] == "x"
