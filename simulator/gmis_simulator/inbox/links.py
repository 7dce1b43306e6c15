"""The web addresses in a message, as Mailpit finds them."""

import re

from gmis_simulator.inbox.markup import start_tags

_STYLES = ("link", "stylesheet")
_ADDRESS = r"https?://[-\w@:%+'!.~#?,&/=;]"
_ANYWHERE = re.compile(rf"\b{_ADDRESS}", re.ASCII | re.IGNORECASE)
_IN_TEXT = re.compile(rf"(?<=[^<])\b{_ADDRESS}+", re.ASCII | re.IGNORECASE)
# RFC 2396, appendix E: an address in angle brackets may go over several lines.
_IN_BRACKETS = re.compile(rf"<({_ADDRESS}[^<>]+)>", re.ASCII | re.IGNORECASE)


def links_of(text: str, html: str) -> list[str]:
    """Every address once: of links, style sheets and images in the HTML, then those that stand in the text."""
    tags = list(start_tags(html))
    written = [
        *(tag.attributes.get("href", "") for tag in tags if tag.name == "a"),
        *(tag.attributes.get("href", "") for tag in tags if (tag.name, tag.attributes.get("rel")) == _STYLES),
        *(tag.attributes.get("src", "") for tag in tags if tag.name == "img"),
    ]
    found = [address for address in written if _ANYWHERE.search(address)]
    found += _IN_TEXT.findall(text)
    found += [address.replace("\n", "") for address in _IN_BRACKETS.findall(text)]
    return list(dict.fromkeys(found))
