"""What becomes of a copied URL, without a browser."""

from types import SimpleNamespace
from typing import Any

import pytest

from pytest_gmis.reports.vocabulary import understand

URL = "http://127.0.0.1:8000/demo/_nc_external/Interstitial?r=AbC-d=="


def after(line: str, copied: str = URL) -> str:
    """The URL that somebody has copied, when ``line`` has been done."""
    scene: Any = SimpleNamespace(copied=copied)
    (said,) = understand(line)
    said.do(scene)
    return str(scene.copied)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("URLが「=」の後ろで切れる", URL),
        ("URLが「=」の手前で切れる", URL[:-1]),
        ("URLが「?」の後ろで切れる", URL.partition("?")[0] + "?"),
        ("URLが「?」の手前で切れる", URL.partition("?")[0]),
        ("URLが「r=」の後ろで切れる", URL.partition("AbC")[0]),
        ("URLの「=」が「%3D」に変わる", URL.replace("=", "%3D")),
        ("URLの「http:」が「https:」に変わる", URL.replace("http:", "https:")),
        ("URLの4文字目の後ろに「 」が入る", URL.replace("http", "http ")),
        ("URLの前に「<」が付く", f"<{URL}"),
        ("URLの末尾に「>」が付く", f"{URL}>"),
        ("URLがすべて小文字になる", URL.lower()),
        ("URLの末尾が4文字切れる", URL[:-4]),
    ],
)
def test_it_is_changed_as_the_sentence_says(line: str, expected: str) -> None:
    assert after(line) == expected


@pytest.mark.parametrize(
    "line", ["URLが「&」の後ろで切れる", "URLが「&」の手前で切れる", "URLの「&」が「&amp;」に変わる"]
)
def test_a_sign_that_is_not_in_it_is_named_with_the_url(line: str) -> None:
    with pytest.raises(ValueError, match=r"コピーしたURLに「&」はありません: http://127\.0\.0\.1"):
        after(line)
