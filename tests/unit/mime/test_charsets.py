"""Bytes to text by a label, however the label is written and whatever the bytes are."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmis_simulator.mime.charsets import decode, decode_exactly, guess, is_utf8, utf8
from gmis_simulator.mime.labels import _OF_CODEC, codec_of
from tests.rigs.drawn import drawn

LABELS = sorted(label for labels in _OF_CODEC.values() for label in labels.split())


@pytest.mark.parametrize("label", ["utf-8", "UTF-8", "  utf8\t", "Unicode-1-1-UTF-8"])
def test_a_label_counts_in_any_case_and_with_blanks_around_it(label: str) -> None:
    assert codec_of(label) == "utf-8"
    assert decode("件".encode(), label) == "件"
    assert is_utf8(label)


@pytest.mark.parametrize("label", ["", "x-none", "utf 8", "utf-8\0", "rot13", "hex", "idna", "undefined", "u" * 10_000])
def test_no_other_name_is_a_charset_though_python_may_have_a_codec_of_it(label: str) -> None:
    with pytest.raises(LookupError, match="no charset is called"):
        decode(b"x", label)
    assert not is_utf8(label)


def test_a_long_name_is_told_shortened() -> None:
    with pytest.raises(LookupError) as told:
        codec_of("x" * 100_000)
    assert len(str(told.value)) < 100


@pytest.mark.parametrize(
    ("label", "data", "text"),
    [
        ("shift_jis", "髙島①～".encode("cp932"), "髙島①～"),
        ("shift_jis", b"\xf0\x40", "\ue000"),  # a carrier's pictogram
        ("shift_jis", b"\xb1\x5c\x7e", "ｱ\\~"),
        ("shift_jis", b"\x82", "\ufffd"),
        ("shift_jis", b"\xa0\xfd\xfe\xffa", "\ufffd\ufffd\ufffd\ufffda"),
        ("euc-jp", b"\xad\xa1\xfc\xe2\x8e\xb1\xa1\xc1", "①髙ｱ～"),
        ("euc-jp", b"\x8f\xb0\xa1", "丂"),  # JIS X 0212
        ("euc-jp", b"\xa4", "\ufffd"),
        ("iso-2022-jp", b"\x1b$B-!-j\x1b(B \x1b(I18\x1b(B", "①㈱ ｱｸ"),
        ("iso-2022-jp", b"\x1b$@F|\x1b(Ja", "日a"),
        ("iso-2022-jp", b"\x1b$(D0!\x1b(B", "丂"),
        ("iso-2022-jp", b"\x1b$BF|\na", "日\na"),  # the line's end ends the kanji
        ("iso-2022-jp", b"\x1b$BF", "\ufffd"),
        ("iso-2022-jp", b"a\x1b[b\x80", "a\ufffd[b\ufffd"),
        ("iso-8859-1", b"\x93caf\xe9\x94", "“café”"),  # windows-1252 is meant
        ("us-ascii", b"caf\xe9", "café"),
        ("euc-kr", "똠".encode("cp949"), "똠"),
        ("gb2312", "镕".encode("gb18030"), "镕"),
        ("x-user-defined", b"a\x80\xff", "a\uf780\uf7ff"),
        ("utf-16", "件".encode("utf-16-le"), "件"),
        ("utf-7", b"+TvY-", "件"),
    ],
    ids=repr,
)
def test_a_label_means_what_people_mean_by_it(label: str, data: bytes, text: str) -> None:
    assert decode(data, label) == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xe3\x83", "\ufffd\ufffd"),
        (b"\xff\xc3a", "\ufffd\ufffda"),
        (b"\xed\xa0\x80", "\ufffd" * 3),
        (b"\xe4\xbb\xb6", "件"),
    ],
    ids=repr,
)
def test_of_broken_utf_8_each_byte_is_replaced(data: bytes, text: str) -> None:
    assert utf8(data) == text


@pytest.mark.parametrize(
    ("label", "data"),
    [
        ("utf-8", b"a\xff"),
        ("shift_jis", b"\x82"),
        ("euc-jp", b"\xa4"),
        ("iso-2022-jp", b"\x1b$BF"),
        ("us-ascii", b"\x81"),
        ("", b"\x82\xa0"),
        ("", b"\x1b$BF|\x80"),
    ],
    ids=repr,
)
def test_what_is_to_be_read_exactly_is_refused_where_one_byte_is_unclear(label: str, data: bytes) -> None:
    with pytest.raises(UnicodeError):
        decode_exactly(data, label)


@pytest.mark.parametrize(
    ("data", "text"),
    [("件".encode(), "件"), (b"\x1b$BF|\x1b(B", "日"), (b"a", "a"), (b"a\x1b[1m", "a\x1b[1m")],
    ids=repr,
)
def test_without_a_label_it_is_read_exactly_where_it_tells_of_itself(data: bytes, text: str) -> None:
    assert decode_exactly(data, "") == text


@pytest.mark.parametrize("charset", ["utf-8", "cp932", "euc-jp", "iso-2022-jp"])
def test_the_charset_of_a_long_text_is_guessed_among_the_japanese_ones(charset: str) -> None:
    text = "診療時間のお知らせです。" * 10
    assert guess(text.encode(charset)) == text


def test_nothing_is_guessed_of_a_short_text() -> None:
    assert guess("診療".encode("cp932")) == utf8("診療".encode("cp932"))
    assert "\ufffd" in guess("診療".encode("cp932"))


@drawn
@given(st.sampled_from(LABELS), st.binary(max_size=200))
def test_no_bytes_are_too_broken_for_any_charset(label: str, data: bytes) -> None:
    assert isinstance(decode(data, label), str)


@pytest.mark.parametrize("label", sorted(_OF_CODEC.keys() & set(LABELS) | {"euc-jp", "shift_jis", "iso-2022-jp"}))
@drawn
@given(data=st.binary(max_size=60))
def test_what_is_read_exactly_is_what_is_read(label: str, data: bytes) -> None:
    try:
        exact = decode_exactly(data, label)
    except UnicodeError:
        return
    assert exact == decode(data, label)


@pytest.mark.parametrize("label", LABELS)
def test_every_label_has_a_codec(label: str) -> None:
    assert decode(b"", label) == ""
    if codec_of(label) not in ("x-user-defined", "iso-2022-jp"):
        codecs.lookup(codec_of(label))
