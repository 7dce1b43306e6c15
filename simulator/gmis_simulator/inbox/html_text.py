"""HTML to one line of text, the way Mailpit makes its snippets and its search text."""

import re
from collections.abc import Iterator

from gmis_simulator.inbox.html_tree import Node, parse_html

_SNIPPET_BYTES = 200
_BOM = "\ufeff"
# As Go strips them: not U+001C to U+001F, which are blanks to Python.
_BLANKS = "".join(sign for sign in map(chr, range(0x3001)) if sign.isspace() and not "\x1c" <= sign <= "\x1f")
_SPACES = re.compile(r"[\t\n\f\r ]+")
_BLOCK_ENDS = re.compile(
    r"</(div|p|td|th|h[1-6]|ul|ol|li|address|article|aside|blockquote|dl|dt|footer|header|hr|main|nav|pre|table|thead"
    r"|tfoot|video)><",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"<(br /|br)>", re.IGNORECASE)
_IMAGES = re.compile(r"<(img)", re.IGNORECASE)
_HIDDEN = {"script", "title", "head", "link", "meta", "style", "noscript", "template"}


def tree_for_lines(html: str) -> Node:
    """The tree that `html_to_line` reads."""
    html = _BLOCK_ENDS.sub(r"</\1> <", html.strip())
    html = _BREAKS.sub(" ", html)
    return parse_html(_IMAGES.sub(r" <\1", html))


def html_to_line(tree: Node, *, links: bool) -> str:
    """The visible text in one line; with `links`, each http(s) address follows the text that it is under."""
    text = "".join(_texts(tree, links)).replace(_BOM, " ")
    line = " ".join(text.split())  # no blank but the ASCII one is printable to Go
    if not line.isprintable():
        line = " ".join("".join(sign if sign.isprintable() else " " for sign in line).split())
    return line


def snippet(text: str, tree: Node | None) -> str:
    """The first 200 bytes of the message, of its HTML if it has any, cut between characters and marked with "..."."""
    line = (
        html_to_line(tree, links=False)
        if tree
        else _SPACES.sub(" ", text.strip(_BLANKS).replace(_BOM, " ")).strip(_BLANKS)
    )
    encoded = line.encode("utf-8", "replace")
    if len(encoded) <= _SNIPPET_BYTES:
        return line
    end = _SNIPPET_BYTES
    # Mailpit drops the last sign if it has several bytes, whether it is whole or cut.
    while encoded[end - 1] & 0xC0 == 0x80:
        end -= 1
    return encoded[: end - (encoded[end - 1] >= 0xC0)].decode("utf-8") + "..."


def _texts(tree: Node, links: bool) -> Iterator[str]:
    waiting: list[Node | str] = [tree]
    while waiting:
        child = waiting.pop()
        if isinstance(child, str):
            # Mailpit does not tell a text from a tag here: a link that reads just "link" is left out.
            yield "" if child in _HIDDEN else child
        elif child.tag not in _HIDDEN:
            target = child.attributes.get("href", "")
            if links and child.tag == "a" and target.lower().startswith("http"):
                waiting.append(f" {target} ")
            waiting += reversed(child.children)
