"""What is filled into forms, as browsers do it and as they do not."""

from random import Random
from urllib.parse import quote_from_bytes

from fuzz import chance as by
from fuzz.worlds import FORMS

_VALUES = ("ex000000", "Passw0rd!x", f"ex000000@{FORMS}.example", "junk", "inbox", "件名", f"/{FORMS}/gmis/")
_ORIGINS = (
    "null",
    "http://evil.example",
    "http://127.0.0.1",
    "http://[",
    "http://[::1",
    "x",
    "",
    "\xff",
    "//",
    "http://127.0.0.1:x",
)


def _value(chance: Random) -> bytes:
    if by.one_in(chance, 3):
        return chance.choice(_VALUES).encode()
    if by.one_in(chance, 60):
        return b"x" * chance.choice((5_000, 60_000, 70_000))
    return chance.choice(
        (by.octets(chance), by.wire(by.text(chance, _VALUES)), "見本".encode("shift_jis"), "見".encode("utf-16"))
    )


def _names(chance: Random, names: tuple[str, ...]) -> list[str]:
    given = [name for name in names for _ in range(chance.choice((0, 1, 1, 1, 1, 2)))]
    return given + ["x"] * chance.choice((0, 0, 0, 1, 49, 60)) if by.one_in(chance, 5) else given


def encoded(chance: Random, names: tuple[str, ...]) -> str:
    """The fields ``names``, nearly, as a query string or a form has them."""
    safe = chance.choice(("", "", "%", "=&;+"))
    pairs = [f"{name}={quote_from_bytes(_value(chance), safe=safe)}" for name in _names(chance, names)]
    return chance.choice(("&", "&", "&", ";", "&&")).join(pairs)


def multipart(chance: Random, names: tuple[str, ...]) -> bytes:
    """The same in parts, whose boundary is b; now and then with mistakes in it."""
    parts = [
        b'--b\r\nContent-Disposition: form-data; name="%s"%s\r\n\r\n%s\r\n'
        % (
            name.encode(),
            chance.choice((b"", b"", b'; filename="x"', b"; filename*=utf-8''%ff", b'; name="x')),
            _value(chance),
        )
        for name in _names(chance, names)
    ]
    raw = b"".join(parts) + b"--b--\r\n"
    return by.mangled(chance, raw) if by.one_in(chance, 3) else raw


def headers(chance: Random) -> bytes:
    """Cookies, and now and then what no browser sends; a second Host comes before nobody's own."""
    lines = [b"Cookie: @@COOKIE@@"] if by.one_in(chance, 3) else []
    if by.one_in(chance, 4):
        lines.append(b"Cookie: " + by.wire(by.text(chance, ("sid=x; sid=y", "@@COOKIE@@"))))
    if by.one_in(chance, 12):
        lines.append(b"Origin: " + chance.choice(_ORIGINS).encode("latin-1"))
    if by.one_in(chance, 12):
        lines.append(b"Accept-Language: " + by.wire(by.text(chance)))
    if by.one_in(chance, 12):
        lines.append(b"Sec-Fetch-Site: " + chance.choice((b"cross-site", b"same-origin", b"", b"\xff")))
    cleaned = [line.translate(None, b"\r\n\0") for line in lines]
    return b"".join(line + b"\r\n" for line in cleaned)
