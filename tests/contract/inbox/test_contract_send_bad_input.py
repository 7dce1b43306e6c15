"""What POST /api/v1/send refuses: each with 400, or 413, and {"Error": "..."}."""

from typing import Any

import pytest

from tests.rigs.inbox import Inbox, somebody

GOOD = {"From": {"Email": "a@m.example"}, "To": [{"Email": "u@clinic.test"}]}


def refusal(inbox: Inbox, body: str | dict[str, Any]) -> str:
    asked: dict[str, Any] = {"content": body} if isinstance(body, str) else {"json": GOOD | body}
    answer = inbox.ask("POST", "/api/v1/send", **asked)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/json"
    assert answer.json().keys() == {"Error"}
    return str(answer.json()["Error"])


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"From": {}}, "error building message: from not set"),
        ({"From": {"Name": "n", "Email": ""}}, "error building message: from not set"),
        ({"To": []}, "error building message: no recipients (to, cc, bcc) set"),
        ({"To": [{"Email": "nobody"}]}, "invalid To address: nobody"),
        ({"To": [None]}, "invalid To address: "),
        ({"To": [{"Email": "a..b@clinic.test"}]}, "invalid To address: a..b@clinic.test"),
        ({"To": [{"Email": "a@b@c"}]}, "invalid To address: a@b@c"),
        ({"To": [{"Email": "a@b.test, c@d.test"}]}, "invalid To address: a@b.test, c@d.test"),
        ({"To": [{"Email": "a@b.test\r\nX-B: y"}]}, "invalid To address: a@b.test\r\nX-B: y"),
        ({"Cc": [{"Email": "nobody"}]}, "invalid Cc address: nobody"),
        ({"Bcc": ["nobody"]}, "invalid Bcc address: nobody"),
        ({"ReplyTo": [{"Email": "nobody"}]}, "invalid Reply-To address: nobody"),
        ({"Headers": {"To": "x"}}, 'cannot overwrite header: "To"'),
        ({"Headers": {"content-TYPE": "x"}}, 'cannot overwrite header: "content-TYPE"'),
        ({"Headers": {"X-Tags": "x"}, "Tags": ["y"]}, 'cannot overwrite header: "X-Tags"'),
        ({"Headers": {"": "x"}}, 'invalid header key: ""'),
        ({"Headers": {"X Y": "x"}}, 'invalid header key: "X Y"'),
        ({"Headers": {"日本": "x"}}, 'invalid header key: "日本"'),
        ({"Headers": {"X-A\r\nX-B": "x"}}, r'invalid header key: "X-A\r\nX-B"'),
    ],
)
def test_a_refusal_tells_what_is_wrong(inbox: Inbox, fields: dict[str, Any], error: str) -> None:
    assert refusal(inbox, fields) == error


@pytest.mark.parametrize("content", ["%%%", "aGk", "aGk=aGk=", "日本", "aGk=,aG"])
def test_an_attachment_that_is_not_base64_is_named(inbox: Inbox, content: str) -> None:
    error = refusal(inbox, {"Attachments": [{"Content": content, "Filename": "a.bin"}]})
    assert error.startswith('error decoding base64 attachment "a.bin": ')


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("[" * 100_000, id="lists in lists"),
        pytest.param('{"From":' * 5_000, id="objects in objects"),
        *("", "{", "[]", '"x"', "1", "ÿ", "NaN"),
        *('{"From":1}', '{"From":{"Email":1}}', '{"To":{}}', '{"To":[1]}', '{"To":[[]]}', '{"Cc":"x"}', '{"Bcc":"x"}'),
        *(
            '{"Bcc":[1]}',
            '{"ReplyTo":1}',
            '{"Subject":[]}',
            '{"Text":{}}',
            '{"HTML":0}',
            '{"Tags":"x"}',
            '{"Tags":[1]}',
        ),
        *('{"Headers":[]}', '{"Headers":{"X-A":1}}', '{"Attachments":{}}', '{"Attachments":[{"Content":1}]}'),
    ],
)
def test_what_is_not_the_json_that_is_asked_for_is_refused(inbox: Inbox, body: str) -> None:
    error = refusal(inbox, body)
    assert error
    assert not error.startswith("error building message")


@pytest.mark.parametrize("field", ["Subject", "Headers", "To"])
def test_a_line_break_in_a_value_makes_no_header(inbox: Inbox, field: str) -> None:
    text = "a\r\nX-Injected: y"
    value = {"Subject": text, "Headers": {"X-A": text}, "To": [{"Email": "u@clinic.test", "Name": text}]}[field]
    answer = inbox.ask("POST", "/api/v1/send", json=GOOD | {field: value})
    assert answer.status_code == 200
    message = inbox.get(f"/message/{answer.json()['ID']}")
    assert "X-Injected" not in inbox.get(f"/message/{message['ID']}/headers")
    assert message["To"][0]["Name"] == (text if field == "To" else "")
    assert message["Subject"] == (text if field == "Subject" else "")


def test_a_type_that_is_none_is_taken_as_bytes_and_a_name_with_line_breaks_as_one_line(inbox: Inbox) -> None:
    file = {"Content": "aGk=", "Filename": "a\r\nb.txt", "ContentType": "text/plain\r\nX-B: y"}
    answer = inbox.ask("POST", "/api/v1/send", json=GOOD | {"Attachments": [file]})
    (attached,) = inbox.get(f"/message/{answer.json()['ID']}")["Attachments"]
    assert (attached["FileName"], attached["ContentType"]) == ("a b.txt", "application/octet-stream")


def test_half_a_character_is_replaced(inbox: Inbox) -> None:
    body = '{"From": {"Email": "a@m.example"}, "To": [{"Email": "u@clinic.test"}], "Subject": "\\ud800"}'
    answer = inbox.ask("POST", "/api/v1/send", content=body)
    assert inbox.get(f"/message/{answer.json()['ID']}")["Subject"] == "\ufffd"


def test_ten_megabytes_are_taken_and_more_than_fifty_are_not(inbox: Inbox) -> None:
    mega = 1024 * 1024
    assert inbox.ask("POST", "/api/v1/send", json=GOOD | {"Text": "x" * (10 * mega)}).status_code == 200
    answer = inbox.ask("POST", "/api/v1/send", content=b"x" * (50 * mega + 1))
    assert (answer.status_code, answer.json()) == (413, {"Error": "http: request body too large"})


@pytest.mark.parametrize("path", ["messages", "tags", "tags/x"])
def test_other_bodies_may_have_five_megabytes(inbox: Inbox, path: str) -> None:
    answer = inbox.ask("PUT", f"/api/v1/{path}", content=b'{"IDs": ["' + b"x" * (5 * 1024 * 1024) + b'"]}')
    assert (answer.status_code, answer.text) == (400, "http: request body too large")


def test_a_body_that_is_too_long_deletes_everything(empty_inbox: Inbox) -> None:
    sent = empty_inbox.mail(somebody())
    body = f'{{"IDs": ["{sent}", "{"x" * (5 * 1024 * 1024)}"]}}'
    empty_inbox.mail(somebody())
    assert empty_inbox.ask("DELETE", "/api/v1/messages", content=body).text == "ok"
    assert empty_inbox.get("/messages")["total"] == 0


def test_there_is_nothing_to_get(inbox: Inbox) -> None:
    answer = inbox.ask("GET", "/api/v1/send")
    assert (answer.status_code, answer.text) == (404, "File not found\n")
