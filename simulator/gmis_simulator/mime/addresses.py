"""Addresses in a header's raw value: taken apart first, decoded after (RFC 2047, 6.2): no encoded comma counts."""

import re
from ipaddress import ip_address
from typing import NamedTuple

from gmis_simulator.mime.budget import DEEPEST_COMMENT, LONGEST_FIELD
from gmis_simulator.mime.words import decode_words

_ATOM = re.compile(r"[^\s()<>\[\]:;@\\,\"\x00-\x20\x7f\ufffd]+")
_QUOTED = re.compile(r'"((?:[^"\\\x00-\x08\x0a-\x1f\x7f\ufffd]|\\[^\x00-\x08\x0a-\x1f\x7f])*)"')
_LITERAL = re.compile(r"\[[^\[\]\\\s\x00-\x20\x7f\ufffd]*\]")
_WORD = re.compile(r"=\?[^?]+\?[bBqQ]\?[^?]*\?=")
_BLANKS = re.compile(r"[ \t]*")
# Bounded, because they are tried at every sign: an address is no longer than 254 signs (RFC 5321, 4.5.3.1.3).
_ANGLE = re.compile(r"<[ \t]{0,9}(?:@[^<>:\s]{1,254}:)?([^<>\s@]{1,254}@[^<>\s@]{1,254})[ \t]{0,9}>")
_BARE = re.compile(r"[^\s<>,;:\"()@]{1,254}@[^\s<>,;:\"()@]{1,254}")


class Mailbox(NamedTuple):
    """A name, decoded, and an address as it is without quotation marks."""

    name: str
    address: str


class AddressError(ValueError):
    """The list is malformed; ``comma``: because two addresses follow each other without one."""

    def __init__(self, reason: str, *, comma: bool = False) -> None:
        super().__init__(reason)
        self.comma = comma


def parse_addresses(value: str, *, commas: bool = False) -> list[Mailbox]:
    """The mailboxes of a raw value, groups flattened; raises AddressError where the list is malformed.

    ``commas``: put those that lack between two addresses.
    """
    value = value[:LONGEST_FIELD]
    try:
        return _Parser(value).addresses()
    except AddressError as error:
        if not error.comma or not commas:
            raise
    return _Parser(_with_commas(value)).addresses()


def addresses_in(value: str) -> list[str]:
    """The addresses in a raw value; where the list is malformed those that stand in angle brackets, or else bare."""
    try:
        return [mailbox.address for mailbox in _Parser(value[:LONGEST_FIELD]).addresses()]
    except AddressError:
        value = value[:LONGEST_FIELD]
        return _ANGLE.findall(value) or _BARE.findall(value)


def is_address(text: str) -> bool:
    """Whether ``text`` is one address and nothing else; `a..b@example.com` is none."""
    parser = _Parser(text)
    try:
        parser.specification()
    except AddressError:
        return False
    return parser.rest() == "" and not text.startswith((" ", "\t"))


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def rest(self) -> str:
        return self._text[self._at :]

    def addresses(self) -> list[Mailbox]:
        found: list[Mailbox] = []
        while True:
            self._blanks()
            if self._takes(","):
                continue
            found += self._address(groups=True)
            self._comments()
            if self._is_over():
                return found
            if not self._takes(","):
                raise AddressError("expected comma", comma=True)
            while self._takes(","):
                self._blanks()
            self._blanks()
            if self._is_over():
                return found

    def specification(self) -> str:
        """local@domain."""
        start = self._at
        try:
            self._blanks()
            local = self._quoted() if self._next() == '"' else self._dot_atom()
            if not local:
                raise AddressError("nothing between the quotation marks")
            if not self._takes("@"):
                raise AddressError("missing @")
            self._blanks()
            literal = _LITERAL.match(self._text, self._at)
            if literal:
                _check_literal(literal[0])
                self._at = literal.end()
            return f"{local}@{literal[0] if literal else self._dot_atom()}"
        except AddressError:
            self._at = start
            raise

    def _address(self, *, groups: bool) -> list[Mailbox]:
        self._blanks()
        if self._is_over():
            raise AddressError("no address")
        try:
            address = self.specification()
        except AddressError:
            name = "" if self._next() == "<" else self._phrase()
            self._blanks()
            if groups and self._takes(":"):
                return self._group()
            if not self._takes("<"):
                raise AddressError("no address in angle brackets") from None
            address = self.specification()
            if not self._takes(">"):
                raise AddressError("unclosed angle bracket") from None
            return [_decoded(name, address)]
        self._blanks()
        name = self._comment() if self._next() == "(" else ""
        return [_decoded(" ".join(name.split()), address)]

    def _group(self) -> list[Mailbox]:
        found: list[Mailbox] = []
        self._blanks()
        if self._takes(";"):
            self._comments()
            return found
        while True:
            found += self._address(groups=False)
            self._comments()
            if self._takes(";"):
                self._comments()
                return found
            if not self._takes(","):
                raise AddressError("expected comma", comma=True)

    def _phrase(self) -> str:
        """Words in a row; encoded ones stand without a blank between them."""
        words: list[str] = []
        encoded: list[str] = []
        while True:
            if words or encoded:
                self._comments()
            self._blanks()
            if self._next() == '"':
                word = self._quoted()
            elif atom := _ATOM.match(self._text, self._at):
                self._at = atom.end()
                word = atom[0]
                if _WORD.fullmatch(word) and decode_words(word) != word:
                    encoded.append(word)
                    continue
            else:
                break
            if encoded:
                words.append(decode_words(" ".join(encoded)))
                encoded = []
            words.append(word)
        if encoded:
            words.append(decode_words(" ".join(encoded)))
        if not words:
            raise AddressError("no word in a name")
        return " ".join(words)

    def _dot_atom(self) -> str:
        atom = _ATOM.match(self._text, self._at)
        if atom is None or atom[0].startswith(".") or atom[0].endswith(".") or ".." in atom[0]:
            raise AddressError("no name, or a dot too many")
        self._at = atom.end()
        return atom[0]

    def _quoted(self) -> str:
        quoted = _QUOTED.match(self._text, self._at)
        if quoted is None:
            raise AddressError("unclosed quotation mark")
        self._at = quoted.end()
        return re.sub(r"\\(.)", r"\1", quoted[1])

    def _comments(self) -> None:
        self._blanks()
        while self._next() == "(":
            self._comment()
            self._blanks()

    def _comment(self) -> str:
        """What stands between the parentheses, those inside included."""
        start, depth = self._at + 1, 0
        while not self._is_over():
            sign = self._text[self._at]
            self._at += 2 if sign == "\\" else 1
            depth += (sign == "(") - (sign == ")")
            if depth > DEEPEST_COMMENT:
                break
            if depth == 0:
                return re.sub(r"\\(.)", r"\1", self._text[start : self._at - 1])
        raise AddressError("a comment that is never closed, or too deep")

    def _blanks(self) -> None:
        blanks = _BLANKS.match(self._text, self._at)
        assert blanks
        self._at = blanks.end()

    def _takes(self, sign: str) -> bool:
        if self._next() != sign:
            return False
        self._at += 1
        return True

    def _next(self) -> str:
        return self._text[self._at : self._at + 1]

    def _is_over(self) -> bool:
        return self._at >= len(self._text)


def _check_literal(literal: str) -> None:
    try:
        ip_address(literal[1:-1])
    except ValueError:
        raise AddressError("no address of a machine between the brackets") from None


def _decoded(name: str, address: str) -> Mailbox:
    return Mailbox(decode_words(name), decode_words(address))


def _with_commas(value: str) -> str:
    """``value`` with a comma after each address that lacks one, which is how mailers of old wrote lists."""
    pieces: list[str] = []
    in_quotes = in_domain = in_angles = escaped = False
    for sign in " ".join(value.split()):
        if escaped or sign == '"':
            in_quotes = in_quotes if escaped else not in_quotes
            escaped = False
        elif sign in "<>":
            in_angles = sign == "<"
        elif in_quotes:
            escaped = sign == "\\"
        elif sign == "@":
            in_domain = True
        elif in_domain and (sign in ",;" or (sign == " " and not in_angles)):
            in_domain = False
            sign = ", " if sign == " " else ","
        elif in_angles and sign == " ":
            continue
        pieces.append(sign)
    return "".join(pieces).removesuffix(",")
