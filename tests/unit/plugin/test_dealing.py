"""How tests are dealt to shards."""

import random
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_gmis.plugin.dealing import Shard, WrongShard, deal

pytestmark = pytest.mark.usefixtures("english")

NAMES = [f"tests/test_it.py::test_{number}" for number in range(60)]
SECONDS = {name: 0.1 + number % 7 for number, name in enumerate(NAMES)}


@given(st.dictionaries(st.text(max_size=5), st.floats(0, 100)), st.integers(1, 9), st.data())
def test_each_test_is_in_exactly_one_shard(seconds: dict[str, float], of: int, data: st.DataObject) -> None:
    tests = [*seconds, *data.draw(st.lists(st.text(max_size=5)))]
    shards = [deal(tests, Shard(which, of), seconds).tests for which in range(1, of + 1)]
    assert frozenset().union(*shards) == frozenset(tests)
    assert all(not one & other for one, other in combinations(shards, 2))


def test_the_shards_take_about_as_long_as_each_other() -> None:
    loads = [deal(NAMES, Shard(which, 4), SECONDS).seconds for which in (1, 2, 3, 4)]
    assert max(loads) - min(loads) <= max(SECONDS.values())
    assert max(loads) < 1.05 * sum(SECONDS.values()) / 4


def test_one_that_takes_longer_than_all_others_has_a_shard_of_its_own() -> None:
    seconds = dict.fromkeys("abcd", 1.0) | {"long": 9.0}
    assert deal(seconds, Shard(1, 2), seconds).tests == {"long"}


def test_the_order_in_which_tests_are_collected_does_not_matter() -> None:
    shuffled = random.Random(1).sample(NAMES, len(NAMES))  # noqa: S311 (guards nothing)
    assert deal(shuffled, Shard(2, 4), SECONDS) == deal(NAMES, Shard(2, 4), SECONDS)


def test_a_new_test_counts_as_the_median_of_the_others() -> None:
    dealt = deal(["a", "b", "c", "new"], Shard(1, 1), {"a": 1, "b": 5, "c": 30})
    assert dealt.seconds == 1 + 5 + 30 + 5


def test_tests_that_are_not_in_this_run_do_not_count_for_a_new_one() -> None:
    assert deal(["a", "new"], Shard(1, 1), {"a": 1, "gone": 99, "gone, too": 99}).seconds == 2


def test_without_times_the_shards_have_as_many_tests_as_each_other() -> None:
    assert [len(deal(NAMES, Shard(which, 7), {}).tests) for which in range(1, 8)] == [9, 9, 9, 9, 8, 8, 8]


def test_where_all_take_no_time_at_all_they_are_dealt_evenly_too() -> None:
    seconds = dict.fromkeys(NAMES, 0.0)
    assert [len(deal(NAMES, Shard(which, 3), seconds).tests) for which in (1, 2, 3)] == [20, 20, 20]


@pytest.mark.parametrize("text", ["", "1", "0/4", "5/4", "1/0", "a/b", "1/4/4", "１/４", "-1/4", " 1/4"])
def test_what_is_no_shard_is_refused(text: str) -> None:
    with pytest.raises(WrongShard, match=r"write it as WHICH/OF, from 1, such as 1/4"):
        Shard.parsed(text)


def test_a_shard_is_written_as_which_of_how_many() -> None:
    assert Shard.parsed("2/4") == Shard(2, 4)
