"""A message's header block as Mailpit reads it: Go's net/mail for the lines, RFC 2047 for the words."""

import base64
import binascii
import email.quoprimime
import re

from gmis_simulator.inbox import charsets

_ENCODED_WORD = re.compile(r"=\?([^?\s]+)\?([bBqQ])\?([^?]*)\?=")
_NO_TOKEN = re.compile(r"[^!#$%&'*+\-.^_`|~0-9A-Za-z]")


class MalformedHeaderError(ValueError):
    """The header block cannot be read, so Mailpit refuses the message."""


class Headers:
    """The headers of one message: canonical names, unfolded and otherwise raw values."""

    def __init__(self, raw: bytes) -> None:
        self.fields: dict[str, list[str]] = {}
        for name, value in _lines(raw):
            self.fields.setdefault(_canonical(name), []).append(value)

    def raw(self, name: str) -> str:
        """The first value under `name` as it stands in the message; "" when there is none."""
        return self.fields.get(_canonical(name), [""])[0]

    def text(self, name: str) -> str:
        """The first value under `name` with its encoded words decoded; "" when there is none."""
        return decode_words(self.raw(name))


def decode_words(value: str) -> str:
    """Decode the RFC 2047 words in `value`. One word in an unknown charset leaves the whole value as it was."""
    pieces: list[str] = []
    end = 0
    try:
        for word in _ENCODED_WORD.finditer(value):
            between = value[end : word.start()]
            if end == 0 or between.strip():
                pieces.append(between)
            pieces.append(_decode_word(word))
            end = word.end()
    except LookupError:
        return value
    return "".join(pieces) + value[end:]


def _decode_word(word: re.Match[str]) -> str:
    charset, encoding, payload = word.groups()
    try:
        if encoding in "bB":
            data = base64.b64decode(payload, validate=True)
        else:
            data = email.quoprimime.header_decode(payload).encode("latin-1")
    except (binascii.Error, ValueError):
        return word[0]
    # RFC 2231 lets a language follow the charset.
    return charsets.decode(data, charset.partition("*")[0])


def _lines(raw: bytes) -> list[tuple[str, str]]:
    fields: list[tuple[str, str]] = []
    for line in raw.split(b"\n"):
        text = line.removesuffix(b"\r").decode("utf-8", "replace")
        if not text:
            break
        if text[0] in " \t":
            if not fields:
                raise MalformedHeaderError(f"malformed initial line: {text}")
            name, value = fields[-1]
            fields[-1] = (name, value + " " + text.strip(" \t"))
            continue
        name, colon, value = text.strip(" \t").partition(":")
        if not colon:
            raise MalformedHeaderError(f"malformed header line: {text}")
        fields.append((name, value.lstrip(" \t")))
    return [field for field in fields if field[0]]


def _canonical(name: str) -> str:
    if _NO_TOKEN.search(name):
        return name
    return "-".join(part.capitalize() for part in name.split("-"))
