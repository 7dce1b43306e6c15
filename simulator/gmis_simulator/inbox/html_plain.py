"""HTML to plain text with its paragraphs kept: what Mailpit shows as the text of a message that has only HTML."""

import re

from gmis_simulator.inbox.html_tree import Node, parse_html

_QUOTE_WIDTH = 74  # characters; only quotations are wrapped
_SPACES = re.compile(r"[ \r\n\t]+")
_BLANK_LINES = re.compile(r"\n\n+")


def html_to_plain(html: str) -> str:
    """The text of `html`: headings underlined, lists starred, bold in asterisks, link targets in parentheses."""
    writer = _Writer()
    writer.write_children(parse_html(html.removeprefix("\ufeff")))
    return _BLANK_LINES.sub("\n\n", "".join(writer.pieces).replace("\n ", "\n")).strip()


class _Writer:
    def __init__(self, ends_with_space: bool = False) -> None:
        self.pieces: list[str] = []
        self._ends_with_space = ends_with_space
        self._column = 0
        self._quotes = 0
        self._prefix = ""
        self._closed_div = False
        self._preformatted = False

    def write_children(self, node: Node) -> None:
        for child in node.children:
            if isinstance(child, Node):
                self._closed_div = False
                self._write_element(child)
            else:
                self._emit(child if self._preformatted else _SPACES.sub(" ", child).strip())

    def _write_element(self, node: Node) -> None:
        match node.tag:
            case "br":
                self._emit("\n")
            case "h1" | "h2" | "h3":
                self._write_heading(node)
            case "blockquote":
                self._write_quotation(node)
            case "div":
                self._write_div(node)
            case "li":
                self._emit("* ")
                self.write_children(node)
                self._emit("\n")
            case "b" | "strong":
                self._emit(f"*{_inner(node, ends_with_space=True)}*")
            case "a":
                self._write_link(node)
            case "p" | "ul" | "table":
                self._emit("\n\n")
                self.write_children(node)
                self._emit("\n\n")
            case "pre":
                self._preformatted = True
                self.write_children(node)
                self._preformatted = False
            case "style" | "script" | "head" | "template":
                return
            case _:
                self.write_children(node)

    def _write_heading(self, node: Node) -> None:
        text = _inner(node)
        width = max(len(line) - 1 for line in text.split("\n"))
        rule = ("*" if node.tag == "h1" else "-") * width
        self._emit(f"\n\n{text}\n{rule}\n\n" if node.tag == "h3" else f"\n\n{rule}\n{text}\n{rule}\n\n")

    def _write_quotation(self, node: Node) -> None:
        self._quotes += 1
        self._prefix = ">" * self._quotes + " "
        self._emit("\n")
        if self._quotes == 1:
            self._emit("\n")
        self.write_children(node)
        self._quotes -= 1
        self._prefix = ">" * self._quotes + (" " if self._quotes else "")
        self._emit("\n\n")

    def _write_div(self, node: Node) -> None:
        if self._column:
            self._emit("\n")
        self.write_children(node)
        if not self._closed_div:
            self._emit("\n")
        self._closed_div = True

    def _write_link(self, node: Node) -> None:
        only = node.children[0] if len(node.children) == 1 else None
        if isinstance(only, Node) and only.tag == "img":
            self._emit(only.attributes.get("alt", ""))
        else:
            self.write_children(node)
        target = node.attributes.get("href", "").strip().removeprefix("mailto:")
        if target and target != only:
            self._emit(f"( {target} )")

    def _emit(self, text: str) -> None:
        for line in self._wrapped(text):
            if not line[0].isspace() and not self._ends_with_space and not text.startswith("."):
                self.pieces.append(" ")
                self._column += 1
            self._ends_with_space = line[-1].isspace()
            self.pieces.append(line.replace("\n", f"\n{self._prefix}"))
            last = line.rfind("\n")
            self._column = self._column + len(line) if last < 0 else len(line) - last - 1

    def _wrapped(self, text: str) -> list[str]:
        if not self._quotes or not text:
            return [text] if text else []
        lines: list[str] = []
        column = self._column
        if column >= _QUOTE_WIDTH:
            lines.append("\n")
            column = 0
        start = 0
        while len(text) - start + column > _QUOTE_WIDTH:
            room = start + _QUOTE_WIDTH - column
            end = next((index for index in range(room, start - 1, -1) if text[index].isspace()), None)
            if end is None:
                end = next((index for index in range(room, len(text)) if text[index].isspace()), len(text))
            lines.append(text[start:end] + "\n")
            start = next((index for index in range(end, len(text)) if not text[index].isspace()), len(text))
            column = 0
        return [*lines, text[start:]] if start < len(text) else lines


def _inner(node: Node, ends_with_space: bool = False) -> str:
    writer = _Writer(ends_with_space)
    writer.write_children(node)
    return "".join(writer.pieces)
