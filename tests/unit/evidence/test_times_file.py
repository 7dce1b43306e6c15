"""The file of how long each test took."""

from pathlib import Path

import pytest

from pytest_gmis.evidence.results_file import RunResults
from pytest_gmis.evidence.times_file import Times, WrongTimes, read_times, times_of, write_times
from tests.rigs.merged import merge, put, result

pytestmark = pytest.mark.usefixtures("english")


def run_of(**took: float) -> RunResults:
    return RunResults(name="junit", started="", results=[result(name, took=seconds) for name, seconds in took.items()])


def test_a_test_that_was_run_several_times_counts_with_its_average() -> None:
    times = times_of([run_of(test_b=2.0, test_a=1.0), run_of(test_b=4.0)])
    assert list(times.seconds) == sorted(times.seconds)  # so that a commit shows what has changed
    assert times.seconds == {
        "e2e/test_it.py::test_a[chromium]": 1.0,
        "e2e/test_it.py::test_b[chromium]": 3.0,
    }


def test_what_was_written_is_read_with_a_line_for_each_test(tmp_path: Path) -> None:
    times = Times(seconds={"テスト::一": 1.25, "b": 0.0})
    write_times(tmp_path / "new" / "times.json", times)
    assert read_times(tmp_path / "new" / "times.json") == times
    assert '  "テスト::一": 1.25,' in (tmp_path / "new" / "times.json").read_text(encoding="utf-8").splitlines()


def test_merge_writes_it_out_of_the_results_of_all_shards(tmp_path: Path) -> None:
    put(tmp_path / "1", result("test_one", took=1.5))
    put(tmp_path / "2", result("test_two", took=2.5))
    ended = merge(tmp_path, Path("--times"), Path("times.json"), cwd=tmp_path)
    assert ended.status == 0, ended.said
    assert list(read_times(tmp_path / "times.json").seconds.values()) == [1.5, 2.5]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "it cannot be read as times of tests"),
        ('{"version": 1, "sec', "it cannot be read as times of tests"),
        ("[]", "it cannot be read as times of tests"),
        ('{"version": 1, "seconds": {"a": "long"}}', "it cannot be read as times of tests"),
        ('{"version": 1, "seconds": {"a": NaN}}', "it cannot be read as times of tests"),
        ('{"version": 1, "seconds": {"a": Infinity}}', "it cannot be read as times of tests"),
        ('{"version": 1, "seconds": {"a": -1}}', "it cannot be read as times of tests"),
        ('{"version": 1, "results": []}', "it cannot be read as times of tests"),
        ('{"version": 2, "seconds": {}}', "these are times of version 2, and this gmis reads 1"),
    ],
    ids=["nothing", "cut off", "a list", "no number", "NaN", "endless", "negative", "another file", "another version"],
)
def test_what_is_no_such_file_is_told_in_one_sentence_with_the_remedy(
    tmp_path: Path, content: str | None, said: str
) -> None:
    path = tmp_path / "times.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(WrongTimes, match=said) as caught:
        read_times(path)
    assert f"gmis merge DIR --times {path}" in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1
