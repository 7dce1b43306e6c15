"""The start tags of an HTML source, with what stands in those whose content is text alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

from gmis_simulator.mime.markup import attribute_text, tokens

_TEXTUAL = {"script", "style", "textarea", "title"}


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
    for token, following in pairwise(chain(tokens(html), [None])):
        if token and token.kind == "start":
            inside = following if token.text in _TEXTUAL and following and following.kind == "text" else None
            content = html[inside.start : inside.end] if inside else ""
            attributes = {each.name: attribute_text(each.value) for each in token.attributes}
            yield Tag(token.text, attributes, token.start, token.end, content)
