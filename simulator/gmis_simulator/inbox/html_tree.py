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
    "a": {"a"},
}
_BARRIERS = {"table", "ul", "ol", "dl", "div", "blockquote", "body"}
_ONCE = {"html", "head", "body"}
_OF_HEAD = {"base", "link", "meta", "noscript", "script", "style", "template", "title"}


@dataclass
class Node:
    """An element; `children` are elements and texts in document order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: "list[Node | str]" = field(default_factory=list)


def parse_html(source: str) -> Node:
    """The document's tree under a root without a tag name. Never raises."""
    builder = _Builder()
    for token in tokens(source.replace("\r\n", "\n").replace("\r", "\n")):
        match token.kind:
            case "text":
                builder.text(token.text.replace("\0", ""))
            case "start":
                builder.start(token.text, token.attributes)
            case "end":
                builder.end(token.text)
            case "comment":
                builder.comment()
    return builder.finished()


class _Builder:
    def __init__(self) -> None:
        self._root = Node("")
        self._open = [self._root]
        self._names: Counter[str] = Counter()  # of the open ones
        self._seen: set[str] = set()  # of those that a document has once
        self._texts: list[str] = []  # that become one, whatever tags without effect stand between them
        self._before_body = True

    def finished(self) -> Node:
        self._join()
        return self._root

    def text(self, text: str) -> None:
        if self._before_body and self._open[-1].tag not in _OF_HEAD and not text.isspace():
            self._begin_body()
        self._texts.append(text)

    def start(self, tag: str, attributes: tuple[Attribute, ...] = ()) -> None:
        if tag in _ONCE:
            if tag in self._seen or not self._before_body:
                return
            self._seen.add(tag)
        elif self._before_body and tag == "title" and "head" not in self._seen:
            self.start("head")  # which may go without saying
        if self._before_body and tag not in _OF_HEAD | {"html", "head"}:
            self._begin_body()
        if tag in _HEADINGS and self._open[-1].tag in _HEADINGS:
            self._close(len(self._open) - 1)
        self._close_implied(tag)
        self._join()
        node = Node(tag, {each.name: attribute_text(each.value) for each in attributes})
        self._open[-1].children.append(node)
        if tag not in _VOID and len(self._open) < _DEEPEST:
            self._open.append(node)
            self._names[tag] += 1

    def end(self, tag: str) -> None:
        if not self._names[tag]:
            if tag == "p":
                self.start("p")  # so the standard has it
                self.end("p")
            return
        if tag in ("html", "body"):
            return  # what comes after them belongs to them
        for index in range(len(self._open) - 1, 0, -1):
            if self._open[index].tag == tag:
                self._close(index)
                return

    def comment(self) -> None:
        self._join()  # it is a node, of which nobody here wants to know more

    def _begin_body(self) -> None:
        self._before_body = False
        if self._names["head"]:
            self.end("head")

    def _join(self) -> None:
        if self._texts:
            self._open[-1].children.append("".join(self._texts))
            self._texts = []

    def _close(self, index: int) -> None:
        self._join()
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
