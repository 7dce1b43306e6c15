"""The rules by which a recipient's side treats a message: each answers with a verdict, or not at all.

A rule is a small class with one interface, `Rule.judge`; a persona is an ordered list of them.
"""

from typing import Annotated

from pydantic import Field

from simulator.world.rules.authentication import Dmarc, Spoofing
from simulator.world.rules.content import HtmlMail, Links, SpamScore, Virus
from simulator.world.rules.holding import Delay, Quarantine
from simulator.world.rules.reception import DeadAddress, FullMailbox, Greylisting
from simulator.world.rules.senders import (
    AddressBook,
    BlockList,
    ForwarderList,
    MustReceive,
    NotMobile,
    SafeSenders,
    UnknownSender,
)

AnyRule = Annotated[
    AddressBook | BlockList | DeadAddress | Delay | Dmarc | ForwarderList | FullMailbox | Greylisting | HtmlMail
    | Links | MustReceive | NotMobile | Quarantine | SafeSenders | SpamScore | Spoofing | UnknownSender | Virus,
    Field(discriminator="rule"),
]  # fmt: skip
