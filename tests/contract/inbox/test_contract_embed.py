"""The HTML of a message for a frame: `embed=1`."""

from html.parser import HTMLParser

import pytest

from tests.rigs.inbox import Inbox, somebody

HEAD = "Content-Type: text/html; charset=utf-8\r\n\r\n"


class Tags(HTMLParser):
    """The elements of a page, with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def links(inbox: Inbox, html: str, embed: str = "1") -> list[dict[str, str | None]]:
    to = somebody()
    sent = inbox.send(f"To: {to}\r\n{HEAD}{html}\r\n", to)
    page = inbox.ask("GET", f"/view/{sent}.html", params={"embed": embed})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    return [attributes for tag, attributes in Tags(page.text).found if tag == "a"]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="http://l.test/?a=1&amp;b=%22">',
        "<p>\n日本\n<A\n HREF='http://l.test/?a=1&b=%22' TARGET=_top rel=nofollow>",
        "<![if mso]><b><a href=http://l.test/?a=1&b=%22><![endif]>",
    ],
)
def test_a_link_opens_outside_of_the_frame(inbox: Inbox, link: str) -> None:
    target = {"href": "http://l.test/?a=1&b=%22", "target": "_blank", "rel": "noreferrer noopener"}
    assert links(inbox, f"{link}here</a>") == [target]


@pytest.mark.parametrize("html", ["<!-- <a href=x> -->", "<script>'<a href=x>'</script>", "<area href=x>", "a href=x"])
def test_what_is_no_link_stays_none(inbox: Inbox, html: str) -> None:
    assert links(inbox, f"<p>{html}</p>") == []


@pytest.mark.parametrize("embed", ["", "0", "2", "true"])
def test_nothing_but_1_asks_for_it(inbox: Inbox, embed: str) -> None:
    assert links(inbox, "<a href=x>", embed) == [{"href": "x"}]


def test_a_message_without_html_has_no_such_page(inbox: Inbox) -> None:
    answer = inbox.ask("GET", f"/view/{inbox.mail(somebody())}.html?embed=1")
    assert (answer.status_code, answer.text) == (404, "This message does not contain a HTML part")
