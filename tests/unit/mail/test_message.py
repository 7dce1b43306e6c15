from email.message import EmailMessage

import pytest

from gmis_simulator.mail.message import Message, links_in, sound, with_headers, without_headers
from gmis_simulator.mime.budget import MOST_TEXT


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", b"\r\n"),
        (b"Subject: one\r\n", b"Subject: one\r\n\r\n"),
        (b"only a body", b"\r\nonly a body"),
        (b"\r\nonly a body", b"\r\nonly a body"),
        (b"Subject: one", b"Subject: one\r\n\r\n"),
        (b"Subject: one\r\n\r\nbody\r\n", b"Subject: one\r\n\r\nbody\r\n"),
        (b"Subject: one\n\nbody\n", b"Subject: one\n\nbody\n"),
        (b"Subject: one\r\n\r\none\rtwo\nthree", b"Subject: one\r\n\r\none\rtwo\nthree"),
        (b"From a@b.example Tue Nov 24 10:00:00 2026\r\nSubject: one\r\n\r\n", b"Subject: one\r\n\r\n"),
        (b">From a@b.example Tue\r\nSubject: one\r\n\r\n", b"Subject: one\r\n\r\n"),
        (b"From : a@b.example\r\n\r\n", b"From : a@b.example\r\n\r\n"),
        (b"Subject: one\r\n two\r\n\r\nbody", b"Subject: one\r\n two\r\n\r\nbody"),
        (b"Subject: one\r\nno header\r\nTo: a", b"Subject: one\r\n\r\nno header\r\nTo: a"),
        (b" continues nothing\r\nTo: a", b"\r\n continues nothing\r\nTo: a"),
        (b": no name\r\n\r\nbody", b"\r\n: no name\r\n\r\nbody"),
        (b"\xff\xfe\x80\r\n\xff", b"\r\n\xff\xfe\x80\r\n\xff"),
        (b"Subject: \xff\r\n\r\n\xff", b"Subject: \xff\r\n\r\n\xff"),
    ],
    ids=repr,
)
def test_a_sound_message_has_headers_and_an_empty_line_and_is_otherwise_as_it_came(raw: bytes, expected: bytes) -> None:
    assert sound(raw) == expected
    assert sound(expected) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"", ""),
        (b"Subject: one\r\n two", "one two"),
        (b"Subject: =?utf-8?B?5Lu25ZCN?=", "件名"),
        (b"Subject: =?iso-2022-jp?B?GyRCN29MPhsoQg==?=", "件名"),
        (b"Subject: =?utf-8?B?5Lu2?=\r\n =?utf-8?B?5ZCN?=", "件名"),
        (b"Subject: [meiwaku] =?utf-8?Q?=E4=BB=B6?=", "[meiwaku] 件"),
        (b"Subject: =?no-such-charset?B?5Lu2?=", "=?no-such-charset?B?5Lu2?="),
    ],
    ids=repr,
)
def test_a_header_is_decoded_into_one_line(raw: bytes, expected: str) -> None:
    assert Message(sound(raw)).header("Subject") == expected


def test_a_header_of_8_bit_garbage_can_be_shown() -> None:
    Message(sound(b"Subject: \xff\xfe\r\nFrom: \x80 <a@b.example>")).header("Subject").encode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("開く: https://a.example/b?r=1。", ["https://a.example/b?r=1"]),
        ("「https://a.example/b」（https://a.example/c）、", ["https://a.example/b", "https://a.example/c"]),
        ("(https://a.example/b). Then <https://a.example/c>!", ["https://a.example/b", "https://a.example/c"]),
        ('<a href="https://a.example/?a=1&amp;b=2">こちら</a>', ["https://a.example/?a=1&b=2"]),
        ("https://a.example/b\nhttps://a.example/c=\n", ["https://a.example/b", "https://a.example/c="]),
        ("http://x ftp://a.example mailto:a@b.example //a.example", ["http://x"]),
        ("何もない", []),
    ],
)
def test_a_link_ends_where_a_reader_sees_its_end(text: str, expected: list[str]) -> None:
    assert links_in(text) == expected


@pytest.mark.parametrize("charset", ["utf-8", "iso-2022-jp", "shift_jis"])
@pytest.mark.parametrize("encoding", ["7bit", "base64", "quoted-printable"])
def test_links_are_found_however_the_text_is_encoded_and_folded(charset: str, encoding: str) -> None:
    link = f"https://a.example/{'x' * 100}?r=1"
    message = EmailMessage()
    message["Subject"] = "one"
    text = f"開く：{link}。\n".encode(charset)
    message.set_content(text, "text", "plain", cte="8bit" if encoding == "7bit" else encoding)
    message.set_param("charset", charset)
    incoming = Message(sound(bytes(message))).incoming("a@b.example", None)
    assert (incoming.links, incoming.is_html) == ((link,), False)


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (b"Content-Type: text/plain; charset=no-such-charset\r\n\r\n\xe4\xbb\xb6", "件"),
        (b"Content-Type: text/plain; charset=utf-8\r\n\r\n\xff", "�"),
        (b"Content-Type: text/plain; charset=\r\n\r\n\xe4\xbb\xb6", "件"),
        (b"Content-Type: text/plain\r\n\r\n\xe4\xbb\xb6", "件"),
        (b"Content-Type: text/plain; charset=rot13\r\n\r\nhello", "hello"),
        (b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n!", ""),
        (b"Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n\r\n--a--", ""),
    ],
    ids=repr,
)
def test_the_text_of_a_part_that_cannot_be_decoded_is_replaced(part: bytes, expected: str) -> None:
    assert Message(sound(part)).texts() == [("plain", expected)]


def test_what_the_rules_are_given() -> None:
    virus = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
    raw = f"From: 見本 <a@b.example>\r\nTo: c@d.example, e@f.example\r\nCc: g@h.example\r\n\r\n{virus}".encode()
    incoming = Message(sound(raw)).incoming("bounce@b.example", None)
    assert (incoming.envelope_sender, incoming.header_sender) == ("bounce@b.example", "a@b.example")
    assert incoming.addressed_to == ("c@d.example", "e@f.example", "g@h.example")
    assert incoming.has_virus


@pytest.mark.parametrize(
    ("head", "addressed"),
    [
        ("To: =?UTF-8?B?5L2Q6JekLCDoirE=?= <a@b.example>, c@d.example", ("a@b.example", "c@d.example")),
        ("To: =?ISO-2022-JP?B?GyRCOjRGIxsoQg==?= <a@b.example>", ("a@b.example",)),
        ('To: "<x@y.example>" <a@b.example>\r\nCc:\r\n c@d.example (x@y.example)', ("a@b.example", "c@d.example")),
        ("To: Ward: a@b.example, C <c@d.example>;\r\nCc: undisclosed-recipients:;", ("a@b.example", "c@d.example")),
        ("To: a@b.example c@d.example", ("a@b.example", "c@d.example")),
        ("To : a@b.example\r\nCc :\r\n\tc@d.example", ("a@b.example", "c@d.example")),
        ("Bcc: a@b.example\r\nReply-To: c@d.example", ()),
    ],
)
def test_the_rules_are_given_whom_it_is_addressed_to_however_that_is_written(
    head: str, addressed: tuple[str, ...]
) -> None:
    assert Message(sound(f"{head}\r\n\r\nbody".encode())).incoming("", None).addressed_to == addressed


def test_what_is_not_read_of_a_mail_is_noted() -> None:
    message = Message(sound(b"To: " + b"a@b.example, " * 10_000 + b"\r\nSubject: one\r\n\r\n" + b"x" * (MOST_TEXT + 1)))
    assert 0 < len(message.incoming("", None).addressed_to) < 10_000
    assert sorted(message.budget.over) == ["field", "text"]


def test_headers_are_put_in_front() -> None:
    assert (
        with_headers(b"Subject: one\r\n\r\n", [("X-A", "1"), ("X-B", "件")])
        == b"X-A: 1\r\nX-B: ?\r\nSubject: one\r\n\r\n"
    )


@pytest.mark.parametrize(
    ("raw", "left"),
    [
        (b"X-Tags: a\r\nSubject: b\r\n\r\nX-Tags: c\r\n", b"Subject: b\r\n\r\nX-Tags: c\r\n"),
        (b"Subject: b\r\nx-tags :\r\n a,\r\n\tb\r\nBcc: c\r\n\r\nd", b"Subject: b\r\n\r\nd"),
        (b"X-Tagged: a\r\nTo: X-Tags: b\r\n\r\n", b"X-Tagged: a\r\nTo: X-Tags: b\r\n\r\n"),
        (b"Bcc: a\r\n\r\nb", b"\r\nb"),
        (b"\r\nBcc: a\r\n\r\nb", b"\r\nBcc: a\r\n\r\nb"),
    ],
    ids=repr,
)
def test_headers_are_taken_out_by_their_names_and_all_else_stays(raw: bytes, left: bytes) -> None:
    assert without_headers(raw, "X-Tags", "Bcc") == left
