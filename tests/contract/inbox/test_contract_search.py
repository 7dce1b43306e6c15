"""The search filters, one message each, told apart by a word that only this test's mails have."""

from uuid import uuid4

import pytest

from tests.rigs.inbox import Inbox, somebody


@pytest.fixture(scope="module")
def mail(inbox: Inbox) -> tuple[str, str, str]:
    """One message with something for every filter: its recipient, its ID, and a word of its own."""
    to, word = somebody(), f"word{uuid4().hex[:8]}"
    raw = (
        f"From: =?utf-8?B?5Y6a55Sf5Yq05YON55yB?= <{word}.Desk@ministry.example>\r\n"
        f'To: "Clinic {word}" <{to}>\r\n'
        f"Cc: {word}-cc@clinic.test\r\n"
        f"Reply-To: {word}-reply@ministry.example\r\n"
        f"Message-ID: <{word}-id@ministry.example>\r\n"
        f"Subject: {word} =?utf-8?B?44OR44K544Ov44O844OJ?= Reset FULL=?utf-8?B?77yh?=\r\n"
        f"X-Tags: {word}, Two Words\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n"
        "--B\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nOpen the link, 今日中に\r\nplease\r\n"
        f"--B\r\nContent-Type: application/pdf; name={word}.pdf\r\nContent-Disposition: attachment\r\n\r\nPDF\r\n"
        "--B\r\nContent-Type: image/png\r\nContent-Disposition: inline\r\nContent-ID: <i@x>\r\n\r\nPNG\r\n--B--\r\n"
    )
    return to, inbox.send(raw, to, f"{word}-cc@clinic.test", f"{word}-bcc@clinic.test"), word


@pytest.mark.parametrize(
    "query",
    [
        # addresses: substrings of the names and the addresses, in any ASCII case
        "to:{to}",
        "TO:{TO}",
        'to:"clinic {word}"',
        "from:{word}.desk@MINISTRY",
        "from:厚生労働省",
        "cc:{word}-cc",
        "bcc:{word}-bcc",
        "reply-to:{word}-reply",
        "addressed:{word}-bcc",
        "addressed:{word}.desk",
        # the quirk that names of fields are searched too
        "to:{to} to:address",
        # subject and ID
        "subject:{word}",
        'subject:"{word} パスワード reset"',
        "subject:{WORD}",
        "message-id:<{word}-id@ministry.example>",
        # wildcards
        "subject:{word}%reset",
        "subject:{word}_パ_ワード",
        "to:{to} from:厚生___",
        # free text: headers, body and names of attachments
        "{word} 今日中に",
        '"今日中に please" {word}',
        "{word}.pdf",
        "{WORD} OPEN",
        # tags, whole and in any case
        "tag:{word}",
        "tag:{WORD}",
        'tag:"two words" {word}',
        "{word} is:tagged",
        # states
        "{word} has:attachment",
        "{word} has:attachments",
        "{word} has:inline",
        "{word} has:inlines",
        # dates and sizes
        "{word} after:2020-01-01",
        "{word} after:2020-01-01T09:00:00+09:00 before:2120-01-01T00:00Z",
        '{word} before:"2120-01-01 10:00:00"',
        "{word} larger:100",
        "{word} smaller:1.5mb",
        "{word} smaller:2K",
        # negations that do not apply
        "{word} -subject:nothing",
        "{word} !tag:nothing",
        "{word} -is:nothing-like-it",
        "{word} -larger:1mb",
        "{word} -before:2020-01-01",
        "{word} -from:nobody-at-all",
        # words that ask nothing
        "{word} to: subject: tag: from:",
    ],
)
def test_this_query_finds_the_message(inbox: Inbox, mail: tuple[str, str, str], query: str) -> None:
    to, sent, word = mail
    assert inbox.found(query.format(to=to, TO=to.upper(), word=word, WORD=word.upper())) == [sent]


@pytest.mark.parametrize(
    "query",
    [
        "to:{word}-cc",
        "cc:{to}",
        "bcc:{to}",
        "subject:{word}-id",
        "message-id:{to}",
        # SQLite's LIKE lowers ASCII alone, so a full-width Ａ is not a full-width ａ
        "subject:{word} subject:ａ",
        "tag:{word}x",
        "tag:two {word}",
        "tag:%{word}%",
        "{word} -is:tagged",
        "{word} -has:attachment",
        "{word} !has:inline",
        "{word} after:2120-01-01",
        "{word} before:2020-01-01",
        "{word} larger:1mb",
        "{word} smaller:1",
        "{word} larger:nonsense",
        "{word} -smaller:1mb",
        "{word} -to:{to}",
        "{word} !subject:{word}",
        "{word} -{word}.pdf",
        "{word} -addressed:{word}-cc",
        "{word} -%",
        "is:read {word} is:unread",
    ],
)
def test_this_query_does_not_find_it(inbox: Inbox, mail: tuple[str, str, str], query: str) -> None:
    to, _, word = mail
    assert inbox.found(query.format(to=to, word=word)) == []


def test_a_search_without_a_query_is_refused(inbox: Inbox) -> None:
    for params in ({}, {"query": "  "}):
        answer = inbox.ask("GET", "/api/v1/search", params=params)
        assert (answer.status_code, answer.text) == (400, "Error: no search query")


def test_dates_are_read_in_the_time_zone_that_is_named(empty_inbox: Inbox) -> None:
    to = somebody()
    empty_inbox.mail(to)
    created = empty_inbox.get("/messages")["messages"][0]["Created"]
    day = created[:10]
    # A day that begins 14 hours early in Kiritimati has begun there whenever it has begun anywhere.
    assert empty_inbox.get("/search", query=f"after:{day}", tz="Pacific/Kiritimati")["messages_count"] == 1
