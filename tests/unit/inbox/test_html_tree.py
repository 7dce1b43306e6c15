"""The tree of careless HTML, as far as texts are read from it."""

import pytest

from gmis_simulator.inbox.html_tree import Node, parse_html


def shown(node: Node) -> str:
    """The tree in one line: `p(one b(two))`."""
    inside = " ".join(child if isinstance(child, str) else shown(child) for child in node.children)
    return f"{node.tag}({inside})" if node.tag else inside


@pytest.mark.parametrize(
    ("source", "tree"),
    [
        ("<p>one<p>two", "p(one) p(two)"),
        ("<ul><li>one<li>two</ul>three", "ul(li(one) li(two)) three"),
        ("<table><tr><td>1<td>2<tr><td>3</table>", "table(tr(td(1) td(2)) tr(td(3)))"),
        ("<table><tr><td><table><tr><td>in</table>out", "table(tr(td(table(tr(td(in))) out)))"),
        ("<a>one<a>two</a>three", "a(one) a(two) three"),
        ("<div>one</p>two</div>", "div(one p() two)"),
        ("one</b>two", "onetwo"),  # an end tag of nothing parts no text
        ("one<!-- c -->two", "one two"),  # a comment does
        ("a\0b<p\0>c", "ab p\0(c)"),  # no paragraph
        ("<title>t</title>one", "head(title(t)) one"),
        ("<html><head><title>t<p></title><body>one", "html(head(title(t<p>)) body(one))"),
        ("<head><style>s</style>one", "head(style(s)) one"),
        ("<html><body>one</body></html>two", "html(body(onetwo))"),
        ("<body>one</body><body>two", "body(onetwo)"),
        ("one<title>t</title>", "one title(t)"),  # too late for a head
        ("<br>one<img>two", "br() one img() two"),
        ("<h1>one<h2>two", "h1(one) h2(two)"),
        ("", ""),
    ],
)
def test_a_source_is_a_tree(source: str, tree: str) -> None:
    assert shown(parse_html(source)) == tree


# Each is quadratic for a builder that joins texts one by one, or looks through all that is open.
@pytest.mark.parametrize(
    "piece", ["a</b>", "<p>", "</p>", "<div>", "<a>", "<li>", "<td>", "<b>", "</div>", "<title>", "<body>a"]
)
def test_a_hostile_source_is_read(piece: str) -> None:
    parse_html(piece * (200_000 // len(piece)))
