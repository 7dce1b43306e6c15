"""A message's parts, sorted as Mailpit sorts them: the text, the HTML, inline parts and attachments."""

from dataclasses import dataclass, field

from gmis_simulator.inbox.html_plain import html_to_plain
from gmis_simulator.inbox.parts import Part, read_parts
from gmis_simulator.mime.budget import Budget
from gmis_simulator.mime.entity import Entity

_BINARY = "application/octet-stream"


@dataclass
class Bodies:
    """What a message holds. `others` are parts such as related images, that say neither inline nor attachment."""

    text: str = ""
    html: str = ""
    inlines: list[Part] = field(default_factory=list)
    others: list[Part] = field(default_factory=list)
    attachments: list[Part] = field(default_factory=list)


def read_bodies(raw: bytes, root: Entity, budget: Budget) -> Bodies:
    """Sort the parts of `raw`, whose tree is `root`; a message that has only HTML gets its text from that."""
    kind, parts = read_parts(raw, root, budget)
    bodies = _of_single(parts[0]) if [part.part_id for part in parts] == ["0"] else _of_container(kind, parts)
    if not bodies.text and bodies.html:
        bodies.text = html_to_plain(bodies.html)
    return bodies


def _of_single(part: Part) -> Bodies:
    if part.disposition == "attachment" or part.content_type not in ("text/plain", "text/html"):
        return Bodies(inlines=[part]) if part.disposition == "inline" else Bodies(attachments=[part])
    text = part.content.decode("utf-8", "replace")
    return Bodies(html=text) if part.content_type == "text/html" else Bodies(text=text)


def _of_container(kind: str, parts: list[Part]) -> Bodies:
    shown = [part for part in parts if part.disposition != "attachment"]
    texts = [part for part in shown if part.content_type == "text/plain"]
    if kind == "multipart/alternative":
        texts = sorted(texts, key=_depth)[:1]
    htmls = [part.content.decode("utf-8", "replace") for part in shown if part.content_type == "text/html"]
    bodies = Bodies(
        text="\n--\n".join(part.content.decode("utf-8", "replace") for part in texts),
        html=htmls[0] if htmls else "",
    )
    for part in sorted(parts, key=_depth):
        if part.disposition == "attachment" or part.content_type == _BINARY:
            bodies.attachments.append(part)
        if part.disposition == "inline":
            bodies.inlines.append(part)
        elif not part.disposition and part.content_type not in ("text/plain", "text/html", _BINARY):
            bodies.others.append(part)
    return bodies


def _depth(part: Part) -> int:
    return part.part_id.count(".")
