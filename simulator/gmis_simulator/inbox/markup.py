"""The start tags of an HTML source where they stand, found in one pass however broken or deep it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

# As in a browser, what is never closed goes on to the end; so nothing is looked at twice.
_PIECE = re.compile(
    r"<!--.*?(?:-->|\Z)|<[!?/][^>]*+(?:>|\Z)"
    r"|<(?P<name>[a-zA-Z][^\s/>]*+)(?P<inside>(?:[^\"'>]++|\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))*+)(?P<closed>>|\Z)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s\"'>/=][^\s>/=]*+)"
    r"(?:\s*+=\s*+(?:\"(?P<double>[^\"]*+)\"?|'(?P<single>[^']*+)'?|(?P<bare>[^\s>]*+)))?+"
)
_RAW = {name: re.compile(rf"</{name}(?=[\s/>])|\Z", re.IGNORECASE) for name in ("script", "style", "textarea", "title")}


@dataclass(frozen=True)
class Tag:
    """One start tag: `name` and the names of `attributes` in lower case, and where it stands in the source.

    `content` is what lies between it and its end for those whose content is text alone, such as style; else "".
    """

    name: str
    attributes: dict[str, str]
    start: int
    end: int
    content: str


def start_tags(html: str) -> Iterator[Tag]:
    """Every start tag of `html` in document order. Never raises, and takes time in proportion to the length."""
    at = 0
    while piece := _PIECE.search(html, at):
        at = piece.end()
        if not piece["closed"]:
            continue
        name = piece["name"].lower()
        content = ""
        if name in _RAW and (closed := _RAW[name].search(html, at)):
            content = html[at : closed.start()]
            at = closed.start()
        yield Tag(name, _attributes(piece["inside"]), piece.start(), piece.end(), content)


def _attributes(inside: str) -> dict[str, str]:
    attributes: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(inside):
        value = found["double"] or found["single"] or found["bare"] or ""
        attributes.setdefault(found["name"].lower(), unescape(value))
    return attributes
