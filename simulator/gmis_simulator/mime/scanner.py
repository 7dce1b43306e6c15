"""The words of an address: atoms, quoted strings, comments (RFC 5322, 3.2), one after the other, in one pass."""

import re

from gmis_simulator.mime.budget import DEEPEST_COMMENT

ATOM = re.compile(r"[^\s()<>\[\]:;@\\,\"\x00-\x20\x7f\ufffd]+")
_QUOTED = re.compile(r'"((?:[^"\\\x00-\x08\x0a-\x1f\x7f\ufffd]|\\[^\x00-\x08\x0a-\x1f\x7f])*)"')
_BLANKS = re.compile(r"[ \t]*")
_ESCAPED = re.compile(r"\\(.)")


class AddressError(ValueError):
    """The list is malformed; ``comma``: because two addresses follow each other without one."""

    def __init__(self, reason: str, *, comma: bool = False) -> None:
        super().__init__(reason)
        self.comma = comma


class Scanner:
    """Stands somewhere in ``text``. Each method that takes something raises AddressError where it is not there."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def rest(self) -> str:
        """What is left."""
        return self.text[self.at :]

    def dot_atom(self) -> str:
        """Atoms with single dots between them."""
        atom = ATOM.match(self.text, self.at)
        if atom is None or atom[0].startswith(".") or atom[0].endswith(".") or ".." in atom[0]:
            raise AddressError("no name, or a dot too many")
        self.at = atom.end()
        return atom[0]

    def quoted(self) -> str:
        """What stands between quotation marks, without its backslashes."""
        quoted = _QUOTED.match(self.text, self.at)
        if quoted is None:
            raise AddressError("unclosed quotation mark")
        self.at = quoted.end()
        return _ESCAPED.sub(r"\1", quoted[1])

    def comments(self) -> None:
        """Pass over blanks and comments."""
        self.blanks()
        while self.next() == "(":
            self.comment()
            self.blanks()

    def comment(self) -> str:
        """What stands between the parentheses, those inside included."""
        start, depth = self.at + 1, 0
        while not self.is_over():
            sign = self.text[self.at]
            self.at += 2 if sign == "\\" else 1
            depth += (sign == "(") - (sign == ")")
            if depth > DEEPEST_COMMENT:
                break
            if depth == 0:
                return _ESCAPED.sub(r"\1", self.text[start : self.at - 1])
        raise AddressError("a comment that is never closed, or too deep")

    def blanks(self) -> None:
        """Pass over blanks."""
        blanks = _BLANKS.match(self.text, self.at)
        assert blanks
        self.at = blanks.end()

    def takes(self, sign: str) -> bool:
        """Whether the next is ``sign``, which is then passed over."""
        if self.next() != sign:
            return False
        self.at += 1
        return True

    def next(self) -> str:
        """The next sign; empty at the end."""
        return self.text[self.at : self.at + 1]

    def is_over(self) -> bool:
        """Whether nothing is left."""
        return self.at >= len(self.text)
