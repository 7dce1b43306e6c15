import pytest

from gmis_simulator.webmail.links import linked

URL = "http://127.0.0.1:8000/demo/x?r=a_b-1&c=2"
SHOWN = "http://127.0.0.1:8000/demo/x?r=a_b-1&amp;c=2"


@pytest.mark.parametrize("after", ["", "\n", "。", "」を開く", "）", ".", ")", " "])
def test_a_url_becomes_a_link_that_ends_where_the_url_ends(after: str) -> None:
    assert linked(f"「{URL}{after}") == f'「<a href="{SHOWN}">{SHOWN}</a>{after}'


def test_markup_in_a_mail_is_shown_as_text() -> None:
    assert linked("<script>x</script>") == "&lt;script&gt;x&lt;/script&gt;"
    assert linked('http://a.test/"><b>') == '<a href="http://a.test/">http://a.test/</a>&#34;&gt;&lt;b&gt;'


@pytest.mark.parametrize("text", ["javascript:alert(1)", "ftp://a.test/", "www.a.test", ""])
def test_nothing_else_becomes_a_link(text: str) -> None:
    assert "<a" not in linked(text)
