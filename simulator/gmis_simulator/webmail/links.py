"""Links in a mail's text, made clickable as mail programs do."""

from markupsafe import Markup, escape

from gmis_api.links import URL


def linked(text: str) -> Markup:
    """``text`` as HTML, escaped, with its URLs as links."""
    parts, last = [], 0
    for match in URL.finditer(text):
        parts += [escape(text[last : match.start()]), Markup('<a href="{0}">{0}</a>').format(match[0])]
        last = match.end()
    return Markup().join([*parts, escape(text[last:])])
