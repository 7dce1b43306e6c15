"""Which test may have the page that was used before."""

from types import SimpleNamespace
from typing import Any

import pytest

from pytest_gmis.plugin.kept_page import is_plain


def item(*option: str, keep: bool = True, fixtures: tuple[str, ...] = (), mark: object = None) -> Any:
    """As much of a test as is looked at."""
    config = SimpleNamespace(getini=lambda _: keep, getoption=lambda name: "on" if name in option else "off")
    return SimpleNamespace(config=config, fixturenames=fixtures, get_closest_marker=lambda _: mark)


def test_one_that_asks_for_nothing_of_its_own() -> None:
    assert is_plain(item(fixtures=("page", "world")))


@pytest.mark.parametrize(
    "other",
    [
        item(keep=False),
        item(fixtures=("context",)),
        item(mark=object()),
        item("--tracing"),
        item("--video"),
    ],
    ids=["not wanted", "asks for its context", "another browser", "traced", "filmed"],
)
def test_not_one_that_does(other: Any) -> None:
    assert not is_plain(other)
