import pytest

from pytest_gmis.client.mail import Mail

LINK = "http://127.0.0.1:8000/demo/x?r=abc_-1"


def mail(text: str, html: str) -> Mail:
    return Mail("1", "inbox", "件名", "helpdesk@gmis.mhlw.go.jp", text, html)


@pytest.mark.parametrize("after", ["\n", "。", "」", "）", "です", ")", ".", ">", ""])
def test_a_link_ends_where_the_url_ends(after: str) -> None:
    assert mail(f"次のURL「{LINK}{after}", "").links() == [LINK]


def test_the_reset_link_stands_in_text_and_html() -> None:
    assert mail(LINK, f'<a href="{LINK}">再設定</a>').reset_link() == LINK


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", f'<a href="{LINK}">x</a>'),
        (LINK, ""),
        (LINK, f'<a href="{LINK}2">x</a>'),
        (f"{LINK} {LINK}2", f'<a href="{LINK}">x</a>'),
    ],
    ids=["none in the text", "none in the HTML", "they differ", "two in the text"],
)
def test_a_mail_without_one_link_in_both_fails_the_test(text: str, html: str) -> None:
    with pytest.raises(AssertionError):
        mail(text, html).reset_link()
