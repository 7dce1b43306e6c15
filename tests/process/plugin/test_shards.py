"""`--gmis-shard`: one part of a suite, in one process and in several."""

import re
from pathlib import Path

import pytest

from pytest_gmis.evidence.results_file import read_results
from pytest_gmis.evidence.times_file import Times, write_times
from tests.process.plugin.project import Ran, run_alone

SUITE = """
import pytest

@pytest.mark.parametrize("number", range(6))
def test_it(number): pass

def test_long(): pass
"""
SECONDS = {f"test_it.py::test_it[{number}]": 1.0 for number in range(6)} | {"test_it.py::test_long": 6.0}


def ran_in(ran: Ran) -> set[str]:
    return set(re.findall(r"test_it\.py::(\w+(?:\[\d\])?)", ran.said))


def shard(folder: Path, which: str, *options: str, seconds: dict[str, float] = SECONDS) -> Ran:
    write_times(folder / "times.json", Times(seconds=seconds))
    return run_alone(folder, SUITE, "-v", "--gmis-shard", which, "--gmis-shard-times", "times.json", *options)


@pytest.mark.parametrize("processes", [(), ("-n", "2")], ids=["one process", "xdist"])
def test_two_shards_have_all_of_it_between_them_and_take_as_long(tmp_path: Path, processes: tuple[str, ...]) -> None:
    first, second = (shard(tmp_path, which, *processes) for which in ("1/2", "2/2"))
    assert (first.status, second.status) == (0, 0), first.said + second.said
    assert ran_in(first) == {"test_long"}
    assert ran_in(second) == {f"test_it[{number}]" for number in range(6)}


def test_only_what_k_and_m_have_chosen_is_dealt(tmp_path: Path) -> None:
    first, second = (shard(tmp_path, which, "-k", "test_it and (4 or 5)") for which in ("1/2", "2/2"))
    assert [ran_in(first), ran_in(second)] == [{"test_it[4]"}, {"test_it[5]"}]


def test_the_part_of_a_suite_of_ours_in_which_nothing_is_ours_has_its_results_too(tmp_path: Path) -> None:
    suite = "def test_ours(gmis_world): pass\ndef test_theirs(): assert False\n"
    unknown = ("-o", "gmis_short_names=false", "-o", "gmis_features=")  # that it is ours, before a test of ours is seen
    for which in ("1/2", "2/2"):
        run_alone(tmp_path, suite, *unknown, "--gmis-shard", which, "--junitxml", f"out/{which[0]}.xml")
    found = [read_results(tmp_path / "out" / f"{which}.results.json") for which in (1, 2)]
    assert [(run.shard, run.status, [each.outcome for each in run.results]) for run in found] == [
        ("1/2", 0, ["passed"]), ("2/2", 1, ["failed"])
    ]  # fmt: skip


def test_a_run_says_which_part_it_is(tmp_path: Path) -> None:
    said = shard(tmp_path, "1/2").said
    assert "分割 1/2: テスト1件、全12秒のうち約6秒" in said
    assert "6 deselected" in said


@pytest.mark.parametrize("processes", [(), ("-n", "2")], ids=["one process", "xdist"])
def test_a_shard_for_which_no_test_is_left_is_green(tmp_path: Path, processes: tuple[str, ...]) -> None:
    ran = shard(tmp_path, "9/9", *processes)
    assert (ran.status, ran_in(ran)) == (0, set()), ran.said


@pytest.mark.parametrize("processes", [(), ("-n", "2")], ids=["one process", "xdist"])
def test_the_times_of_another_suite_are_refused_in_one_sentence(tmp_path: Path, processes: tuple[str, ...]) -> None:
    ran = shard(tmp_path, "1/2", *processes, seconds={"tests/other.py::test_it": 1.0})
    assert ran.status == 2, ran.said
    assert "times.json: これらのテスト7件を1件も知りません" in ran.said
    assert "Traceback" not in ran.said


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--gmis-shard", "5/4"), "--gmis-shard 5/4: "),
        (("--gmis-shard", ""), "--gmis-shard : "),
        (("--gmis-shard", "1/2", "--gmis-shard-times", "nowhere.json"), "nowhere.json: "),
        (("--gmis-shard-times", "times.json"), "--gmis-shard-times times.json: "),
    ],
)
def test_what_cannot_be_dealt_ends_the_run_before_it_begins(
    tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    ran = run_alone(tmp_path, SUITE, *options)
    assert ran.status == 2
    assert said in ran.said
    assert "Traceback" not in ran.said
