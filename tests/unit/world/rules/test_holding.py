from datetime import datetime, time, timedelta

import pytest

from gmis_simulator.world.clock import JST
from gmis_simulator.world.rules import Delay, Quarantine
from gmis_simulator.world.rules.rule import Incoming, Recipient

RECIPIENT, MAIL = Recipient("info@demo.example"), Incoming("a@demo.example")


@pytest.mark.parametrize(
    ("now", "released"),
    [
        (datetime(2026, 1, 5, 7, 59, 59, tzinfo=JST), datetime(2026, 1, 5, 8, 0, tzinfo=JST)),
        (datetime(2026, 1, 5, 0, 0, tzinfo=JST), datetime(2026, 1, 5, 8, 0, tzinfo=JST)),
        (datetime(2026, 1, 5, 8, 0, tzinfo=JST), datetime(2026, 1, 6, 8, 0, tzinfo=JST)),
        (datetime(2026, 1, 5, 8, 0, 0, 1, tzinfo=JST), datetime(2026, 1, 6, 8, 0, tzinfo=JST)),
        (datetime(2026, 1, 5, 17, 30, tzinfo=JST), datetime(2026, 1, 6, 8, 0, tzinfo=JST)),
        (datetime(2026, 12, 31, 23, 0, tzinfo=JST), datetime(2027, 1, 1, 8, 0, tzinfo=JST)),
    ],
)
def test_quarantine_holds_until_eight_strikes_next(now: datetime, released: datetime) -> None:
    answer = Quarantine().answer(MAIL, RECIPIENT, now)
    assert (answer.verdict, answer.until) == ("quarantine", released)
    assert f"{released:%m月%d日} 08:00 まで隔離します" in answer.reason


def test_quarantine_may_end_at_another_hour() -> None:
    now = datetime(2026, 1, 5, 9, 0, tzinfo=JST)
    assert Quarantine(until=time(12, 30)).answer(MAIL, RECIPIENT, now).until == now.replace(hour=12, minute=30)


def test_delay_holds_for_its_minutes() -> None:
    now = datetime(2026, 1, 5, 23, 55, tzinfo=JST)
    answer = Delay(minutes=10).answer(MAIL, RECIPIENT, now)
    assert (answer.verdict, answer.until) == ("delay", now + timedelta(minutes=10))
    assert "10分遅れて" in answer.reason
