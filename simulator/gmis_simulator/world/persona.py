"""A persona: a kind of recipient, as data. What it decides, and in which order, with the source of that."""

from itertools import pairwise
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from gmis_api.language import N_, _, listed
from gmis_api.shown import shown
from gmis_simulator.world.names import unknown
from gmis_simulator.world.rules import AnyRule
from gmis_simulator.world.sender_lists import ListName, SenderLists

SOURCES = ("manual", "platform", "public", "assumed")


class WrongKey(ValueError):
    """``key`` deep in a persona is wrong: it holds ``value``, and the message is the rule."""

    def __init__(self, key: str, value: str, rule: str) -> None:
        super().__init__(rule)
        self.key, self.value = key, value


class Switch(BaseModel):
    """A switch of the owner's settings page, by the name that this kind of recipient gives it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    options: dict[str, str] = {"on": "利用する", "off": "利用しない"}  # value → what the page calls it
    default: str = "on"

    @model_validator(mode="after")
    def _default_is_an_option(self) -> Self:
        if self.default not in self.options:
            raise ValueError(
                _("default {value!r} must be one of {options}", value=self.default, options=listed(self.options))
            )
        return self


class Persona(BaseModel):
    """``rules`` in their order of precedence; rules that answer at RCPT come first, since they are asked first.

    ``lists``: the lists that the owner may keep, by their names there; ``entries``: what is in them to begin with.
    ``settings``: switches that differ from their defaults. ``clutter``: mails that fill the mailbox to begin with.
    ``forward_to``: the persona of another mailbox, to which everything is forwarded.
    ``links``: what becomes of links in a mail: kept, rewritten as Safe Links does it, or turned into text.
    ``scanner``: seconds after delivery at which a scanner opens the links, None: there is none.
    ``junk_links``: whether links work in 迷惑メール. ``text_only``: the owner reads mails as text.
    ``answers``: what goes back to the sender by itself. ``clip``: signs of a mail's text that are shown at first.
    ``garbled``: mails are shown in another charset than theirs at first.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str = Field(min_length=1, max_length=60)
    source: str
    note: str = ""
    lists: dict[ListName, str] = {"safe_senders": "安全な差出人", "blocked_senders": "拒否リスト"}
    entries: SenderLists = SenderLists()
    switches: dict[str, Switch] = {}
    settings: dict[str, str] = {}
    rules: list[AnyRule]
    clutter: int = Field(0, ge=0, le=10_000)
    forward_to: str | None = None
    links: Literal["kept", "safe-links", "text"] = "kept"
    scanner: int | None = Field(None, ge=1, le=86_400)
    junk_links: bool = True
    text_only: bool = False
    answers: Literal["no", "out-of-office", "challenge"] = "no"
    garbled: bool = False
    clip: int | None = Field(None, ge=1, le=100_000)

    @field_validator("source")
    @classmethod
    def _names_its_source(cls, source: str) -> str:
        if source.split(":")[0].split(" ")[0] not in SOURCES:
            raise ValueError(
                _("must begin with one of {sources}, then a colon and where it is from", sources=listed(SOURCES))
            )
        return source

    @field_validator("rules")
    @classmethod
    def _rcpt_first(cls, rules: list[AnyRule]) -> list[AnyRule]:
        for number, (before, rule) in enumerate(pairwise(rules), start=1):
            if (before.stage, rule.stage) == ("message", "envelope"):
                said = _("rules that answer at RCPT (dead-address, full-mailbox, greylisting) must come first")
                raise WrongKey(f"rules.{number}.rule", rule.rule, said)
        return rules

    @model_validator(mode="after")
    def _switches_are_known(self) -> Self:
        for key, value in self.settings.items():
            self._check(f"settings.{key}", value, {key: value})
        for number, rule in enumerate(self.rules):
            key, value = rule.when.partition("=")[::2]
            if key:
                self._check(f"rules.{number}.when", rule.when, {key: value or "on"})
        return self

    def _check(self, at: str, value: str, settings: dict[str, str]) -> None:
        try:
            self.check_settings(settings)
        except ValueError as error:
            raise WrongKey(at, value, str(error)) from None

    def check_settings(self, settings: dict[str, str]) -> None:
        """Raises ValueError for a switch or a value that this persona does not know."""
        for key, value in settings.items():
            if key not in self.switches:
                raise ValueError(unknown(key, self.switches, N_("switch")))
            if value not in self.switches[key].options:
                options = listed(self.switches[key].options)
                raise ValueError(
                    _(
                        "switch {key!r} cannot be {value}; allowed: {options}",
                        key=key,
                        value=shown(value),
                        options=options,
                    )
                )

    def switched(self) -> dict[str, str]:
        """The value of every switch."""
        return {key: switch.default for key, switch in self.switches.items()} | self.settings


NO_FILTER = Persona(title="規則なし", source="assumed: no rule at all", rules=[])
