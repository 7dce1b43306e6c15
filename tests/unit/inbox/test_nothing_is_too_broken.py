"""Whatever arrives is read, or refused for its header; nothing else ends the reading."""

from contextlib import suppress
from datetime import UTC, datetime
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from gmis_simulator.inbox.headers import MalformedHeaderError
from gmis_simulator.inbox.html_plain import html_to_plain
from gmis_simulator.inbox.html_text import html_to_line, snippet, tree_for_lines
from gmis_simulator.inbox.intake import glance_at_arrival, read_arrival
from gmis_simulator.inbox.links import links_of
from gmis_simulator.inbox.received import Arrival
from tests.rigs.drawn import drawn

ARRIVAL = Arrival("", ["hana@clinic.example"], datetime(2026, 1, 15, tzinfo=UTC), "\x00 mail", "192.0.2.1")
LINES = [
    *(b"From: ", b"To: <a@b>, ", b"Bcc: ", b"Date: Tue, 24 Nov 2026 10:00:00 +0900", b"Message-ID: ", b"Subject: "),
    *(b"Content-Type: multipart/mixed; boundary=B", b"Content-Type: text/html; charset=", b"List-Unsubscribe: <"),
    *(
        b"Content-Disposition: attachment; filename*=",
        b"Content-Transfer-Encoding: base64",
        b"X-Tags: a,b",
        b"Return-Path:",
    ),
    *(
        b"--B",
        b"--B--",
        b"\r\n",
        b"\n",
        b"\r",
        b" ",
        b"\0",
        b"\xff",
        b"=?utf-8?B?",
        b"?=",
        b"<a href=",
        b"<p>",
        b"iso-2022-jp\x1b$B",
    ),
]
TAGS = ["html", "head", "body", "title", "p", "div", "br", "b", "a", "li", "ul", "td", "tr", "table", "h1", "h3"]
TAGS += ["blockquote", "pre", "style", "script", "select", "option", "template"]
PIECES = [f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]
PIECES += [
    "<a href='http://x/?a&b'>",
    "<img alt=x>",
    "<!-- c -->",
    "&lt;",
    "\0",
    "word ",
    "語" * 80,
    "\n",
    "<",
    "\ufeff",
    "\ud800",
]


@drawn
@given(
    st.lists(st.one_of(st.sampled_from(LINES), st.binary(max_size=5))).map(lambda pieces: b"".join(pieces) + b"\r\n")
)
def test_no_mail(content: bytes) -> None:
    for read in (partial(read_arrival, content, ARRIVAL), partial(glance_at_arrival, content, ARRIVAL, "a reason")):
        with suppress(MalformedHeaderError):
            completed, _ = read()
            if not any(name in content for name in (b"Return-Path", b"Bcc", b"\r\r\n")):  # which are mended
                assert (completed.front + content[len(content) - completed.rest :]).endswith(content)


@drawn
@given(st.lists(st.sampled_from(PIECES)).map("".join))
def test_no_page(html: str) -> None:
    tree = tree_for_lines(html)
    assert "\n" not in html_to_line(tree, links=True)
    assert len(snippet("", tree).encode("utf-8", "replace")) <= 203
    assert html_to_plain(html) == html_to_plain(html).strip()
    assert isinstance(links_of(html, html), list)
