"""A leaf's text: its bytes, by the charset that it names or that can be told."""

import re

from gmis_simulator.mime import charsets

META_CHARSET = re.compile(rb"<meta\b[^>]{0,200}?\bcharset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,64})", re.IGNORECASE)
_MARKUP_HEAD = 8 * 1024  # bytes in which a page names its charset; browsers look at the first 1,024


def charset_in_markup(content: bytes) -> str:
    """The charset that a page names in its own head; empty when it does not."""
    found = META_CHARSET.search(content[:_MARKUP_HEAD])
    named = found[1].decode("ascii", "replace") if found else ""
    return "utf-8" if named.lower().startswith("utf-16") else named  # it could not be read in UTF-16 (HTML, 13.2.3.2)


def decode_text(content: bytes, charset: str, kind: str) -> str:
    """``content`` as text for people, whatever it takes. ``charset``: what its header says, or empty."""
    try:
        if charset:
            return charsets.decode(content, charset)
        if kind == "text/html" and (named := charset_in_markup(content)):
            return charsets.decode_exactly(content, named)
    except LookupError:
        if charset:
            return charsets.utf8(content)
    except UnicodeError:
        pass  # a page names what its template says, whatever it is sent in
    return charsets.guess(content)


def decode_text_exactly(content: bytes, charset: str, kind: str) -> str:
    """The same where every byte can be told; raises UnicodeError or LookupError where not."""
    return charsets.decode_exactly(content, charset or (charset_in_markup(content) if kind == "text/html" else ""))
