"""HTML to one line of text, the way Mailpit makes its snippets and its search text."""

import re
from collections.abc import Iterator

from gmis_simulator.inbox.html_tree import Node, parse_html

_SNIPPET_BYTES = 200
_BOM = "\ufeff"
_SPACES = re.compile(r"[\t\n\f\r ]+")
_BLOCK_ENDS = re.compile(
    r"</(div|p|td|th|h[1-6]|ul|ol|li|address|article|aside|blockquote|dl|dt|footer|header|hr|main|nav|pre|table|thead"
    r"|tfoot|video)><",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"<(br /|br)>", re.IGNORECASE)
_IMAGES = re.compile(r"<(img)", re.IGNORECASE)
_HIDDEN = {"script", "title", "head", "link", "meta", "style", "noscript"}


def html_to_line(html: str, *, links: bool) -> str:
    """The visible text of `html` in one line; with `links`, each http(s) address follows the text that it is under."""
    html = _BLOCK_ENDS.sub(r"</\1> <", html)
    html = _BREAKS.sub(" ", html)
    html = _IMAGES.sub(r" <\1", html)
    text = "".join(_texts(parse_html(html), links)).replace(_BOM, " ")
    printable = "".join(character if character.isprintable() else " " for character in text)
    return _SPACES.sub(" ", printable).strip()


def snippet(text: str, html: str) -> str:
    """The first 200 bytes of the message, of its HTML if it has any, cut between characters and marked with "..."."""
    if html.strip():
        line = html_to_line(html.strip(), links=False)
    else:
        line = _SPACES.sub(" ", text.strip().replace(_BOM, " ")).strip()
    encoded = line.encode("utf-8", "replace")
    if len(encoded) <= _SNIPPET_BYTES:
        return line
    return encoded[:_SNIPPET_BYTES].decode("utf-8", "ignore") + "..."


def _texts(node: Node, links: bool) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, str):
            # Mailpit does not tell a text from a tag here: a link that reads just "link" is left out.
            yield "" if child in _HIDDEN else child
        elif child.tag not in _HIDDEN:
            yield from _texts(child, links)
            target = child.attributes.get("href", "")
            if links and child.tag == "a" and target.lower().startswith("http"):
                yield f" {target} "
