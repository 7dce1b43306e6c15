"""A message's HTML for a frame: its links open outside of it."""

from html import escape

from gmis_simulator.inbox.markup import start_tags

_OUTSIDE = {"target": "_blank", "rel": "noreferrer noopener"}


def for_embedding(html: str) -> str:
    """`html` with every link opening a new window that knows nothing of this one; all else stays as it is."""
    pieces: list[str] = []
    end = 0
    for tag in start_tags(html):
        if tag.name == "a":
            attributes = [f'{name}="{escape(value)}"' for name, value in (tag.attributes | _OUTSIDE).items()]
            pieces += [html[end : tag.start], f"<a {' '.join(attributes)}>"]
            end = tag.end
    return "".join(pieces) + html[end:]
