"""The figures of a rush: they add up, they say where they are known from, and a wrong one is named."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from gmis.load.day import days
from gmis.load.figures import RUSHES, WrongRush, read_rush, rush_of, rushes
from gmis_simulator.data import own_personas, own_presets

RUSH = rush_of("first-day-rush")
MANY = 20_000


def changed(folder: Path, before: str, after: str) -> Path:
    text = (RUSHES / "first-day-rush.toml").read_text(encoding="utf-8")
    assert text.count(before) == 1
    path = folder / "mine.toml"
    path.write_text(text.replace(before, after), encoding="utf-8")
    return path


def test_every_rush_begins_with_a_preset_and_knows_its_mailboxes() -> None:
    personas = own_personas()
    for name in rushes():
        rush = rush_of(name)
        assert rush.preset in own_presets()
        assert rush.mailboxes.shares.keys() <= set(personas)
        for persona, remedy in rush.remedies.items():
            assert persona in rush.mailboxes.shares
            personas[persona].check_settings(remedy.switches)
            assert not remedy.list or remedy.list in personas[persona].lists


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("0 = 0.35, 1 = 0.35, 2 = 0.2", "0 = 0.35, 1 = 0.35, 2 = 0.3", "shares: 合計が1.1です"),
        ("share = 0.6", "share = 1.6", "forgotten.share: "),
        ('source = "assumed: the report', 'source = "I think: the report', "forgotten.source: "),
        ("[helped]", "[hlped]", "helped: "),
        ("[forgotten]", "[forgotten", "mine.toml: "),
    ],
)  # fmt: skip
def test_a_wrong_figure_is_named_with_its_rule(tmp_path: Path, before: str, after: str, said: str) -> None:
    with pytest.raises(WrongRush) as error:
        read_rush(changed(tmp_path, before, after))
    assert said in str(error.value)
    assert str(error.value).startswith("mine.toml: ")


def test_a_rush_that_there_is_not_is_told_the_nearest() -> None:
    with pytest.raises(WrongRush, match="first-day-rush"):
        rush_of("first-day-rsuh")


def test_users_do_what_the_figures_say_as_often_as_they_say() -> None:
    every = list(days(RUSH, MANY, seed=1))
    assert sum(day.forgotten for day in every) / MANY == pytest.approx(RUSH.forgotten.share, abs=0.02)
    assert sum(day.helped for day in every) / MANY == pytest.approx(RUSH.helped.share, abs=0.02)
    for name in ("wrong_tries", "requests", "minutes_until_read", "mailbox", "minutes_until_help"):
        spread = RUSH.mailboxes if name == "mailbox" else getattr(RUSH, name)
        seen = Counter(getattr(day, name) for day in every)
        assert {value: seen[value] / MANY for value in spread.shares} == pytest.approx(spread.shares, abs=0.02), name
    assert 0.45 < sum(day.comes_after for day in every) / MANY < 0.55


def test_the_same_seed_makes_the_same_days_and_another_one_others() -> None:
    assert list(days(RUSH, 50, seed=1)) == list(days(RUSH, 80, seed=1))[:50]
    assert list(days(RUSH, 50, seed=1)) != list(days(RUSH, 50, seed=2))


def test_a_day_is_a_value() -> None:
    (day,) = days(RUSH, 1, seed=1)
    assert replace(day, requests=9) != day
