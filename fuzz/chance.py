"""Hostile texts and bytes, by chance: the same seed gives the same ones."""

from collections.abc import Callable
from random import Random

ODD = (
    "", " ", "\0", "\r\n", "\n\n", "'", '"', "<", ">", "&", "%", "%00", "%ff", "%zz", "..", "../", "/", "\\", "@",
    "{{7*7}}",
    "{world}", "{", "\ud800", "\udfff\ud800", "\ufeff", "\u202e", "\u2028", "\u0130", "\u00df", "０", "①", "ﷺ", "🏥",
    "Z͑ͫ̓", "A" * 300, "あ" * 3000,
    "-1", "0", "1e999", "NaN", "None", "null", "true", "1" * 5000, "9223372036854775808", "0x10", "٣", "²",
    "=?utf-8?B?", "//", "http://[", "javascript:1",
    "\x7f", "\x85", "\x1b[2J", "() { :;}", "$(id)", "' OR 1=1 --", "xn--", "a.b@c", "Content-Length: 0", "\t", "*",
    "?", "[", "(" * 200, "^(a+)+$",
)  # fmt: skip


def numbered(seed: int, area: str, number: int) -> Random:
    """The chance of that input: it does not depend on those before it."""
    return Random(f"{seed}/{area}/{number}")  # noqa: S311 (repeatable on purpose)


def one_in(chance: Random, many: int) -> bool:
    """True once in ``many`` times."""
    return chance.randrange(many) == 0


def text(chance: Random, known: tuple[str, ...] = ()) -> str:
    """An odd one, one of any characters, or a piece of ``known`` with something odd in it."""
    kind = chance.randrange(4)
    if kind == 0:
        return "".join(chr(chance.choice((chance.randrange(128), chance.randrange(0x3100), chance.randrange(0x110000))))
                       for _ in range(chance.randrange(12)))  # fmt: skip
    if kind == 1 or not known:
        return chance.choice(ODD)
    whole = chance.choice(known)
    at = chance.randrange(len(whole) + 1)
    return whole[:at] + chance.choice(ODD) + whole[at:]


def octets(chance: Random, longest: int = 40) -> bytes:
    """Bytes of any value."""
    return chance.randbytes(chance.randrange(longest + 1))


def wire(of: str) -> bytes:
    """UTF-8, where lone surrogates become what is no UTF-8."""
    return of.encode("utf-8", "surrogatepass")


def _flip(chance: Random, raw: bytes, at: int) -> bytes:
    return raw[:at] + bytes([chance.randrange(256)]) + raw[at + 1 :]


def _insert(chance: Random, raw: bytes, at: int) -> bytes:
    return raw[:at] + chance.choice((wire(chance.choice(ODD)), octets(chance))) + raw[at:]


def _cut(chance: Random, raw: bytes, at: int) -> bytes:
    return raw[:at] + raw[at + chance.randrange(1, 80) :]


def _end(_: Random, raw: bytes, at: int) -> bytes:
    return raw[:at]


def _again(chance: Random, raw: bytes, at: int) -> bytes:
    return raw[:at] + raw[at : at + chance.randrange(1, 60)] * chance.choice((2, 2, 30)) + raw[at:]


def _line(chance: Random, raw: bytes, _: int) -> bytes:
    lines = raw.splitlines(keepends=True) or [b""]
    lines.insert(chance.randrange(len(lines) + 1), lines.pop(chance.randrange(len(lines))))
    return b"".join(lines)


_MUTATIONS: tuple[Callable[[Random, bytes, int], bytes], ...] = (
    _flip,
    _flip,
    _insert,
    _insert,
    _cut,
    _end,
    _again,
    _line,
)


def mangled(chance: Random, raw: bytes) -> bytes:
    """``raw`` with one to five mistakes in it."""
    for _ in range(chance.choice((1, 1, 1, 2, 3, 5))):
        raw = chance.choice(_MUTATIONS)(chance, raw, chance.randrange(len(raw) + 1))
    return raw
