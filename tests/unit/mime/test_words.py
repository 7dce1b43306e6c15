"""Encoded words in headers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmis_simulator.mime.words import _LONGEST, _MOST_FAILURES, decode_words
from tests.rigs.drawn import drawn


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("plain", "plain"),
        ("=?utf-8?b?5Lu2?=", "件"),
        ("=?UTF-8?Q?=E4=BB=B6_a=5F?=", "件 a_"),
        ("=?utf-8?B?5Lu2?= =?utf-8?B?5ZCN?=", "件名"),  # blanks between two words are none
        ("=?utf-8?B?5Lu2?=\t \r\n =?utf-8?B?5ZCN?=", "件名"),
        ("=?utf-8?B?5Lu2?==?utf-8?B?5ZCN?=", "件名"),
        ("=?utf-8?B?5Lu2?= a =?utf-8?B?5ZCN?=", "件 a 名"),
        ("a =?utf-8?B?5Lu2?= b", "a 件 b"),
        ("(=?utf-8?B?5Lu2?=)", "(件)"),
        ("=?utf-8?B?5A==?= =?utf-8?B?u7Y=?=", "件"),  # a character in two words: bytes joined, then decoded
        ("=?utf-8?B?5A==?= =?UTF-8?Q?=BB=B6?=", "件"),
        ("=?utf-8?B?5A==?= =?iso-8859-1?B?u7Y=?=", "\ufffd»¶"),  # of two charsets, not
        ("=?utf-8?B?5A==?= x =?utf-8?B?u7Y=?=", "\ufffd x \ufffd\ufffd"),
        ("=?ISO-2022-JP?B?GyRCLSEbKEI=?=", "①"),
        ("=?utf-8*ja?B?5Lu2?=", "件"),  # RFC 2231 has a language there
        ("=?us-ascii?Q?caf=E9?=", "caf\ufffd"),
        ("=?utf-8?Q??=", ""),
        ("=?x-none?B?5Lu2?=", "=?x-none?B?5Lu2?="),
        ("=?utf-8?B?5Lu2?= =?x-none?B?5Lu2?=", "=?utf-8?B?5Lu2?= =?x-none?B?5Lu2?="),
    ],
)
def test_a_word_is_decoded(value: str, text: str) -> None:
    assert decode_words(value) == text


@pytest.mark.parametrize(
    "value",
    [
        "=?utf-8?B?###?=",
        "=?utf-8?B?5Lu2",
        "=?utf-8?B?5Lu?=",
        "=?utf-8?X?5Lu2?=",
        "=?utf-8?Q?=ZZ?=",
        "=?utf-8?Q?=E?=",
        "=?utf-8?Q?件?=",
        "=??=",
        "=?",
        "?=",
        "a=?b?=c",
        "=?utf-8?Q?" + "a" * (_LONGEST + 1) + "?=",
    ],
)
def test_what_only_looks_like_a_word_stays_as_it_is(value: str) -> None:
    assert decode_words(value) == value


def test_behind_what_only_looks_like_a_word_the_next_is_decoded() -> None:
    assert decode_words("=?utf-8?B?#?= =?utf-8?B?5Lu2?=") == "=?utf-8?B?#?= 件"


def test_a_word_as_long_as_may_be_is_decoded() -> None:
    assert decode_words("=?utf-8?Q?" + "a" * _LONGEST + "?=") == "a" * _LONGEST


def test_of_very_many_that_only_look_like_words_those_behind_them_stay() -> None:
    few, many = ("=?utf-8?B?#?= " * count + "=?utf-8?B?5Lu2?=" for count in (_MOST_FAILURES, _MOST_FAILURES + 1))
    assert decode_words(few).endswith(" 件")
    assert decode_words(many) == many


@drawn
@given(st.text("=?BQbq _utf-8x件#\r\n", max_size=80))
def test_nothing_is_too_broken(value: str) -> None:
    assert isinstance(decode_words(value), str)
