"""What a message says, in the shapes that mail programs and careless scripts send it in."""

from typing import Any

import pytest

from tests.rigs.inbox import Inbox, somebody


def read(inbox: Inbox, raw: bytes | str) -> dict[str, Any]:
    message: dict[str, Any] = inbox.get(f"/message/{inbox.send(raw, somebody())}")
    return message


def snippet(inbox: Inbox, raw: bytes) -> str:
    to = somebody()
    inbox.send(raw, to)
    (entry,) = inbox.get("/search", query=f"addressed:{to}")["messages"]
    return str(entry["Snippet"])


@pytest.mark.parametrize(
    ("written", "name", "value"),
    [
        (b"Message-ID:\r\n <one@ward.example>", "MessageID", "one@ward.example"),
        (b"Message-ID:\r\n\t<AB01MB0002.prod@ward.example>", "MessageID", "AB01MB0002.prod@ward.example"),
        (b"Message-ID: \r\n  <two@ward.example>", "MessageID", "two@ward.example"),
        (b"Subject:\r\n =?UTF-8?B?5Lu25ZCN?=", "Subject", "件名"),
        (b"Subject: one\r\n two\r\n\tthree", "Subject", "one two three"),
        (b"Subject : =?UTF-8?B?5Lu25ZCN?=", "Subject", "件名"),
        ("Subject : 件名".encode(), "Subject", "件名"),
        (b"SUBJECT: shouted", "Subject", "shouted"),
        (b"Subject: =?x-euc-jp?B?t+/Mvg==?=", "Subject", "件名"),
        (b"Subject: =?UTF-8?B?5Lu2?= =?UTF-8?B?5ZCN?=", "Subject", "件名"),
        (b"Subject: =?UTF-8?B?5A==?=\r\n =?UTF-8?B?u7blkI0=?=", "Subject", "件名"),  # cut within a character
        (b"Subject: =?UTF-8?B?5Lu2?= =?UTF-8?B?5ZCN4?=", "Subject", "件 =?UTF-8?B?5ZCN4?="),
        (b"From : desk@ward.example", "From", {"Name": "", "Address": "desk@ward.example"}),
        (b"From: desk@ward.example (Ward (east))", "From", {"Name": "Ward (east)", "Address": "desk@ward.example"}),
        (
            b"From: =?UTF-8?B?5L2Q6JekLCDoirE=?= <desk@ward.example>",
            "From",
            {"Name": "佐藤, 花", "Address": "desk@ward.example"},
        ),
    ],
    ids=repr,
)
def test_a_header_is_read_however_it_is_written(inbox: Inbox, written: bytes, name: str, value: object) -> None:
    assert read(inbox, written + b"\r\n\r\nbody\r\n")[name] == value


@pytest.mark.parametrize(
    "to", ["<@relay.example:desk@ward.example>", "desk@ward.example, <@a.example,@b.example:c@d.example>"]
)
def test_a_route_in_an_address_empties_the_list_and_the_recipient_is_hidden(inbox: Inbox, to: str) -> None:
    recipient = somebody()
    sent = inbox.send(f"To: {to}\r\n\r\nbody", recipient)
    message = inbox.get(f"/message/{sent}")
    assert message["To"] == []
    assert message["Bcc"] == [{"Name": "", "Address": recipient}]


@pytest.mark.parametrize(
    "date",
    [
        "Tue, 24 Nov 2026 10:00:00",
        "Tue, 24 Nov 2026 10:00:00 GMT+0900",
        "Tuesday, 24 November 2026 10:00:00 +0900",
        "2026-11-24T10:00:00+09:00",
        "Tue, 31 Feb 2026 10:00:00 +0900",
    ],
)
def test_a_date_that_is_no_date_of_mail_gives_way_to_the_time_of_arrival(inbox: Inbox, date: str) -> None:
    to = somebody()
    sent = inbox.mail(to, extra=f"Date: {date}\r\n")
    (entry,) = inbox.get("/search", query=f"to:{to}")["messages"]
    assert inbox.get(f"/message/{sent}")["Date"] == entry["Created"]


@pytest.mark.parametrize(
    ("charset", "body", "text"),
    [
        ("utf-8", b"\xe3\x83\x86\xe3\x83 end", "テ\ufffd\ufffd end"),  # a U+FFFD for each byte that is none
        ("utf-8", b"\xff\xc3", "\ufffd\ufffd"),
        ("x-euc-jp", b"\xb7\xef\xcc\xbe", "件名"),
        ("X-SJIS", "髙島①～".encode("cp932"), "髙島①～"),
        ("euc-jp", b"\xad\xa1\xa1\xc1", "①～"),
        ("ISO-2022-JP", b"\x1b$B-!-j\x1b(B", "①㈱"),
        ("iso-2022-jp", b"\x1b$B%F%9%H\r\nmore\r\n\x1b(Bend", "テスト\ufffd迴鱚\ufffdend"),
        ("ks_c_5601-1987", "진료".encode("cp949"), "진료"),
        ("us-ascii", b"caf\xe9", "café"),
        ("utf-8", b"a\x1cb\x1f", "a\x1cb\x1f"),
    ],
    ids=repr,
)
def test_a_text_is_decoded_by_the_charset_that_is_meant(inbox: Inbox, charset: str, body: bytes, text: str) -> None:
    raw = f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode() + body + b"\r\n"
    assert read(inbox, raw)["Text"] == f"{text}\r\n"


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<!--[if mso]><p>mso</p><![endif]--><p>本文</p><![if !mso]><p>else</p><![endif]>", "本文 else"),
        (
            "<!--[if (gte mso 9)|(IE)]><table><tr><td><![endif]--><p>診療です</p><!--[if mso]></td><![endif]-->",
            "診療です",
        ),
        ('<p>本文</p><a href="https://ward.example/</body>', "本文"),
        ("<p>one<!-- two --></p><script>three</script>", "one"),
        ("<title>not this</title><p>this</p>", "this"),
        ("<template><p>not this</p></template><p>this</p>", "this"),
    ],
)
def test_of_a_page_is_shown_what_people_see(inbox: Inbox, html: str, shown: str) -> None:
    raw = f"Content-Type: text/html; charset=utf-8\r\n\r\n{html}\r\n".encode()
    assert snippet(inbox, raw) == shown
    assert " ".join(read(inbox, raw)["Text"].split()) == shown


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("&lt;</a>&lt;", "<<"),
        ("a</p>b", "a\n\nb"),
        ("<html><body>a</body></html>b", "ab"),
        ("<a href=x>a<a href=y>b</a>c", "a ( x ) b ( y ) c"),
        ("<head><title>t</title><p>a", "a"),
    ],
)
def test_careless_html_is_read_as_a_browser_reads_it(inbox: Inbox, html: str, text: str) -> None:
    assert read(inbox, f"Content-Type: text/html; charset=utf-8\r\n\r\n{html}\r\n")["Text"] == text


def test_a_part_whose_type_is_half_a_type_is_no_text_and_is_listed_by_its_name(inbox: Inbox) -> None:
    message = read(
        inbox,
        "Content-Type: multipart/mixed; boundary=B\r\n\r\n"
        "--B\r\nContent-Type: text\r\n\r\nnot shown\r\n"
        "--B\r\nContent-Type: image; name=ward.png\r\n\r\nPNG\r\n--B--\r\n",
    )
    assert message["Text"] == ""
    assert [(part["FileName"], part["ContentType"]) for part in message["Inline"]] == [("ward.png", "image")]


def test_the_signs_that_separate_records_are_no_blanks_in_a_snippet(inbox: Inbox) -> None:
    raw = b"Content-Type: text/plain; charset=utf-8\r\n\r\n\x1ca\x1f\r\n\r\nb\x1e\r\n"
    assert snippet(inbox, raw) == "\x1ca\x1f b\x1e"
