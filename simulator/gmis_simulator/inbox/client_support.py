"""What Outlook on Windows does not show of a message's HTML, after what Microsoft itself says about it.

Mailpit's own check takes some two hundred tests of many clients from a data set of others, caniemail.com, which is not
copied here. These few stand on two public pages of Microsoft's, see WORD_2007 and OUTLOOK_2010, and tell nothing about
any other client. Where others found by trial that Outlook does show some of it, as of float, there is no test.
"""

import re
from dataclasses import dataclass

from gmis_simulator.inbox.markup import Tag, start_tags


@dataclass(frozen=True)
class Source:
    """A public page that says what Outlook does not show, and the version of Outlook that it speaks of."""

    version: str
    url: str


WORD_2007 = Source(
    "2007", "https://learn.microsoft.com/en-us/previous-versions/office/developer/office-2007/aa338201(v=office.12)"
)
"""Word 2007 HTML and CSS Rendering Capabilities in Outlook 2007: a subset of HTML 4.01 and of CSS Level 1, no more."""

OUTLOOK_2010 = Source(
    "2010",
    "https://web.archive.org/web/20110311083708/"
    "http://blogs.office.com/b/microsoft-outlook/archive/2009/06/24/the-power-of-word-in-outlook.aspx",
)
"""The Power of Word in Outlook: it cannot run scripts or other active content."""

_ELEMENTS = {"script": OUTLOOK_2010, "form": WORD_2007, "iframe": WORD_2007, "object": WORD_2007}
_PROPERTIES = (
    # It names these itself.
    *("position", "z-index", "overflow", "visibility", "max-width", "min-width"),
    # These, and the values flex and grid of display, are none of CSS Level 1: https://www.w3.org/TR/CSS1/
    *("display-flex", "display-grid", "flex-direction", "flex-wrap", "justify-content", "align-items", "gap"),
    *("box-shadow", "text-shadow", "opacity", "transform", "filter", "clip-path", "mix-blend-mode", "box-sizing"),
    *("object-fit", "object-position", "aspect-ratio", "column-count", "outline"),
)
TESTS = len(_ELEMENTS) + len(_PROPERTIES)
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_DECLARED = re.compile(r"(?:[{;]|\A)\s*+([-\w]++)\s*+:\s*+([-\w]*+)")
_FRAME = {"html", "head", "meta"}
_HEAD = {*_FRAME, "body", "title", "base", "link", "style"}


@dataclass(frozen=True)
class Unsupported:
    """What is not shown: an element or a CSS property, how often it is used, and who says so."""

    name: str
    category: str  # "html" or "css"
    found: int
    source: Source


def unsupported(html: str) -> list[Unsupported]:
    """What `html` uses that is not shown, the most frequent first. Never raises."""
    tags = list(start_tags(html))
    names = [tag.name for tag in tags]
    declared = [name for tag in tags for name in _declarations(tag)]
    found = [
        *(Unsupported(name, "html", names.count(name), source) for name, source in _ELEMENTS.items()),
        *(Unsupported(name, "css", declared.count(name), WORD_2007) for name in _PROPERTIES),
    ]
    return sorted((one for one in found if one.found), key=lambda one: -one.found)


def count_nodes(html: str) -> int:
    """How many elements `html` shows, as Mailpit counts them: a document's body is one of them, a fragment has none."""
    passed_over = _FRAME if "</body>" in html.lower() else _HEAD
    return sum(tag.name not in passed_over for tag in start_tags(html))


def _declarations(tag: Tag) -> list[str]:
    """The CSS properties that are set in the element's style attribute, or in a style sheet that it holds.

    With display, its value is part of the name.
    """
    sheet = tag.content if tag.name == "style" else tag.attributes.get("style", "")
    declared = [(name.lower(), value.lower()) for name, value in _DECLARED.findall(_COMMENT.sub(" ", sheet))]
    return [f"display-{value}" if name == "display" else name for name, value in declared]
