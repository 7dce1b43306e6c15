"""A message as a mail server handles it: its header block made sound, and what the rules want to know of it."""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from gmis_api.links import URL
from gmis_simulator.mime.addresses import AddressError, Mailbox, addresses_in, parse_addresses
from gmis_simulator.mime.budget import MOST_LINES, Budget
from gmis_simulator.mime.entity import Entity, read_entity
from gmis_simulator.mime.texts import decode_text
from gmis_simulator.mime.words import decode_words
from gmis_simulator.world.authentication import Authentication
from gmis_simulator.world.rules.rule import Incoming

_EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
_FIELD = re.compile(rb"[!-9;-~]+[ \t]*:")
_OF_AN_MBOX = re.compile(rb">?From (?![ \t]*:)[^\n]*\n")
_HEADER_END = re.compile(rb"\n\r?\n")


def sound(raw: bytes) -> bytes:
    """``raw`` with a header block that an inbox takes, and with the empty line that ends it where it was missing.

    An inbox refuses a line among the headers that is none; as mail servers do, such a line begins the text. The
    first line of an mbox is left out. All else stays, byte for byte.
    """
    if _OF_AN_MBOX.match(raw):
        raw = raw[raw.index(b"\n") + 1 :]
    start = 0
    for _ in range(MOST_LINES):
        end = raw.find(b"\n", start) + 1
        line = raw[start:end] if end else raw[start:]
        if line in (b"\r\n", b"\n"):
            return raw
        if not line:
            return raw + b"\r\n"
        if not (start and line[:1] in b" \t") and not _FIELD.match(line):
            return raw[:start] + b"\r\n" + raw[start:]
        if not end:
            return raw + b"\r\n\r\n"
        start = end
    return raw


@dataclass(frozen=True, slots=True)
class Text:
    """A part that holds text and is no attachment: ``kind`` is plain or html, or another kind of text."""

    entity: Entity
    kind: str


class Message:
    """``raw`` must be `sound`. Parts of it that cannot be read count as empty: no garbage stops a mail server.

    ``budget`` knows what was more than is read of one.
    """

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.budget = Budget()

    @functools.cached_property
    def root(self) -> Entity:
        """Its MIME tree."""
        return read_entity(self.raw, self.budget)

    def header(self, name: str) -> str:
        """The value of a header, decoded, in one line; empty when there is none."""
        return " ".join(decode_words(self._raw_header(name)).split())

    def senders(self) -> list[Mailbox]:
        """Those in From, as they are called; empty where it is malformed."""
        try:
            return parse_addresses(self._raw_header("From"))
        except AddressError:
            return []

    @property
    def sender(self) -> str:
        """The address in From; the first of several."""
        return next(iter(addresses_in(self._raw_header("From"))), "")

    def text_parts(self) -> list[Text]:
        """The parts that hold text, plain or HTML, and are no attachments."""
        leaves = [leaf for leaf in self.root.leaves() if leaf.disposition != "attachment"]
        kinds = [(leaf, (leaf.type or "text/plain").partition("/")) for leaf in leaves]
        return [Text(leaf, kind) for leaf, (main, _, kind) in kinds if main == "text"]

    def texts(self) -> list[tuple[str, str]]:
        """``(plain or html, text)`` of each, as much as is read of a mail."""
        return [(text.kind, self._read(text)) for text in self.text_parts()]

    def incoming(self, envelope_sender: str, authentication: Authentication | None) -> Incoming:
        """What the rules are given."""
        texts = self.texts()
        addressed = [address for name in ("To", "Cc") for address in addresses_in(self._raw_header(name))]
        return Incoming(
            envelope_sender=envelope_sender,
            header_sender=self.sender,
            addressed_to=tuple(addressed),
            links=tuple(dict.fromkeys(link for _, text in texts for link in links_in(text))),
            is_html=any(kind == "html" for kind, _ in texts),
            has_virus=_EICAR in self.raw,
            authentication=authentication,
        )

    def _raw_header(self, name: str) -> str:
        return self.budget.within(self.root.header.get(name), name)

    def _read(self, text: Text) -> str:
        content = text.entity.content(self.raw)
        if len(content) > self.budget.text:
            self.budget.exceeded("text", read=self.budget.text, all=len(content))
            content = content[: self.budget.text]
        self.budget.text -= len(content)
        return decode_text(content, text.entity.charset, f"text/{text.kind}")


def links_in(text: str) -> list[str]:
    """The URLs in ``text``, in order."""
    return URL.findall(text.replace("&amp;", "&"))


def with_headers(raw: bytes, headers: Sequence[tuple[str, str]]) -> bytes:
    """``raw`` with ``headers`` in front."""
    return "".join(f"{name}: {value}\r\n" for name, value in headers).encode("ascii", "replace") + raw


def without_headers(raw: bytes, *names: str) -> bytes:
    """``raw``, which must be `sound`, without its headers of these ``names``; all else stays, byte for byte."""
    if raw.startswith((b"\r\n", b"\n")):
        return raw
    ending = _HEADER_END.search(raw)
    end = ending.start() + 1 if ending else len(raw)
    pattern = rf"^(?:{'|'.join(names)})[ \t]*:.*\n(?:[ \t].*\n)*".encode("ascii")
    header = re.sub(pattern, b"", raw[:end], flags=re.IGNORECASE | re.MULTILINE)
    return raw if len(header) == end else b"".join((header, memoryview(raw)[end:]))
