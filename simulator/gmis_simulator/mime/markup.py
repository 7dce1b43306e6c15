"""HTML in tokens, as the HTML Standard takes it apart (13.2.5), each with its place; in one pass, whatever is in it."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.entities import html5
from typing import Literal

_OPENING = re.compile(r"<[A-Za-z/!?]")
_NAME = re.compile(r"[^\s/>]*")
_BETWEEN = re.compile(r"[\s/]*")
_ATTRIBUTE = re.compile(r"([^\s/>][^\s/>=]*)\s*")
_BLANKS = re.compile(r"\s*")
_UNQUOTED = re.compile(r"[^\s>]*")
_COMMENT_END = re.compile(r"--!?>")
_REFERENCE = re.compile(r"&(?:#[xX]?[0-9a-fA-F]{1,8};?|[A-Za-z][A-Za-z0-9]{1,31}(?:;|(?![=;A-Za-z0-9])))")
# Their text is no markup, up to their end tag.
_RAW = {"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"}
_RAW_ENDS = {tag: re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE) for tag in _RAW}
_UNESCAPED = _RAW - {"textarea", "title"}

Kind = Literal["text", "start", "end", "comment"]


@dataclass(frozen=True, slots=True)
class Attribute:
    """``value`` as written, from ``start`` to ``end``, without its quotation marks; ``quote``: which, if any."""

    name: str
    value: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Token:
    """``text``: of a text, its words; of a tag, its name in lower case. ``start`` to ``end``: its place."""

    kind: Kind
    text: str
    start: int
    end: int
    attributes: tuple[Attribute, ...] = ()


def tokens(source: str) -> Iterator[Token]:
    """All tokens of ``source``. A tag that the end cuts off is none. Never raises."""
    position = begun = 0
    while found := _OPENING.search(source, position):
        opening = found.start()
        token = _token(source, opening)
        if token is None:
            position = opening + 1
            continue
        if opening > begun:
            yield Token("text", html.unescape(source[begun:opening]), begun, opening)
        yield token
        position = begun = token.end
        if token.kind == "start" and token.text in _RAW:
            closing = _RAW_ENDS[token.text].search(source, position)
            end = closing.start() if closing else len(source)
            if end > position:
                text = source[position:end]
                yield Token("text", text if token.text in _UNESCAPED else html.unescape(text), position, end)
            position = begun = end
    if begun < len(source):
        yield Token("text", html.unescape(source[begun:]), begun, len(source))


def attribute_text(value: str) -> str:
    """What an attribute's ``value`` means: in a link, `&copy=1` is a parameter, not a sign (13.2.5.73)."""
    return _REFERENCE.sub(_meant, value)


def _meant(reference: re.Match[str]) -> str:
    text = reference[0]
    return html.unescape(text) if text[1] == "#" else html5.get(text[1:], text)  # unescape would take `&copyx` for ©x


def _token(source: str, opening: int) -> Token | None:
    """The tag or comment that begins with the ``<`` at ``opening``; None where that is mere text."""
    after = source[opening + 1 : opening + 3]
    if after[:1] == "/" and after[1:].isascii() and after[1:].isalpha():
        return _tag(source, opening, "end", opening + 2)
    if after[:1].isascii() and after[:1].isalpha():
        return _tag(source, opening, "start", opening + 1)
    if after[:1] not in ("!", "?", "/") or after == "/":
        return None
    if source.startswith("<!--", opening):
        if source.startswith((">", "->"), opening + 4):
            end = source.index(">", opening + 4) + 1
        else:
            closing = _COMMENT_END.search(source, opening + 4)
            end = closing.end() if closing else len(source)
    else:
        end = source.find(">", opening) + 1 or len(source)
    return Token("comment", "", opening, end)


def _tag(source: str, opening: int, kind: Kind, position: int) -> Token:
    name = _match(_NAME, source, position)
    position = name.end()
    attributes: dict[str, Attribute] = {}
    while True:
        position = _match(_BETWEEN, source, position).end()
        if source.startswith(">", position):
            return Token(kind, name[0].lower(), opening, position + 1, tuple(attributes.values()))
        found = _ATTRIBUTE.match(source, position)
        if found is None:
            return Token("comment", "", opening, len(source))  # the end came first
        position = found.end()
        start, end, quote = position, position, ""
        if source.startswith("=", position):
            start = _match(_BLANKS, source, position + 1).end()
            quote = source[start : start + 1]
            if quote in ('"', "'") and quote:
                start += 1
                end = source.find(quote, start)
                if end < 0:
                    return Token("comment", "", opening, len(source))
                position = end + 1
            else:
                quote = ""
                position = end = _match(_UNQUOTED, source, start).end()
        key = found[1].lower()
        attributes.setdefault(key, Attribute(key, source[start:end], start, end, quote))


def _match(pattern: re.Pattern[str], source: str, position: int) -> re.Match[str]:
    found = pattern.match(source, position)
    assert found
    return found
