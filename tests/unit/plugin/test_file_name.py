"""How the dossier of a test is called."""

from pathlib import Path

import pytest

from pytest_gmis.plugin.second_run import file_name


@pytest.mark.parametrize(
    ("nodeid", "name"),
    [
        ("e2e/test_it.py::test_x[chromium-a b/c]", "e2e-test_it-test_x-chromium-a-b-c"),
        (
            "e2e/reported/junk.feature::受信トレイには届かない",
            "e2e-reported-junk.feature-受信トレイには届かない",
        ),
        ("a" * 160, "a" * 160),
    ],
)
def test_a_file_is_named_after_the_test(nodeid: str, name: str) -> None:
    assert file_name(nodeid) == name


@pytest.mark.parametrize("sign", ["a", "届"])
def test_tests_with_long_names_that_begin_and_end_alike_have_a_file_each_that_can_be_written(
    tmp_path: Path, sign: str
) -> None:
    names = [file_name(f"e2e/test_it.py::test_x[{sign * 200}-{each}-{sign * 200}]") for each in (1, 2)]
    assert names[0] != names[1]
    for name in names:
        assert name.startswith(f"e2e-test_it-test_x-{sign}")
        (tmp_path / f"{name}.first-run.png").touch()
