"""Encoded words (RFC 2047) in a header's value."""

import base64
import binascii
import re
from dataclasses import dataclass

from gmis_simulator.mime import charsets

_HEAD = re.compile(r"=\?([^?]*)\?([bBqQ])\?")
_NO_Q = re.compile(r"[^ -~\t\r\n]|=(?![0-9A-Fa-f]{2})")
_HEX = re.compile(rb"=([0-9A-Fa-f]{2})")
_STRAY = re.compile(r"[\r\n]")
_LONGEST = 8192  # signs of one word; by RFC 2047 it has 75
_MOST_FAILURES = 100  # that look like words and are none, in one value; what comes after them is left as it is


@dataclass
class _Run:
    """Words of one charset, one after the other: a character may begin in one and end in the next."""

    charset: str
    data: bytes


def decode_words(value: str) -> str:
    """``value`` with its encoded words decoded, and the blanks between two of them dropped.

    What only looks like a word stays as it is; one word in an unknown charset leaves the whole value as it was.
    """
    if "=?" not in value:
        return value
    pieces: list[str | _Run] = []
    end = start = 0
    failures = 0
    between_words = False
    while (head := _HEAD.search(value, start)) and (close := value.find("?=", head.end())) >= 0:
        data = _data_of(head[2], value[head.end() : close])
        if data is None:
            failures += 1
            if failures > _MOST_FAILURES:
                break
            between_words = False
            start = head.start() + 2
            continue
        before = value[end : head.start()]
        if before and not (between_words and not before.strip(" \t\r\n")):
            pieces.append(before)
            between_words = False
        charset = head[1].partition("*")[0].lower()  # RFC 2231 lets a language follow
        last = pieces[-1] if pieces else None
        if between_words and isinstance(last, _Run) and last.charset == charset:
            last.data += data
        else:
            pieces.append(_Run(charset, data))
        between_words = True
        start = end = close + 2
    try:
        text = "".join(each if isinstance(each, str) else _text_of(each) for each in pieces)
    except LookupError:
        return value
    return text + value[end:]


def _text_of(run: _Run) -> str:
    if run.charset == "us-ascii":  # in a word, unlike in a text, it is taken at its word
        return run.data.decode("ascii", "one-for-each-byte")
    return charsets.decode(run.data, run.charset)


def _data_of(encoding: str, text: str) -> bytes | None:
    """The bytes of a word; None where it is none."""
    if len(text) > _LONGEST:
        return None
    if encoding in "bB":
        try:
            return base64.b64decode(_STRAY.sub("", text), validate=True)
        except (binascii.Error, ValueError):
            return None
    if _NO_Q.search(text):
        return None
    return _HEX.sub(lambda match: bytes((int(match[1], 16),)), text.replace("_", " ").encode("ascii"))
