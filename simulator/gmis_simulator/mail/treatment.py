"""What a recipient's side does to a mail's text before it is filed: rewritten links, links as text."""

import hashlib
import hmac
import html
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, urlsplit

from gmis_api.links import URL
from gmis_simulator.mail.message import Message
from gmis_simulator.mail.rewriting import Change
from gmis_simulator.mime.markup import Attribute, Token, attribute_text, tokens
from gmis_simulator.world.paths import SAFE_LINKS
from gmis_simulator.world.world import World

_LINKED = ("a", "area")


def links_as_text(kind: str, text: str) -> str:
    """Links are mere text, as gateways that disarm mails leave them [public]."""
    return without_anchors(text) if kind == "html" else text


def without_anchors(markup: str) -> str:
    """HTML whose links are mere text."""
    return _with(markup, lambda token: "" if token.text in _LINKED else None)


@dataclass(frozen=True, slots=True)
class SafeLinks:
    """A `Change`: every link is led by way of a redirector, as Safe Links does it [public].

    ``base``: where the world is; ``key``: its own; ``recipient``: whose mail it is.
    """

    base: str
    key: bytes
    recipient: str

    def __call__(self, kind: str, text: str) -> str:
        """The text with its links rewritten."""
        if kind != "html":
            return URL.sub(lambda match: self.link(match[0]), text)
        return _with(text, lambda token: self._tag(text, token))

    def link(self, url: str) -> str:
        """The redirector's URL for ``url``; signed, so that the redirector leads to no place of others' choice."""
        if not url.lower().startswith(("http://", "https://")):
            return url
        data = f"05|02|{self.recipient}|0"
        query = f"url={quote(url, safe='', errors='replace')}&data={quote(data, safe='')}"
        return f"{self.base}{SAFE_LINKS}?{query}&sdata={_signature(self.key, url, data)}&reserved=0"

    def _tag(self, markup: str, token: Token) -> str | None:
        href = _href(token)
        if href is None:
            return None
        quotes = "" if href.quote else '"'
        link = html.escape(self.link(_target(href)))
        return f"{markup[token.start : href.start]}{quotes}{link}{quotes}{markup[href.end : token.end]}"


def safe_links(world: World, recipient: str) -> Change:
    """The `SafeLinks` of ``world``."""
    return SafeLinks(world.url, world.key, recipient)


def safe_link(url: str, world: World, recipient: str) -> str:
    """What becomes of one ``url``."""
    return SafeLinks(world.url, world.key, recipient).link(url)


def behind_safe_link(query: str, world: World) -> tuple[str, str] | None:
    """The URL and the recipient in a redirector's ``query``, if they were put there by `safe_link`."""
    given = {name: values[0] for name, values in parse_qs(query).items()}
    url, data = given.get("url", ""), given.get("data", "")
    if not hmac.compare_digest(given.get("sdata", "").encode(), _signature(world.key, url, data).encode()):
        return None
    return url, data.split("|")[2]


def _signature(key: bytes, url: str, data: str) -> str:
    return hmac.new(key, f"{url} {data}".encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:43]


def links_of(message: Message) -> list[str]:
    """The links that a scanner finds: those of the text and of the HTML, each once."""
    found: list[str] = []
    for kind, text in message.texts():
        if kind == "html":
            found += [_target(href) for token in tokens(text) if (href := _href(token))]
        else:
            found += URL.findall(text)
    return [url for url in dict.fromkeys(found) if _scheme(url) in ("http", "https")]


def _scheme(url: str) -> str:
    try:
        return urlsplit(url).scheme
    except ValueError:  # such as http://[
        return ""


def _href(token: Token) -> Attribute | None:
    """Where the token leads, if it is a link."""
    if token.kind != "start" or token.text not in _LINKED:
        return None
    return next((each for each in token.attributes if each.name == "href" and _target(each)), None)


def _target(href: Attribute) -> str:
    """The URL as a browser takes it: without the blanks around it, and without the line ends inside (URL Standard)."""
    return attribute_text(href.value).strip(" \t\r\n\f").translate({9: None, 10: None, 13: None})


def _with(markup: str, instead: Callable[[Token], str | None]) -> str:
    """``markup`` with another text for each tag for which ``instead`` has one."""
    pieces: list[str] = []
    position = 0
    for token in tokens(markup):
        text = instead(token) if token.kind in ("start", "end") else None
        if text is not None:
            pieces += [markup[position : token.start], text]
            position = token.end
    return "".join([*pieces, markup[position:]])
