"""How the dossier of a test is called."""

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
        ("a" * 300, "a" * 120),
    ],
)
def test_a_file_is_named_after_the_test(nodeid: str, name: str) -> None:
    assert file_name(nodeid) == name
