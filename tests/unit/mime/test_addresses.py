"""Addresses in raw values: parsed before they are decoded, strictly, or as far as one can tell."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmis_simulator.mime.addresses import AddressError, addresses_in, is_address, parse_addresses
from gmis_simulator.mime.budget import DEEPEST_COMMENT, LONGEST_FIELD
from tests.rigs.drawn import drawn

COMMA = "=?UTF-8?B?5L2Q6JekLCDoirE=?="  # 佐藤, 花


@pytest.mark.parametrize(
    ("value", "boxes"),
    [
        ("a@b.example", [("", "a@b.example")]),
        ("<a@b.example>", [("", "a@b.example")]),
        ("Sato Hana <a@b.example>", [("Sato Hana", "a@b.example")]),
        ('"Sato, Hana" <a@b.example>', [("Sato, Hana", "a@b.example")]),
        ('"Sato \\"Hana\\"" <a@b.example>', [('Sato "Hana"', "a@b.example")]),
        (f"{COMMA} <a@b.example>", [("佐藤, 花", "a@b.example")]),
        (f"{COMMA} <a@b.example>, c@d.example", [("佐藤, 花", "a@b.example"), ("", "c@d.example")]),
        ("=?UTF-8?B?POWkluadpT4=?= <a@b.example>", [("<外来>", "a@b.example")]),
        ("=?UTF-8?B?5Lu2?= =?UTF-8?B?5ZCN?= Hana <a@b.example>", [("件名 Hana", "a@b.example")]),
        ("a@b.example (Sato (Hana))", [("Sato (Hana)", "a@b.example")]),
        ("a@b.example (=?UTF-8?B?5Lu2?=)", [("件", "a@b.example")]),
        ("a@b.example,, c@d.example,", [("", "a@b.example"), ("", "c@d.example")]),
        ("Desk: a@b.example, C <c@d.example>;", [("", "a@b.example"), ("C", "c@d.example")]),
        ("Desk: a@b.example;, c@d.example", [("", "a@b.example"), ("", "c@d.example")]),
        ("undisclosed-recipients:;", []),
        ('"a..b"@c.example', [("", "a..b@c.example")]),
        ("a@[192.0.2.1]", [("", "a@[192.0.2.1]")]),
    ],
)
def test_a_list_is_read(value: str, boxes: list[tuple[str, str]]) -> None:
    assert parse_addresses(value) == boxes
    assert addresses_in(value) == [address for _, address in boxes]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("", []),
        ("Sato Hana", []),
        ("a..b@c.example", ["a..b@c.example"]),
        ("Sato, Hana <a@b.example>", ["a@b.example"]),
        ("Sato [ward] <a@b.example>", ["a@b.example"]),
        ('"Sato <a@b.example>', ["a@b.example"]),
        ("Sato (ward <a@b.example>", ["a@b.example"]),
        ('"x@y.example" [w] <a@b.example>', ["a@b.example"]),
        ('"<x@y.example>" [w] <a@b.example>', ["a@b.example"]),
        ("(<x@y.example>) [w] <a@b.example>", ["a@b.example"]),
        ("(x@y.example) a@b.example", ["a@b.example"]),
        ('Sato, Hana <"a..b"@c.example>', ['"a..b"@c.example']),
        ("<@relay.example:a@b.example>", ["a@b.example"]),
        ("a@b.example c@d.example", ["a@b.example", "c@d.example"]),
        ("Sato <a@b.example> Suzuki <c@d.example>", ["a@b.example", "c@d.example"]),
        ("Desk: a@b.example", ["a@b.example"]),
        ("a@b.example; c@d.example", ["a@b.example", "c@d.example"]),
    ],
)
def test_in_a_malformed_list_those_are_found_that_people_would_find(value: str, found: list[str]) -> None:
    with pytest.raises(AddressError):
        parse_addresses(value)
    assert addresses_in(value) == found


@pytest.mark.parametrize(
    "value",
    [
        "a@b.example c@d.example",
        "<a@b.example> <c@d.example>",
        "a@b.example\r\n\tc@d.example",
        "a@b.example; c@d.example",
    ],
)
def test_commas_that_lack_are_put_where_one_asks_for_it(value: str) -> None:
    with pytest.raises(AddressError):
        parse_addresses(value)
    assert [box.address for box in parse_addresses(value, commas=True)] == ["a@b.example", "c@d.example"]


@pytest.mark.parametrize(
    "text", ["a@b", "a.b@c.example", '"a b"@c.example', "a+b@c.example", "受付@病院.example", "a@[::1]"]
)
def test_an_address_is_one(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "@b",
        "a@",
        "a..b@c",
        ".a@b",
        "a.@b",
        "a@.b",
        "a@b.",
        "a@b c",
        " a@b",
        "<a@b>",
        "a@b,c@d",
        '""@b',
        "a@[1.2]",
        '"a@b',
    ],
)
def test_nothing_else_is_an_address(text: str) -> None:
    assert not is_address(text)


def test_of_a_very_long_field_the_front_is_read() -> None:
    many = "a@b.example, " * LONGEST_FIELD
    assert 0 < len(addresses_in(many)) <= LONGEST_FIELD // 13 + 1


@pytest.mark.parametrize("depth", [DEEPEST_COMMENT, DEEPEST_COMMENT + 1])
def test_comments_may_be_so_deep_and_no_deeper(depth: int) -> None:
    value = f"a@b.example {'(' * depth}x{')' * depth}"
    if depth <= DEEPEST_COMMENT:
        assert len(parse_addresses(value)) == 1
    else:
        with pytest.raises(AddressError):
            parse_addresses(value)


# Each is quadratic for a reader that begins anew at every sign.
@pytest.mark.parametrize(
    "piece", ["(", '"', '\\"', "<", "<a@", "a@", "=?", "a", "a ", ",", ":", '"\\', "()", "((a)", "@a:"]
)
def test_hostile_lists_as_long_as_may_be_are_read_or_refused(piece: str) -> None:
    value = piece * (LONGEST_FIELD // len(piece))
    assert isinstance(addresses_in(value), list)
    with suppress(AddressError):
        parse_addresses(value, commas=True)


@drawn
@given(st.text('ab@.,;:<>()"\\ []=?\t\ufffd件\0', max_size=60))
def test_nothing_is_too_broken(value: str) -> None:
    assert isinstance(addresses_in(value), list)
    assert isinstance(is_address(value), bool)
    with suppress(AddressError):
        assert addresses_in(value) == [box.address for box in parse_addresses(value)]
