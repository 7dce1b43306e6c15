"""Dates as mail writes them; what is none, however clear to people, is None."""

import time
from collections.abc import Iterator
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gmis_simulator.mime.dates import parse_date
from tests.rigs.drawn import drawn


@pytest.fixture(autouse=True)
def _a_machine_in_london(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "Europe/London")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("Tue, 24 Nov 2026 10:00:00 +0900", "2026-11-24T10:00:00+09:00"),
        ("Tue, 24 Nov 2026 10:00:00 -0330", "2026-11-24T10:00:00-03:30"),
        ("24 Nov 2026 10:00:00 +0000", "2026-11-24T10:00:00+00:00"),
        ("tue,  4 nov 2026 1:02 +0900", "2026-11-04T01:02:00+09:00"),
        ("Tue, 24 Nov 2026 10:00:00 +0900 (JST)", "2026-11-24T10:00:00+09:00"),
        ("Tue, 24 Nov 2026 10:00:00 GMT", "2026-11-24T10:00:00+00:00"),
        ("Tue, 24 Nov 2026 10:00:00 JST", "2026-11-24T10:00:00+00:00"),  # only a machine in Japan knows it
        ("Tue, 24 Nov 2026 10:00:00 BST", "2026-11-24T10:00:00+01:00"),  # as this one knows its own
        ("Tue, 24 Nov 26 10:00:00 +0900", "2026-11-24T10:00:00+09:00"),
        ("Tue, 24 Nov 68 10:00:00 +0900", "2068-11-24T10:00:00+09:00"),
        ("Mon, 24 Nov 69 10:00:00 +0900", "1969-11-24T10:00:00+09:00"),
        ("Wed, 24 Nov 2026 10:00:00 +0900", "2026-11-24T10:00:00+09:00"),  # it was a Tuesday
        ("Tue, 24 Nov 2026 10:00:00.25 +0900", "2026-11-24T10:00:00.25+09:00"),
        ("Tue, 24 Nov 2026 23:59:59 +2359", "2026-11-24T23:59:59+23:59"),
    ],
)
def test_a_date_is_read(value: str, moment: str) -> None:
    assert parse_date(value) == datetime.fromisoformat(moment)
    found = parse_date(value)
    assert found
    assert found.utcoffset() == datetime.fromisoformat(moment).utcoffset()


@pytest.mark.parametrize(
    "value",
    [
        "",
        "nonsense",
        "Tue, 24 Nov 2026 10:00:00",
        "Tue, 24 Nov 2026 10:00:00 GMT+0900",
        "Tue, 24 Nov 2026 10:00:00 +09:00",
        "Tue, 24 Nov 2026 10:00:00 +2400",
        "Tue, 24 Nov 2026 10:00:00 +0960",
        "Tue, 24 Nov 2026 10:00:00 Z",
        "Tue 24 Nov 2026 10:00:00 +0900",
        "Tue,24 Nov 2026 10:00:00 +0900",
        "Tuesday, 24 Nov 2026 10:00:00 +0900",
        "Tue, 24 November 2026 10:00:00 +0900",
        "Xyz, 24 Nov 2026 10:00:00 +0900",
        "Tue, 24 Xyz 2026 10:00:00 +0900",
        "Tue, 31 Feb 2026 10:00:00 +0900",
        "Tue, 24 Nov 2026 24:00:00 +0900",
        "Tue, 24 Nov 2026 10:60:00 +0900",
        "Tue, 24 Nov 2026 10:00:60 +0900",
        "Tue, 24 Nov 126 10:00:00 +0900",
        "Sat, 1 Jan 0001 00:00:00 +0900",  # before the first of all moments
        "2026-11-24T10:00:00+09:00",
        "Tue Nov 24 10:00:00 2026",
        "Tue, 24 Nov ２０２６ 10:00:00 +0900",
    ],
)
def test_what_is_no_date_of_mail_is_none(value: str) -> None:
    assert parse_date(value) is None


@pytest.mark.parametrize("piece", ["1", " ", "+", "T", "Tue, ", "0:", "Mon"])
def test_a_long_value_is_none(piece: str) -> None:
    assert parse_date("Tue, 24 Nov 2026 " + piece * 100_000) is None


@drawn
@given(
    st.lists(st.sampled_from(["Tue,", "24", " ", "Nov", "2026", "10:00", ":00", "+0900", "-", "GMT", "T", "("])).map(
        "".join
    )
)
def test_nothing_is_too_broken(value: str) -> None:
    found = parse_date(value)
    assert found is None or found.tzinfo is not None
