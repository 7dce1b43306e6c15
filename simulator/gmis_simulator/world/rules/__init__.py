"""The rules by which a recipient's side treats a message: each answers with a verdict, or not at all.

A rule is a small class with one interface, `Rule.judge`; a persona is an ordered list of them.
"""

from typing import Annotated, get_args

from pydantic import Field

from gmis_simulator.world.rules.authentication import Dmarc, Spoofing
from gmis_simulator.world.rules.content import HtmlMail, Links, SpamScore, Virus
from gmis_simulator.world.rules.holding import Challenge, Delay, Quarantine
from gmis_simulator.world.rules.reception import DeadAddress, FullMailbox, Greylisting
from gmis_simulator.world.rules.rule import Rule
from gmis_simulator.world.rules.senders import (
    AddressBook,
    BlockList,
    ForwarderList,
    MustReceive,
    NotMobile,
    SafeSenders,
    UnknownSender,
)

__all__ = [
    "RULES",
    "AddressBook",
    "AnyRule",
    "BlockList",
    "Challenge",
    "DeadAddress",
    "Delay",
    "Dmarc",
    "ForwarderList",
    "FullMailbox",
    "Greylisting",
    "HtmlMail",
    "Links",
    "MustReceive",
    "NotMobile",
    "Quarantine",
    "SafeSenders",
    "SpamScore",
    "Spoofing",
    "UnknownSender",
    "Virus",
]

AnyRule = Annotated[
    AddressBook | BlockList | Challenge | DeadAddress | Delay | Dmarc | ForwarderList | FullMailbox | Greylisting
    | HtmlMail | Links | MustReceive | NotMobile | Quarantine | SafeSenders | SpamScore | Spoofing | UnknownSender
    | Virus,
    Field(discriminator="rule"),
]  # fmt: skip

RULES: dict[str, type[Rule]] = {kind.model_fields["rule"].default: kind for kind in get_args(get_args(AnyRule)[0])}
"""The class of each rule by its name in a persona's file."""
