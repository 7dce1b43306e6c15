"""How a mail of the corpus is written: every byte of it can be said, and what is not said is plain."""

from dataclasses import dataclass

Text = str | bytes  # str is sent as UTF-8, its lines ended by CRLF; bytes are sent as they are


@dataclass(frozen=True)
class Mail:
    """A mail as it goes over the wire, before dots are doubled, and its envelope.

    `name` is ASCII and at most 60 characters: it is the recipient too, so that a search can tell the mail from others.
    """

    name: str
    raw: bytes
    sender: str = "sender@corpus.example"
    options: tuple[str, ...] = ()  # of MAIL, such as "SMTPUTF8"

    @property
    def recipient(self) -> str:
        """Whom the envelope names."""
        return recipient_of(self.name)


def recipient_of(name: str) -> str:
    """Whom the mail of that name goes to."""
    return f"{name}@clinic.example"


def letter(name: str, extra: Text = "", body: Text = "hello\n", **named: Text | None) -> Mail:
    """A mail with From, To, Subject, Date and Message-ID, the header lines `extra` and this body.

    `named` replaces those five, as in ``Subject="x"`` and ``Message_ID=None``, which leaves the line out.
    """
    lines: dict[str, Text | None] = {
        "From": "Sender <sender@corpus.example>",
        "To": recipient_of(name),
        "Subject": name,
        "Date": "Tue, 24 Nov 2026 10:00:00 +0900",
        "Message-ID": f"<{name}@corpus.example>",
    }
    lines |= {key.replace("_", "-"): value for key, value in named.items()}
    head = b"".join(b"%s: %s\r\n" % (key.encode(), wire(value)) for key, value in lines.items() if value is not None)
    return Mail(name, head + wire(extra) + b"\r\n" + wire(body))


def typed(name: str, content_type: Text, body: Text, encoding: str = "", **named: Text | None) -> Mail:
    """A mail of one part, with a Content-Type and, if one is named, a Content-Transfer-Encoding."""
    return letter(name, b"MIME-Version: 1.0\r\n" + described(content_type, encoding), body, **named)


def multipart(name: str, *parts: bytes, kind: str = "mixed", **named: Text | None) -> Mail:
    """A mail of these parts, each as `part` makes it."""
    content_type, body = nested(*parts, kind=kind)
    return typed(name, content_type, body, "", **named)


def nested(*parts: bytes, kind: str = "mixed", boundary: str = "b1") -> tuple[bytes, bytes]:
    """The Content-Type and the body of a multipart, to be a `part` or a mail."""
    line = boundary.encode()
    body = b"".join(b"--%s\r\n%s\r\n" % (line, each) for each in parts) + b"--%s--\r\n" % line
    return b'multipart/%s; boundary="%s"' % (kind.encode(), line), body


def part(content_type: Text, body: Text, encoding: str = "", extra: Text = "") -> bytes:
    """A part: a Content-Type, an encoding if one is named, header lines `extra`, an empty line, and the body."""
    return described(content_type, encoding) + wire(extra) + b"\r\n" + wire(body)


def described(content_type: Text, encoding: str = "") -> bytes:
    """The header lines that say of what type a body is, and how it is encoded."""
    said = b"Content-Type: %s\r\n" % wire(content_type) if content_type else b""
    return said + (b"Content-Transfer-Encoding: %s\r\n" % encoding.encode() if encoding else b"")


def wire(text: Text) -> bytes:
    """The bytes of `text`."""
    return text.replace("\n", "\r\n").encode() if isinstance(text, str) else text
