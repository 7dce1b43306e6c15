from datetime import timedelta

import pytest

from gmis_simulator.world.duration import parse_duration

pytestmark = pytest.mark.usefixtures("english")


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("90s", timedelta(seconds=90)),
        ("30m", timedelta(minutes=30)),
        ("24h", timedelta(hours=24)),
        ("7d", timedelta(days=7)),
        ("1d2h3m4s", timedelta(days=1, hours=2, minutes=3, seconds=4)),
    ],
)
def test_spans_are_read_as_people_write_them(text: str, span: timedelta) -> None:
    assert parse_duration(text) == span


@pytest.mark.parametrize("text", ["", "24", "h", "-1h", "1.5h", "1h 30m", "30m1h", "１h", "9999999h"])
def test_what_is_no_span_is_named_with_the_rule(text: str) -> None:
    with pytest.raises(ValueError, match="is no span of time: write it like 90s, 30m, 24h, 7d or 1h30m"):
        parse_duration(text)
