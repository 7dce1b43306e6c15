"""How far the telling has come: what all that tells a part of it shares."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from fixtures.control import Event
from gmis.retold.browsers import Browsers
from gmis.retold.circumstances import USERNAME
from gmis.retold.reader import Reader
from gmis.retold.script import Script
from gmis.retold.world_seen import WorldSeen


@dataclass(slots=True)
class Telling:
    """``begin``: the number of the event with which it begins; ``settings``: as they are at that moment.

    ``caused``: how many events of each kind are not told, because they follow from what is. ``mail_matters``: what is
    in the mailbox tells how it came out. ``in_request``: what the page that is answered next is about is told already.
    """

    seen: WorldSeen
    script: Script
    browsers: Browsers
    reader: Reader
    settings: dict[str, Any]
    begin: int
    user_name: str = ""
    caused: Counter[str] = field(default_factory=Counter)
    mail_matters: bool = False
    in_request: bool = False
    _addresses: set[str] = field(default_factory=set)  # of users whose address was said

    def come_to(self, event: Event) -> None:
        """Let the time pass until then."""
        if event.seq > self.begin:
            self.script.come_to(datetime.fromisoformat(event.at))

    def act(self, event: Event, username: str | None = None) -> None:
        """A person did that, ``username`` if it is known who: the page that is answered next belongs to it."""
        self.come_to(event)
        self.in_request = True
        if username is not None:
            self.be(username)

    def be(self, username: str) -> None:
        """The user is that one from now on, if there is such an institution."""
        known = next((name for name in self.seen.institutions if name.lower() == username.lower()), None)
        if known is None or known == self.user_name:
            return
        if self.user_name or known.lower() != USERNAME:
            self.script.say("given", f"利用者はユーザ名「{known}」の担当者である")
        self.user_name = known
        usual = f"{known.lower()}@{self.seen.name}.example"
        changed = any(e.kind == "address.changed" and e.data["username"] == known for e in self.seen.events)
        self.reader.registered = usual if changed else self.seen.institutions[known].registered_address
        if known in self._addresses:
            return
        self._addresses.add(known)
        if not self.reader.registered:
            self.script.say("given", "メールアドレスが登録されていない")
        elif self.reader.registered != usual:
            self.script.say("given", f"登録メールアドレスは「{self.seen.short(self.reader.registered)}」である")
