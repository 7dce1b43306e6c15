"""The charset of a text: what its header says, what its page says, what can be told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmis_simulator.mime.texts import charset_in_markup, decode_text, decode_text_exactly
from tests.rigs.drawn import drawn

SJIS = "診療".encode("cp932")
PAGE = b'<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">' + SJIS


@pytest.mark.parametrize(
    ("page", "charset"),
    [
        (PAGE, "Shift_JIS"),
        (b"<meta charset=euc-jp>", "euc-jp"),
        (b"<META CHARSET = 'x-sjis' >", "x-sjis"),
        (b'<meta name=a content=b><meta\ncharset="utf-8"/>', "utf-8"),
        (b"<meta charset=utf-16>", "utf-8"),  # in which the element could not be read
        (b"<metal charset=a><p charset=b>charset=c", ""),
        (b"<meta charset=>", ""),
        (b" " * 8_000 + b"<meta charset=utf-8>", "utf-8"),  # behind the comments and styles of a mailer
        (b" " * 9_000 + b"<meta charset=utf-8>", ""),  # a page says it at its beginning
        (b"", ""),
    ],
    ids=lambda given: repr(given)[-60:],
)
def test_a_page_names_its_charset_in_its_head(page: bytes, charset: str) -> None:
    assert charset_in_markup(page) == charset


@pytest.mark.parametrize(
    ("content", "charset", "kind", "text"),
    [
        (SJIS, "Shift_JIS", "text/plain", "診療"),
        ("診療".encode(), "", "text/plain", "診療"),
        ("診療".encode(), "x-none", "text/plain", "診療"),
        (SJIS, "x-none", "text/plain", "\ufffdf\ufffd\ufffd"),
        (SJIS, "", "text/plain", "\ufffdf\ufffd\ufffd"),
        (PAGE, "", "text/html", PAGE.decode("cp932")),
        (PAGE, "utf-8", "text/html", PAGE.decode("utf-8", "replace")),  # the header goes before the page
        (
            b"<meta charset=Shift_JIS>" + "診療".encode(),
            "",
            "text/html",
            "<meta charset=Shift_JIS>診療",
        ),  # it is not true
        (b"<meta charset=x-none>" + "診".encode(), "", "text/html", "<meta charset=x-none>診"),
        (b"\x1b$B?G\x1b(B" * 20, "", "text/plain", "診" * 20),
    ],
    ids=repr,
)
def test_a_text_is_decoded_by_what_tells_best(content: bytes, charset: str, kind: str, text: str) -> None:
    assert decode_text(content, charset, kind) == text


def test_the_meta_element_of_what_is_no_page_says_nothing() -> None:
    assert "診" not in decode_text(PAGE, "", "text/plain")


@pytest.mark.parametrize(
    ("content", "charset", "kind"),
    [
        (SJIS, "utf-8", "text/plain"),
        (SJIS, "", "text/plain"),
        (SJIS, "x-none", "text/plain"),
        (PAGE, "", "text/plain"),
        (b"<meta charset=x-none>", "", "text/html"),
        (b"<meta charset=Shift_JIS>\x82", "", "text/html"),
        (SJIS * 50, "", "text/plain"),  # a guess is not exact
    ],
    ids=repr,
)
def test_what_is_to_be_decoded_exactly_is_not_guessed(content: bytes, charset: str, kind: str) -> None:
    with pytest.raises((UnicodeError, LookupError)):
        decode_text_exactly(content, charset, kind)


def test_what_can_be_told_is_decoded_exactly() -> None:
    assert decode_text_exactly(PAGE, "", "text/html") == PAGE.decode("cp932")
    assert decode_text_exactly(SJIS, "sjis", "text/plain") == "診療"


@pytest.mark.parametrize(
    "piece", [b"<meta ", b"<meta charset", b"charset=", b"<meta charset =", b"<", b"<meta x "], ids=repr
)
def test_a_hostile_page_names_nothing(piece: bytes) -> None:
    assert charset_in_markup(piece * (1_000_000 // len(piece))) == ""


@drawn
@given(
    st.binary(max_size=150),
    st.sampled_from(["", "utf-8", "x-none", "euc-jp"]),
    st.sampled_from(["text/html", "text/csv"]),
)
def test_nothing_is_too_broken(content: bytes, charset: str, kind: str) -> None:
    assert isinstance(decode_text(content, charset, kind), str)
