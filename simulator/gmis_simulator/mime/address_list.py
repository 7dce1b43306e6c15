"""The grammar of an address list, as strict as Go's net/mail: one malformed address, and there is no list."""

import re
from ipaddress import ip_address
from typing import NamedTuple

from gmis_simulator.mime.scanner import ATOM, AddressError, Scanner
from gmis_simulator.mime.words import decode_words

_LITERAL = re.compile(r"\[[^\[\]\\\s\x00-\x20\x7f\ufffd]*\]")
_WORD = re.compile(r"=\?[^?]+\?[bBqQ]\?[^?]*\?=")


class Mailbox(NamedTuple):
    """A name, decoded, and an address as it is without quotation marks."""

    name: str
    address: str


class ListParser(Scanner):
    """Reads one list, or one address."""

    def addresses(self) -> list[Mailbox]:
        """All mailboxes, groups flattened."""
        found: list[Mailbox] = []
        while True:
            self.blanks()
            if self.takes(","):
                continue
            found += self._address(groups=True)
            self.comments()
            if self.is_over():
                return found
            if not self.takes(","):
                raise AddressError("expected comma", comma=True)
            while self.takes(","):
                self.blanks()
            self.blanks()
            if self.is_over():
                return found

    def specification(self) -> str:
        """local@domain."""
        start = self.at
        try:
            self.blanks()
            local = self.quoted() if self.next() == '"' else self.dot_atom()
            if not local:
                raise AddressError("nothing between the quotation marks")
            if not self.takes("@"):
                raise AddressError("missing @")
            self.blanks()
            literal = _LITERAL.match(self.text, self.at)
            if literal:
                _check_literal(literal[0])
                self.at = literal.end()
            return f"{local}@{literal[0] if literal else self.dot_atom()}"
        except AddressError:
            self.at = start
            raise

    def _address(self, *, groups: bool) -> list[Mailbox]:
        self.blanks()
        if self.is_over():
            raise AddressError("no address")
        try:
            address = self.specification()
        except AddressError:
            name = "" if self.next() == "<" else self._phrase()
            self.blanks()
            if groups and self.takes(":"):
                return self._group()
            if not self.takes("<"):
                raise AddressError("no address in angle brackets") from None
            address = self.specification()
            if not self.takes(">"):
                raise AddressError("unclosed angle bracket") from None
            return [_decoded(name, address)]
        self.blanks()
        name = self.comment() if self.next() == "(" else ""
        return [_decoded(" ".join(name.split()), address)]

    def _group(self) -> list[Mailbox]:
        found: list[Mailbox] = []
        self.blanks()
        if self.takes(";"):
            self.comments()
            return found
        while True:
            found += self._address(groups=False)
            self.comments()
            if self.takes(";"):
                self.comments()
                return found
            if not self.takes(","):
                raise AddressError("expected comma", comma=True)

    def _phrase(self) -> str:
        """Words in a row; encoded ones stand without a blank between them."""
        words: list[str] = []
        encoded: list[str] = []
        while True:
            if words or encoded:
                self.comments()
            self.blanks()
            if self.next() == '"':
                word = self.quoted()
            elif atom := ATOM.match(self.text, self.at):
                self.at = atom.end()
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


def _check_literal(literal: str) -> None:
    try:
        ip_address(literal[1:-1])
    except ValueError:
        raise AddressError("no address of a machine between the brackets") from None


def _decoded(name: str, address: str) -> Mailbox:
    return Mailbox(decode_words(name), decode_words(address))
