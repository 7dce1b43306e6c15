import pytest

from gmis_api.links import URL

LINK = "http://127.0.0.1:8000/demo/x?r=a_b-1&c=(2)/[3]#top"


def test_a_url_ends_before_what_does_not_belong_to_it() -> None:
    others = ["", " ", "\n", "。", "」を開く", "）", *".,;:!?)]'\"<>", ")。", "').", '">x</a>']
    assert [after for after in others if URL.findall(f"「{LINK}x{after}") != [f"{LINK}x"]] == []


def test_every_sign_that_a_url_may_end_with_belongs_to_it() -> None:
    assert [last for last in "aZ09/-_=&%~+*@#$(" if URL.findall(f"{LINK}{last} x") != [f"{LINK}{last}"]] == []


def test_a_scheme_counts_in_any_case() -> None:
    assert URL.findall("HTTPS://A.TEST/x Http://a.test") == ["HTTPS://A.TEST/x", "Http://a.test"]


@pytest.mark.parametrize("text", ["https://", "http://.", "ftp://a.test/", "www.a.test", "http:/a"])
def test_nothing_else_is_one(text: str) -> None:
    assert URL.findall(text) == []
