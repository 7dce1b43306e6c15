"""HTML to a small tree, forgiving as a browser is about the tags that people leave open."""

from collections import Counter
from dataclasses import dataclass, field

from gmis_simulator.mime.markup import Attribute, attribute_text, tokens

_DEEPEST = 100  # elements in elements; what lies deeper is put side by side
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_BLOCKS = {"address", "article", "aside", "blockquote", "div", "dl", "footer", "form", "h1", "h2", "h3", "h4", "h5"}
_BLOCKS |= {"h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table", "ul"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
# A start tag closes an open element of these names, unless one of the barriers is nearer.
_CLOSES = {tag: {"p"} for tag in _BLOCKS} | {
    "li": {"li", "p"},
    "dt": {"dt", "dd", "p"},
    "dd": {"dt", "dd", "p"},
    "tr": {"tr", "td", "th", "p"},
    "td": {"td", "th", "p"},
    "th": {"td", "th", "p"},
    "body": {"head"},
}
_BARRIERS = {"table", "ul", "ol", "dl", "div", "blockquote", "body"}


@dataclass
class Node:
    """An element; `children` are elements and texts in document order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node | str]" = field(default_factory=list)


def parse_html(source: str) -> Node:
    """The document's tree under a root without a tag name. Never raises."""
    builder = _Builder()
    for token in tokens(source.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")):
        match token.kind:
            case "text":
                builder.text(token.text)
            case "start":
                builder.start(token.text, token.attributes)
            case "end":
                builder.end(token.text)
    return builder.root


class _Builder:
    def __init__(self) -> None:
        self.root = Node("")
        self._open = [self.root]
        self._names: Counter[str] = Counter()  # of the open ones

    def text(self, text: str) -> None:
        self._open[-1].children.append(text)

    def start(self, tag: str, attributes: tuple[Attribute, ...]) -> None:
        if tag in _HEADINGS and self._open[-1].tag in _HEADINGS:
            self._close(len(self._open) - 1)
        self._close_implied(tag)
        node = Node(tag, {each.name: attribute_text(each.value) for each in attributes})
        self._open[-1].children.append(node)
        if tag not in _VOID and len(self._open) < _DEEPEST:
            self._open.append(node)
            self._names[tag] += 1

    def end(self, tag: str) -> None:
        if not self._names[tag]:
            return
        for index in range(len(self._open) - 1, 0, -1):
            if self._open[index].tag == tag:
                self._close(index)
                return

    def _close(self, index: int) -> None:
        self._names.subtract(node.tag for node in self._open[index:])
        del self._open[index:]

    def _close_implied(self, tag: str) -> None:
        closes = _CLOSES.get(tag, set())
        if not any(self._names[name] for name in closes):
            return
        for index in range(len(self._open) - 1, 0, -1):
            name = self._open[index].tag
            if name in closes:
                self._close(index)
            elif name in _BARRIERS:
                return
