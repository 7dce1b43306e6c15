"""The name of a world, which is a path segment of every URL and a label of every mail address in it."""

import re
from collections.abc import Iterable

from gmis_api.language import _, listed
from gmis_api.nearest import nearest
from gmis_api.shown import shown

NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")
_MOST = 60  # names that are still read in a sentence
RESERVED = frozenset({"api", "static", "favicon.ico", "metrics", "robots.txt", "token"})  # paths of the server itself
_DOMAIN = re.compile(r"(?:[^.@\s]{1,63}\.){0,4}(?P<world>[a-z0-9-]{1,63})\.(?:example|test)")


def can_name(name: str) -> bool:
    """Whether a world can have that ``name``."""
    return bool(NAME.fullmatch(name)) and name not in RESERVED


def check_name(name: str) -> str:
    """``name`` itself; raises ValueError with the rule when it cannot name a world."""
    if not can_name(name):
        raise ValueError(
            _("{name} cannot name a world: 1 to 40 of a-z, 0-9 and '-', not at either end, not 'api'", name=shown(name))
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
    """The sentence for a ``name`` that is none of ``known``; each is a ``what``, such as a persona, marked by `N_`."""
    names = list(known)
    hint = "".join(_("did you mean {name!r}? ", name=near) for near in nearest(str(name), names))
    allowed = listed(names) or _("none")
    if len(names) > _MOST:
        allowed = _("{count} names, which GET /api/catalogue lists", count=len(names))
    return _(
        "{what} {name} is unknown; {hint}allowed: {allowed}", what=_(what), name=shown(name), hint=hint, allowed=allowed
    )
