"""What a recipient's side does to a mail's text before it is filed: a mark, rewritten links, links as text."""

import hashlib
import hmac
import html
import re
from collections.abc import Callable
from urllib.parse import parse_qs, quote, urlsplit

from gmis_api.links import URL
from gmis_simulator.mail.message import Message, as_bytes, content_of, encoded
from gmis_simulator.world.paths import SAFE_LINKS
from gmis_simulator.world.world import World

_HREF = re.compile(r'(<a\b[^>]*\bhref=")([^"]*)(")', re.IGNORECASE)
_ANCHOR = re.compile(r"</?a\b[^>]*>", re.IGNORECASE)


Change = Callable[[str, str], str]
"""A text as it shall be, out of what it is, plain or html, and of what it says."""


def treated(message: Message, *, mark: str = "", change: Change | None = None) -> bytes:
    """``message`` with ``mark`` before its subject, and with each of its texts as ``change`` has it.

    It is read once and written once, and where nothing changes it stays as it came, byte for byte.
    """
    touched = _mark(message, mark) if mark else False
    if change and _change(message, change):
        touched = True
    return as_bytes(message.parsed) if touched else message.raw


def _mark(message: Message, mark: str) -> bool:
    subject = f"{mark} {message.header('Subject')}".strip()
    del message.parsed["Subject"]
    message.parsed["Subject"] = encoded(subject, "Subject")
    return True


def _change(message: Message, change: Change) -> bool:
    """Whether one of the texts is another one now."""
    touched = False
    for part in message.text_parts():
        before = content_of(part)
        text = change(part.get_content_subtype(), before)
        if text != before:
            del part["Content-Transfer-Encoding"]
            part.set_payload(text.encode("utf-8"), "utf-8")
            touched = True
    return touched


def links_as_text(kind: str, text: str) -> str:
    """Links are mere text, as gateways that disarm mails leave them [public]."""
    return without_anchors(text) if kind == "html" else text


def without_anchors(markup: str) -> str:
    """HTML whose links are mere text."""
    return _ANCHOR.sub("", markup)


def safe_links(world: World, recipient: str) -> Change:
    """Every link is led by way of a redirector, as Safe Links does it [public]."""

    def change(kind: str, text: str) -> str:
        if kind != "html":
            return URL.sub(lambda match: safe_link(match[0], world, recipient), text)
        return _HREF.sub(lambda m: f"{m[1]}{html.escape(safe_link(html.unescape(m[2]), world, recipient))}{m[3]}", text)

    return change


def safe_link(url: str, world: World, recipient: str) -> str:
    """The redirector's URL for ``url``; it is signed, so that the redirector leads to no place of others' choice."""
    if not url.startswith(("http://", "https://")):
        return url
    data = f"05|02|{recipient}|0"
    query = f"url={quote(url, safe='')}&data={quote(data, safe='')}"
    return f"{world.url}{SAFE_LINKS}?{query}&sdata={_signature(world, url, data)}&reserved=0"


def behind_safe_link(query: str, world: World) -> tuple[str, str] | None:
    """The URL and the recipient in a redirector's ``query``, if they were put there by `safe_link`."""
    given = {name: values[0] for name, values in parse_qs(query).items()}
    url, data = given.get("url", ""), given.get("data", "")
    if not hmac.compare_digest(given.get("sdata", "").encode(), _signature(world, url, data).encode()):
        return None
    return url, data.split("|")[2]


def _signature(world: World, url: str, data: str) -> str:
    return hmac.new(world.key, f"{url} {data}".encode(), hashlib.sha256).hexdigest()[:43]


def links_of(message: Message) -> list[str]:
    """The links that a scanner finds: those of the text and of the HTML, each once."""
    found: list[str] = []
    for kind, text in message.texts():
        if kind == "html":
            found += [html.unescape(match[2]) for match in _HREF.finditer(text)]
        else:
            found += URL.findall(text)
    return [url for url in dict.fromkeys(found) if urlsplit(url).scheme in ("http", "https")]
