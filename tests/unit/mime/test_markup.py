"""Tokens of HTML, each with its place, whatever is in it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmis_simulator.mime.markup import attribute_text, tokens
from tests.rigs.drawn import drawn


def found(source: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokens(source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a<P>b</P >", [("text", "a"), ("start", "p"), ("text", "b"), ("end", "p")]),
        ("a < b &lt; c", [("text", "a < b < c")]),
        ("a<1>b</>c</ d>", [("text", "a<1>b"), ("comment", ""), ("text", "c"), ("comment", "")]),
        ("<!-- a > b -->c", [("comment", ""), ("text", "c")]),
        ("<!-->a<!--->b", [("comment", ""), ("text", "a"), ("comment", ""), ("text", "b")]),
        ("a<!-- b --!>c", [("text", "a"), ("comment", ""), ("text", "c")]),
        ("<!-- never <p>", [("comment", "")]),
        ("<!doctype html>a<?xml x?>b", [("comment", ""), ("text", "a"), ("comment", ""), ("text", "b")]),
        ("<script>a < b; '<p>' &lt;</script>", [("start", "script"), ("text", "a < b; '<p>' &lt;"), ("end", "script")]),
        ("<title>a <b> &lt;</TITLE>", [("start", "title"), ("text", "a <b> <"), ("end", "title")]),
        ("<style>a</styles></style>", [("start", "style"), ("text", "a</styles>"), ("end", "style")]),
        ("<textarea>never", [("start", "textarea"), ("text", "never")]),
        ("<br/><o:p/>", [("start", "br"), ("start", "o:p")]),
        ("a<", [("text", "a<")]),
        ("", []),
    ],
)  # fmt: skip
def test_a_source_is_taken_apart(source: str, expected: list[tuple[str, str]]) -> None:
    assert found(source) == expected


@pytest.mark.parametrize(
    ("tag", "value", "quote"),
    [
        ('<a href="x">', "x", '"'),
        ("<a href='x'>", "x", "'"),
        ("<a href=x>", "x", ""),
        ("<A HREF = x>", "x", ""),
        ('<a\nhref\n=\n"x"\n>', "x", '"'),
        ('<a/href="x"/>', "x", '"'),
        ('<a title=">" href="x">', "x", '"'),
        ('<a href="x" href="y">', "x", '"'),
        ('<a hrefs=y href="x">', "x", '"'),
        ("<a href=x/>", "x/", ""),
        ("<a href>", "", ""),
        ("<a href=>", "", ""),
        ('<a href="a\'b">', "a'b", '"'),
        ('<a href=a"b>', 'a"b', ""),
        ('<a href="a\n>b">', "a\n>b", '"'),
    ],
)
def test_an_attribute_stands_where_it_says(tag: str, value: str, quote: str) -> None:
    (token,) = tokens(tag)
    (href,) = [attribute for attribute in token.attributes if attribute.name == "href"]
    assert (href.value, href.quote) == (value, quote)
    assert tag[href.start : href.end] == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("?a=1&amp;b=2", "?a=1&b=2"),
        ("?a=1&copy=2&lt=3", "?a=1&copy=2&lt=3"),  # parameters, not signs
        ("?a=1&copyx", "?a=1&copyx"),
        ("?a&section&region", "?a&section&region"),
        ("&copy;&#38;&#x26;", "©&&"),
        ("a&copy", "a©"),
        ("&", "&"),
        ("&nothing;", "&nothing;"),
    ],
)
def test_a_reference_in_an_attribute_is_one_where_a_browser_takes_it_for_one(value: str, text: str) -> None:
    assert attribute_text(value) == text


# Each is quadratic for a reader that looks again at what it has seen.
@pytest.mark.parametrize(
    "piece",
    [
        "<",
        "<a ",
        "<a b='",
        '<a b="',
        "<!--",
        "<!",
        "</",
        "<script>",
        "<title>",
        "&",
        "&a",
        "=",
        "<a =",
        "</a ",
        "<a b",
        "<?",
    ],
)
def test_a_hostile_source_of_a_million_signs_is_read(piece: str) -> None:
    source = piece * (1_000_000 // len(piece))
    assert sum(1 for _ in tokens(source)) <= len(source)


@drawn
@given(
    st.lists(st.sampled_from(["<", ">", "a", "/", "!", "--", "=", '"', "'", " ", "&lt;", "script", "\0", "件"])).map(
        "".join
    )
)
def test_tokens_stand_side_by_side_to_the_end_and_nothing_is_too_broken(source: str) -> None:
    position = 0
    for token in tokens(source):
        assert token.start == position
        assert token.end > token.start
        position = token.end
    assert position == len(source)
