import pytest

from gmis_api.nearest import nearest

KNOWN = ["softbank", "Gmail", "plain", "迷惑メール"]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("softbannk", ["softbank"]),
        ("gmail", ["Gmail"]),
        ("GMIAL", ["Gmail"]),
        ("迷惑めーる", ["迷惑メール"]),
        ("zzzz", []),
        ("", []),
    ],
)
def test_the_nearest_is_found_whatever_its_capitals_and_nothing_where_none_is_near(name: str, meant: list[str]) -> None:
    assert nearest(name, KNOWN) == meant


def test_as_many_are_found_as_are_asked_for_the_likeliest_first() -> None:
    known = {"au": 1, "au-allow": 2, "au-allow-list": 3}  # any iterable of names
    assert nearest("au-alow", known, 2) == ["au-allow", "au-allow-list"]
    assert nearest("au-alow", known) == ["au-allow"]
