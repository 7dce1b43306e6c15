"""What a recipient's side does to the words of Japanese mail, through the exchange, into the inbox and the log."""

import pytest

from tests.rigs.treated import LINK, led, through, typed
from tests.rigs.worlds import events


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        (b"=?ISO-2022-JP?B?GyRCLSEtahsoQg==?=", "①㈱"),
        (b"=?Shift_JIS?B?7uCTh4dAgWA=?=", "髙島①～"),
        (b"=?EUC-JP?B?raHIvQ==?=", "①判"),
        (b"=?x-euc-jp?B?t+/Mvg==?=", "件名"),
        (b"=?UTF-8?B?5A==?= =?UTF-8?B?u7blkI0=?=", "件名"),
        (b"\r\n =?UTF-8?B?5Lu25ZCN?=", "件名"),
        ("パスワード再設定".encode(), "パスワード再設定"),
    ],
    ids=repr,
)
@pytest.mark.parametrize("persona", ["plain", "isp"])
def test_a_subject_is_the_same_in_the_inbox_and_in_the_log_and_a_mark_stands_before_it(
    persona: str, subject: bytes, words: str
) -> None:
    raw = b"From: desk@ward.example\r\nSubject: " + subject + b"\r\n\r\nbody\r\n"
    message, _, world = through(persona, raw)
    assert message["Subject"] == f"[meiwaku] {words}" if persona == "isp" else words
    for kind in ("mail.verdict", "mail.delivered"):
        assert [each["subject"] for each in events(world, kind)] == [words]


@pytest.mark.parametrize(
    ("content_type", "body", "words"),
    [
        ("text/plain; charset=ISO-2022-JP", b"\x1b$B-!-j\x1b(B", "①㈱"),
        ("text/plain; charset=Shift_JIS", "髙島①～".encode("cp932"), "髙島①～"),
        ("text/plain; charset=x-sjis", "髙島①～".encode("cp932"), "髙島①～"),
        ("text/plain; charset=EUC-JP", b"\xad\xa1\xfc\xe2", "①髙"),
        ("text/plain; charset=utf-8; format=flowed", "髙島①".encode(), "髙島①"),
        ("text/plain; charset=utf-8", "\ufeff髙島①".encode(), "髙島①"),
        ("text/plain", "髙島①".encode(), "髙島①"),
    ],
    ids=repr,
)
def test_a_link_in_a_text_of_any_charset_is_led_by_the_redirector(content_type: str, body: bytes, words: str) -> None:
    message, _, world = through("outlook", typed(content_type, body + b" " + LINK.encode()))
    assert message["Text"].removeprefix("\ufeff") == f"{words} {led(world)}\r\n"


@pytest.mark.parametrize("head", ["<meta charset=Shift_JIS>", '<meta http-equiv=x content="text/html; charset=sjis">'])
def test_a_page_whose_meta_element_alone_names_its_charset_is_treated_in_it(head: str) -> None:
    page = f'<html><head>{head}</head><body>髙島① <a href="{LINK}">ここ</a></body></html>'
    raw = typed("text/html", page.encode("cp932"))
    message, _, world = through("outlook", raw)
    assert " ".join(message["Text"].split()) == f"髙島① ここ ( {led(world)} )"
    message, _, _ = through("hospital-gateway", raw)
    assert " ".join(message["Text"].split()) == "髙島① ここ"
    assert "<a" not in message["HTML"]


@pytest.mark.parametrize(
    "raw",
    [
        typed("text/plain; charset=Shift_JIS", b"\x82 \xff " + LINK.encode()),
        typed("text/plain; charset=ISO-2022-JP", b"\x1b$B-! " + LINK.encode()),
        typed("text/plain; charset=utf-8", b"\xe3\x83 " + LINK.encode()),
        typed("text/plain; charset=x-none", b"\x80 " + LINK.encode()),
        typed("text/plain", b"\x82\xa0 " + LINK.encode()),
        typed("text/html", f'<meta charset=x-none>\x80<a href="{LINK}">x</a>'.encode("latin-1")),
        typed("text/html; charset=utf-8", f'\x80<a href="{LINK}">x</a>'.encode("latin-1")),
    ],
    ids=repr,
)
@pytest.mark.parametrize("persona", ["outlook", "hospital-gateway"])
def test_a_text_that_cannot_be_read_whole_stays_byte_for_byte(persona: str, raw: bytes) -> None:
    _, stored, _ = through(persona, raw)
    assert stored.endswith(raw)
