"""A message as a mail server handles it: its header block made sound, and what the rules want to know of it."""

import email
import email.message
import functools
import re
from collections.abc import Sequence
from email.header import Header, decode_header, make_header
from email.policy import compat32
from email.utils import getaddresses, parseaddr

from gmis_api.links import URL
from gmis_simulator.world.authentication import Authentication
from gmis_simulator.world.rules.rule import Incoming

_EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
_HEADER = re.compile(rb"[!-9;-~]+[ \t]*:")


def sound(raw: bytes) -> bytes:
    """``raw`` with lines that end in CRLF, and with the empty line that ends the headers where it was missing.

    An inbox refuses a line among the headers that is none; as mail servers do, such a line begins the text.
    """
    lines = re.split(rb"\r\n|\r|\n", raw)
    for number, line in enumerate(lines):
        if not line:
            if number == len(lines) - 1:
                lines.append(b"")
            break
        continues = number > 0 and line[:1] in b" \t"
        if not continues and not _HEADER.match(line):
            lines.insert(number, b"")
            break
    else:
        lines += [b"", b""]
    return b"\r\n".join(lines)


class Message:
    """``raw`` must be `sound`. Parts of it that cannot be read count as empty: no garbage stops a mail server."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw

    @functools.cached_property
    def parsed(self) -> email.message.Message:
        """It as Python's email package has it, by its older policy, which reads a mail in a fifth of the time."""
        return email.message_from_bytes(self.raw)

    def header(self, name: str) -> str:
        """The value of a header, decoded, in one line; empty when there is none."""
        value = self.parsed.get(name, "")
        try:
            return " ".join(str(make_header(decode_header(value))).split())
        except (ValueError, LookupError):  # garbage that claims to be encoded
            return " ".join(str(value).split())

    @property
    def sender(self) -> str:
        """The address in From."""
        return parseaddr(self.header("From"))[1]

    def text_parts(self) -> list[email.message.Message]:
        """The parts that hold text, plain or HTML, and are no attachments."""
        return [
            part
            for part in self.parsed.walk()
            if part.get_content_maintype() == "text" and part.get_content_disposition() != "attachment"
        ]

    def texts(self) -> list[tuple[str, str]]:
        """``(plain or html, text)`` of each."""
        return [(part.get_content_subtype(), content_of(part)) for part in self.text_parts()]

    def incoming(self, envelope_sender: str, authentication: Authentication | None) -> Incoming:
        """What the rules are given."""
        texts = self.texts()
        addressed = getaddresses([self.header("To"), self.header("Cc")])
        return Incoming(
            envelope_sender=envelope_sender,
            header_sender=self.sender,
            addressed_to=tuple(address for _, address in addressed),
            links=tuple(dict.fromkeys(link for _, text in texts for link in links_in(text))),
            is_html=any(kind == "html" for kind, _ in texts),
            has_virus=_EICAR in self.raw,
            authentication=authentication,
        )


def content_of(part: email.message.Message) -> str:
    """The text of a part; what cannot be decoded is replaced."""
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes):
        return ""
    try:
        return payload.decode(part.get_content_charset("utf-8"), "replace")
    except LookupError:  # a charset that nobody knows
        return payload.decode("utf-8", "replace")


def links_in(text: str) -> list[str]:
    """The URLs in ``text``, in order."""
    return URL.findall(text.replace("&amp;", "&"))


def with_headers(raw: bytes, headers: Sequence[tuple[str, str]]) -> bytes:
    """``raw`` with ``headers`` in front."""
    return "".join(f"{name}: {value}\r\n" for name, value in headers).encode("ascii", "replace") + raw


def without_headers(raw: bytes, *names: str) -> bytes:
    """``raw``, which must be `sound`, without its headers of these ``names``; all else stays, byte for byte."""
    pattern = rf"^(?:{'|'.join(names)})[ \t]*:.*\r\n(?:[ \t].*\r\n)*".encode("ascii")
    end = 0 if raw.startswith(b"\r\n") else raw.index(b"\r\n\r\n") + 2
    return re.sub(pattern, b"", raw[:end], flags=re.IGNORECASE | re.MULTILINE) + raw[end:]


@functools.lru_cache  # a sender and its subject come again with every mail
def encoded(text: str, header: str, charset: str = "utf-8") -> str:
    """``text`` as it stands in ``header``: as it is where ASCII does, else encoded, folded by CRLF."""
    if text.isascii():
        return text
    return Header(text, charset, header_name=header).encode(linesep="\r\n")


def as_bytes(message: email.message.Message) -> bytes:
    """``message`` as it is sent, its lines ended by CRLF."""
    return message.as_bytes(policy=compat32.clone(linesep="\r\n", max_line_length=None))
