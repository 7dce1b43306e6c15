"""The name of a world, which is a path segment of every URL and a label of every mail address in it."""

import re
from collections.abc import Iterable

from gmis_api.nearest import nearest
from gmis_api.shown import shown

NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
_MOST = 60  # names that are still read in a sentence
RESERVED = frozenset({"api", "static", "favicon.ico", "robots.txt", "token"})  # paths of the server itself
_DOMAIN = re.compile(r"(?:[^.@\s]{1,63}\.){0,4}(?P<world>[a-z0-9-]{1,63})\.(?:example|test)")


def check_name(name: str) -> str:
    """``name`` itself; raises ValueError with the rule when it cannot name a world."""
    if not NAME.fullmatch(name) or name in RESERVED:
        raise ValueError(
            f"{shown(name)} cannot name a world: 1 to 40 of a-z, 0-9 and '-', not at either end, not 'api'"
        )
    return name


def world_name_in(address: str) -> str | None:
    """The name of the world that ``address`` belongs to: the label before .example or .test."""
    _, at, domain = address.rpartition("@")
    return world_name_of_host(domain) if at else None


def world_name_of_host(host: str) -> str | None:
    """The name of the world that ``host`` belongs to."""
    match = _DOMAIN.fullmatch(host.lower())
    return match["world"] if match else None


def forwarded(address: str, world: str) -> str:
    """The address to which the mail of ``address`` is forwarded."""
    return f"{address.partition('@')[0]}@forwarded.{world}.example"


def unknown(name: object, known: Iterable[str], what: str) -> str:
    """The sentence for a ``name`` that is none of ``known``, each of which is a ``what``, such as a persona."""
    names = list(known)
    hint = "".join(f"did you mean {near!r}? " for near in nearest(str(name), names))
    if len(names) > _MOST:
        return f"{what} {shown(name)} is unknown; {hint}allowed: {len(names)} names, which GET /api/catalogue lists"
    return f"{what} {shown(name)} is unknown; {hint}allowed: {', '.join(names) or 'none'}"
