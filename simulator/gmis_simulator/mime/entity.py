"""The MIME tree of a mail: containers and leaves, with where each stands in the raw mail."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote_plus

from gmis_simulator.mime.budget import DEEPEST, Budget
from gmis_simulator.mime.header import Header, read_header
from gmis_simulator.mime.parameters import Parameterised, parse
from gmis_simulator.mime.transfer import decode_transfer
from gmis_simulator.mime.words import decode_words

_TEXTS = ("text/plain", "text/html")  # these have no parts, whatever boundary they name


@dataclass(slots=True)
class Entity:
    """A container or a leaf; its header begins at ``start``, its body is ``header.body`` to ``end``.

    ``part_id``: its dotted path, "0" for the root. ``type``: in lower case, empty where a part says none.
    """

    part_id: str
    header: Header
    start: int
    end: int
    type: str
    parameters: Parameterised
    disposition: str
    file_name: str
    children: list["Entity"] = field(default_factory=list)

    @property
    def encoding(self) -> str:
        """How its body is encoded for transfer."""
        return self.header.get("Content-Transfer-Encoding").strip().lower()

    @property
    def charset(self) -> str:
        """What it says of its charset; empty when nothing. `charset=charset=utf-8` is seen in the wild."""
        return self.parameters.get("charset").removeprefix("charset=").strip()

    @property
    def content_id(self) -> str:
        """Content-ID without its brackets, as a cid: URL names it."""
        return unquote_plus(self.header.get("Content-ID").strip().lstrip("<").rstrip(">"))

    def content(self, raw: bytes) -> bytes:
        """Its body of the mail ``raw``, decoded from its transfer."""
        return decode_transfer(raw[self.header.body : self.end], self.encoding)

    def leaves(self) -> Iterator["Entity"]:
        """All leaves in document order; itself if it is one."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()


def read_entity(raw: bytes, budget: Budget) -> Entity:
    """The tree of ``raw``. Never raises: what is malformed, and what is over the ``budget``, stays one leaf."""
    return _read(raw, 0, len(raw), "", 0, budget)


def _read(raw: bytes, start: int, end: int, part_id: str, depth: int, budget: Budget) -> Entity:
    header = read_header(raw, start, end, budget)
    given = header.get("Content-Type")
    kind = parse(given, budget, "Content-Type") if given else Parameterised("" if part_id else "text/plain")
    how = parse(header.get("Content-Disposition"), budget, "Content-Disposition")
    name = how.get("filename") or kind.get("name") or kind.get("file")
    entity = Entity(part_id or "0", header, start, end, kind.value, kind, how.value, decode_words(name))
    boundary = kind.get("boundary")
    if not boundary or kind.value in _TEXTS or not (part_id or kind.value.startswith("multipart/")):
        return entity
    if depth >= DEEPEST:
        budget.exceeded("depth", deepest=DEEPEST)
        return entity
    for number, (first, last) in enumerate(_spans(raw, header.body, end, boundary), 1):
        if budget.parts == 0:
            budget.exceeded("parts")
            break
        budget.parts -= 1
        child_id = f"{part_id}.{number}".lstrip(".")
        entity.children.append(_read(raw, first, last, child_id, depth + 1, budget))
    return entity


def _spans(raw: bytes, start: int, end: int, boundary: str) -> Iterator[tuple[int, int]]:
    """Where each part begins and ends; the line break before a boundary belongs to it, the last need not be closed."""
    mark = b"--" + boundary.encode("utf-8", "surrogateescape")
    begun: int | None = None
    position = start
    while (found := raw.find(mark, position, end)) >= 0:
        after = found + len(mark)
        position = after
        if found > start and raw[found - 1 : found] != b"\n":
            continue
        closes = raw[after : after + 2] == b"--"
        if not closes and after < end and raw[after : after + 1] not in b" \t\r\n\v\f":
            continue
        if begun is not None:
            last = found - 1 if found > begun else begun
            yield begun, last - 1 if last > begun and raw[last - 1 : last] == b"\r" else last
        if closes:
            return
        begun = raw.find(b"\n", after, end) + 1 or end
        position = begun
    if begun is not None:
        yield begun, end
