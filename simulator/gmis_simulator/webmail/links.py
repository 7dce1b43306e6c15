"""Links in a mail's text, made clickable as mail programs do."""

import re

from markupsafe import Markup, escape

_URL = re.compile(r"https?://[!#-;=?-~]+")  # ASCII only: a full-width bracket or stop ends the link


def linked(text: str) -> Markup:
    """``text`` as HTML, escaped, with its URLs as links."""
    parts, last = [], 0
    for match in _URL.finditer(text):
        url = match[0].rstrip(".,;:!?)]'")
        parts += [escape(text[last : match.start()]), Markup('<a href="{0}">{0}</a>').format(url)]
        last = match.start() + len(url)
    return Markup().join([*parts, escape(text[last:])])
