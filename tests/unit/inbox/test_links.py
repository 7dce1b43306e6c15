"""The addresses in a message; what is common to Mailpit and the embedded inbox stands in the contract."""

import pytest

from gmis_simulator.inbox.links import links_of


def test_an_address_that_is_written_twice_is_found_once_and_the_html_comes_first() -> None:
    html = "<img src='http://a.test/i'><a href='http://b.test/'>"
    assert links_of("x http://b.test/ http://c.test/", html) == ["http://b.test/", "http://a.test/i", "http://c.test/"]


def test_an_address_in_brackets_may_go_over_lines() -> None:
    assert links_of("x <http://a.test/b\nc> y", "") == ["http://a.test/bc"]


# Each is quadratic, or worse, for a reader that looks twice.
@pytest.mark.parametrize("piece", ["<http://a", "<http://a ", " http", "http://", "<a href=http://a.test "])
def test_a_hostile_text_of_a_million_characters_is_read(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    assert len(links_of(text, text)) < 10
