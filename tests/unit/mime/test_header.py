"""Header blocks: their fields, where these stand, and what is no field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmis_simulator.mime.budget import MOST_FIELDS, MOST_LINES, Budget
from gmis_simulator.mime.header import Header, read_header
from tests.rigs.drawn import drawn


def read(raw: bytes, budget: Budget | None = None) -> Header:
    return read_header(raw, 0, len(raw), budget or Budget())


@pytest.mark.parametrize(
    ("raw", "fields", "body"),
    [
        (b"A: 1\r\nB: 2\r\n\r\nbody", [("A", "1"), ("B", "2")], b"body"),
        (b"A: 1\nB: 2\n\nbody", [("A", "1"), ("B", "2")], b"body"),
        (b"A: 1\r\n 2\r\n\t3\r\n\r\nbody", [("A", "1 2 3")], b"body"),
        (b"A:\r\n 1\r\n\r\n", [("A", "1")], b""),
        (b"A: 1 \r\n  2 \r\n\r\n", [("A", "1 2")], b""),
        (b"A : 1\r\n\r\n", [("A ", "1")], b""),
        (b"A:1:2\r\n\r\n", [("A", "1:2")], b""),
        (b"A:\r\n\r\n", [("A", "")], b""),
        (b"A: 1\r\nA: 2\r\n\r\n", [("A", "1"), ("A", "2")], b""),
        (b"A: \xe4\xbb\xb6\xff\r\n\r\n", [("A", "件\ufffd")], b""),
        (b"\r\nA: 1", [], b"A: 1"),
        (b"A: 1", [("A", "1")], b""),
        (b"A: 1\r\n", [("A", "1")], b""),
        (b"", [], b""),
        (b"A: 1\r\n\r\n\r\nbody", [("A", "1")], b"\r\nbody"),
    ],
    ids=repr,
)
def test_a_block_is_read(raw: bytes, fields: list[tuple[str, str]], body: bytes) -> None:
    header = read(raw)
    assert [(field.name, field.value) for field in header.fields] == fields
    assert raw[header.body :] == body
    assert header.malformed == ""


def test_where_a_field_stands_is_told_so_that_another_can_stand_there() -> None:
    raw = b"A: 1\r\nB: 2\r\n 3\r\nC: 4\r\n\r\n"
    field = read(raw).first("b")
    assert field
    assert raw[field.start : field.end] == b"B: 2\r\n 3\r\n"


def test_a_block_within_a_mail_begins_and_ends_where_its_part_does() -> None:
    raw = b"x\r\nA: 1\r\n\r\nbody--end\r\n"
    header = read_header(raw, 3, len(raw) - 7, Budget())
    assert [(field.name, field.start, field.end) for field in header.fields] == [("A", 3, 9)]
    assert header.body == 11


@pytest.mark.parametrize("name", ["subject", "SUBJECT", "Subject"])
def test_a_field_is_found_by_its_name_in_any_case_and_the_first_counts(name: str) -> None:
    header = read(b"Subject : one\r\nsubject: two\r\n\r\n")
    assert header.get(name) == "one"
    assert header.values(name) == ["one", "two"]


@pytest.mark.parametrize("name", ["Sub", "Subject ", "X"])
def test_what_is_not_there_is_empty(name: str) -> None:
    header = read(b"Subject: one\r\n\xe4\xbb\xb6: two\r\n: three\r\n\r\n")
    assert header.get(name) == ""
    assert header.first(name) is None


@pytest.mark.parametrize(
    ("raw", "malformed"),
    [
        (b"A: 1\r\nno field\r\nB: 2\r\n\r\n", "malformed header line: no field"),
        (b" 1\r\nA: 1\r\n\r\n", "malformed initial line:  1"),
        (b"no\r\nno again\r\n\r\n", "malformed header line: no"),
    ],
    ids=repr,
)
def test_the_first_line_that_is_no_field_is_told_and_the_others_are_read(raw: bytes, malformed: str) -> None:
    header = read(raw)
    assert header.malformed == malformed
    assert [field.name for field in header.fields if field.name in "AB"] == [
        each for each in "AB" if each.encode() in raw
    ]


def test_of_very_many_fields_the_first_are_read_and_the_body_is_found_all_the_same() -> None:
    budget = Budget()
    raw = b"A: 1\r\n" * (MOST_FIELDS + 1) + b"\r\nbody"
    header = read(raw, budget)
    assert len(header.fields) == MOST_FIELDS
    assert raw[header.body :] == b"body"
    assert list(budget.over) == ["headers"]


def test_of_very_many_lines_the_first_are_read() -> None:
    budget = Budget()
    raw = b"A: 1\r\n" + b" 2\r\n" * MOST_LINES + b"\r\nbody"
    assert read(raw, budget).get("A").count("2") == MOST_LINES - 1
    assert list(budget.over) == ["headers"]


def test_as_many_fields_as_may_be_are_read_without_a_note() -> None:
    budget = Budget()
    assert len(read(b"A: 1\r\n" * MOST_FIELDS + b" 2\r\n\r\n", budget).fields) == MOST_FIELDS
    assert budget.notes == ()


@drawn
@given(st.lists(st.sampled_from([b"A", b":", b" ", b"\t", b"\r\n", b"\n", b"\r", b"\0", b"\xff", b"=?"])).map(b"".join))
def test_nothing_is_too_broken(raw: bytes) -> None:
    header = read(raw)
    assert 0 <= header.body <= len(raw)
    ends = [0, *(place for field in header.fields for place in (field.start, field.end)), header.body]
    assert ends == sorted(ends)
