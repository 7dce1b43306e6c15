"""Values with parameters: Content-Type and Content-Disposition, RFC 2045 and 2231, forgiving."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from gmis_simulator.mime import charsets
from gmis_simulator.mime.budget import MOST_PARAMETERS, Budget
from gmis_simulator.mime.words import decode_words

# One parameter, up to the semicolon that ends it; a quotation mark that is never closed reaches to the end.
_PARAMETER = re.compile(r'([^;="]*)=[ \t]*(?:"((?:[^"\\]|\\.)*)(?:"[^;]*|$)|([^;]*))', re.DOTALL)
_WITHOUT_VALUE = re.compile(r"[^;]*")
_EXTENDED = re.compile(r"(.+?)(?:\*(\d{1,4}))?(\*)?")
_BARE_TYPES = {"text/": "text/plain", "application/": "application/octet-stream", "multipart/": "multipart/mixed"}


@dataclass(frozen=True, slots=True)
class Parameterised:
    """``value`` in lower case, empty where there is none; ``parameters`` by their names in lower case, decoded."""

    value: str = ""
    parameters: dict[str, str] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """A parameter; empty when it is not there."""
        return self.parameters.get(name, "")


def parse(text: str, budget: Budget, name: str) -> Parameterised:
    """Read the ``text`` of the field ``name``; of a parameter that comes twice the first counts. Never raises."""
    text = budget.within(text, name)
    value, _, rest = text.partition(";")
    if "=" in value:  # no type at all
        value, rest = "application/octet-stream", text
    plain: dict[str, str] = {}
    extended: dict[str, dict[int, tuple[str, bool]]] = {}
    for number, (key, given) in enumerate(_parameters(rest)):
        if number >= MOST_PARAMETERS:
            budget.exceeded("parameters", name=name, read=MOST_PARAMETERS)
            break
        match = _EXTENDED.fullmatch(key)
        if match and (match[2] or match[3]):
            extended.setdefault(match[1], {}).setdefault(int(match[2] or 0), (given, bool(match[3])))
        else:
            plain.setdefault(key, decode_words(given))
    plain |= {key: _joined(pieces) for key, pieces in extended.items() if 0 in pieces}
    return Parameterised(_type(value.strip().lower()), plain)


def _type(value: str) -> str:
    """A type and its subtype, no more; where the subtype is missing the one that is meant."""
    if value.endswith("/"):
        return _BARE_TYPES.get(value, "application/octet-stream")
    return "/".join(value.split("/")[:2])


def _parameters(text: str) -> Iterator[tuple[str, str]]:
    position = 0
    while position < len(text):
        match = _PARAMETER.match(text, position)
        if match is None:
            match = _WITHOUT_VALUE.match(text, position)
            assert match
        else:
            key = match[1].strip().lower()
            quoted = match[2]
            if key:
                yield key, re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else match[3].strip()
        position = match.end() + 1


def _joined(pieces: dict[int, tuple[str, bool]]) -> str:
    """The value of a parameter in pieces, numbered from 0 on; what comes after a gap does not count."""
    charset = ""
    data = b""
    for number in range(len(pieces)):
        if number not in pieces:
            break
        text, is_encoded = pieces[number]
        if is_encoded and number == 0 and text.count("'") >= 2:
            charset, _, text = text.split("'", 2)
        data += unquote_to_bytes(text) if is_encoded else text.encode("utf-8", "replace")
    try:
        return charsets.decode(data, charset) if charset else charsets.utf8(data)
    except LookupError:
        return charsets.utf8(data)
