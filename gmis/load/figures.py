"""The figures of a rush: what users do, how often, and from where that is known."""

import math
import tomllib
from pathlib import Path
from random import Random
from typing import Annotated, Generic, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from gmis_api.language import _, listed
from gmis_api.nearest import nearest

RUSHES = Path(__file__).parent / "rushes"

T = TypeVar("T", int, str)
Part = Annotated[float, Field(ge=0, le=1)]


class WrongRush(ValueError):
    """There is no such rush, or its file is wrong; the message names what, and what helps."""


class _Figure(BaseModel):
    """``source`` begins with where it is known from, as that of a setting does."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    source: str = Field(pattern=r"^(manual|platform|public|assumed)\b")


class Share(_Figure):
    """So many of all."""

    share: Part

    def draw(self, chance: Random) -> bool:
        """Whether this one is among them."""
        return chance.random() < self.share


class Spread(_Figure, Generic[T]):
    """So many of each."""

    shares: dict[T, Part]

    @model_validator(mode="after")
    def _all_of_them(self) -> Self:
        if not math.isclose(whole := sum(self.shares.values()), 1):
            raise ValueError(_("shares: they add up to {whole:g}, and must to 1", whole=whole))
        return self

    def draw(self, chance: Random) -> T:
        """One of them."""
        return chance.choices(list(self.shares), list(self.shares.values()))[0]


class Remedy(_Figure):
    """How the owner of a mailbox lets the mail in: an ``entry`` for a ``list``, or every one of its ``switches``."""

    list: str = ""
    entry: str = ""
    switches: dict[str, str] = {}


class Rush(BaseModel):
    """What users do in worlds that begin as ``preset``; ``mailboxes`` and ``remedies`` by persona."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    preset: str
    forgotten: Share
    wrong_tries: Spread[int]
    requests: Spread[int]
    minutes_until_read: Spread[int]
    mailboxes: Spread[str]
    helped: Share
    minutes_until_help: Spread[int]
    remedies: dict[str, Remedy]


def rushes() -> list[str]:
    """Those that there are, by name."""
    return sorted(path.stem for path in RUSHES.glob("*.toml"))


def rush_of(name: str) -> Rush:
    """The rush of that name; raises WrongRush."""
    if name not in (known := rushes()):
        hint = "".join(_("did you mean {name!r}? ", name=near) for near in nearest(name, known))
        raise WrongRush(
            _("no figures for the preset {name!r}; {hint}there are: {known}", name=name, hint=hint, known=listed(known))
        )
    return read_rush(RUSHES / f"{name}.toml")


def read_rush(path: Path) -> Rush:
    """The rush of that file; raises WrongRush with file, key and rule."""
    try:
        return Rush.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise WrongRush(f"{path.name}: {where}: {first['msg'].removeprefix('Value error, ')}") from None
    except (OSError, ValueError) as error:
        raise WrongRush(f"{path.name}: {error}") from None
