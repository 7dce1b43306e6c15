"""The events of a world, told again as a scenario."""

from datetime import datetime

from fixtures.control import Event
from gmis.answers import Answers
from gmis.feature_text import Draft
from gmis.leaflet import tags_of
from gmis.retold.browsers import Browsers
from gmis.retold.circumstances import Rights, say_world, settings_to_begin_with
from gmis.retold.ending import say_ending
from gmis.retold.faults import Faults
from gmis.retold.mail_owner import MailOwner
from gmis.retold.mailbox_owner import MailboxOwner
from gmis.retold.of_mail import OfMail
from gmis.retold.of_pages import OfPages
from gmis.retold.of_user import OfUser
from gmis.retold.of_world import OfWorld
from gmis.retold.office_days import office_days
from gmis.retold.reader import Reader
from gmis.retold.scanner import visits
from gmis.retold.script import Script
from gmis.retold.telling import Telling
from gmis.retold.world_seen import WorldSeen

_SAID = "まだ聞いていません"
_CAUSED = frozenset({
    "world.created", "link.issued", "mail.queued", "mail.verdict", "mail.forwarded", "mail.deferred", "mail.bounced",
    "account.locked", "scanner.opened", "scanner.clicked", "scanner.skipped", "scanner.failed",
})  # fmt: skip
"""Kinds that follow by themselves from what is told, as do those of a scanner's visit."""
_DUE = frozenset({"clock.moved", "scanner.opened", "mail.deferred", "mail.bounced", "address.changed"})
"""Kinds that say that something became due: the time until what comes next counts to the second."""
_SETUP = frozenset({
    "world.created", "clock.moved", "settings.changed", "defects.changed", "fault.added", "institution.changed",
    "mailbox.changed",
})  # fmt: skip
"""Kinds with which a story does not begin."""
_STEPS = {
    "login.refused": "①", "reset.requested": "③", "link.opened": "④", "link.confirmed": "⑤", "link.refused": "⑤",
    "password.refused": "⑦", "password.changed": "⑦", "report.opened": "後", "report.refused": "後",
}  # fmt: skip
_TYPED = ("password.", "login.", "session.started")


def retell(seen: WorldSeen, said: str | None, step: str | None, device: str | None) -> Draft:
    """``step``: that of the leaflet, or None: as far as it came."""
    story = Story(seen, device)
    story.tell()
    reached = [_STEPS[event.kind] for event in seen.events if event.kind in _STEPS]
    answers = Answers(said or _SAID, step or (reached[-1] if reached else "①"))
    return Draft(
        answers.said,
        tags_of(answers),
        "手で再現したとおりにすると、同じことが起きる",
        story.now.script.lines,
        "assumed 世界で手で再現したものから書いた",
        _remarks(story.now),
    )


class Story:
    """``now``: how far it is told."""

    def __init__(self, seen: WorldSeen, device: str | None) -> None:
        self._seen = seen
        self._scanner = visits(seen.events)
        self._rights = {name: Rights(seen, name) for name in seen.institutions}
        begin = self._begin()
        script = Script(datetime.fromisoformat(begin.at))
        reader = Reader(seen, script)
        settings = settings_to_begin_with(seen) | office_days(seen)
        self.now = Telling(seen, script, Browsers(script, device), reader, settings, begin.seq)
        self._mailboxes = MailboxOwner(seen, script, reader)
        faults = Faults(seen, script)
        self._pages = OfPages(self.now, faults)
        self._tells = {
            **OfWorld(self.now, self._rights, self._mailboxes, faults).tells,
            **OfUser(self.now, self._phone).tells,
            **self._pages.tells,
            **OfMail(self.now, MailOwner(script, reader, seen.events)).tells,
        }

    def tell(self) -> None:
        """Write the whole script."""
        now, events = self.now, self._seen.events
        now.script.begin()
        say_world(self._seen, now.script, now.settings)
        now.be(self._first_user())
        for rights in self._rights.values():
            rights.say(now.script, 0)
        self._mailboxes.begin()
        now.browsers.begin(phone=self._phone(0) is True)
        for event in events:
            self._tell(event)
        self._pages.wandering.end()
        if events[-1].kind == "clock.moved":
            now.come_to(events[-1])
        by_people = [event for event in events if event.seq not in self._scanner]
        say_ending(now.script, now.reader, by_people, mail_matters=now.mail_matters)

    def _tell(self, event: Event) -> None:
        if event.kind in _DUE or (event.kind == "mail.moved" and event.data["by"] != "owner"):
            self.now.script.be_exact()
        if event.seq in self._scanner or event.kind in _CAUSED:
            self.now.caused[event.kind] += 1
        elif event.kind in self._tells:
            self._tells[event.kind](event)
        else:
            self.now.script.remark(f"書ける文がない出来事: {event.kind} ({event.at})")

    def _begin(self) -> Event:
        """The first thing that a person did; where an account was locked to begin with, that, since a lock lasts."""
        events = self._seen.events
        acts = [event for event in events if event.kind not in _SETUP and event.seq not in self._scanner]
        locked = any(rights.locked_to_begin_with() for rights in self._rights.values())
        return events[0] if locked or not acts else acts[0]

    def _first_user(self) -> str:
        known = {name.lower(): name for name in self._seen.institutions}
        names = [str(event.data["username"]).lower() for event in self._seen.events if "username" in event.data]
        return next((known[name] for name in names if name in known), next(iter(known.values()), ""))

    def _phone(self, after: int) -> bool | None:
        """Whether what happens next on G-MIS happens on a phone; None: nobody can tell."""
        for event in self._seen.events[after:]:
            if event.kind == "session.started" and after:
                return None
            if event.kind in ("report.opened", "report.refused"):
                known = not self.now.settings["report_on_phones"] and event.data.get("reason") != "night"
                return event.data.get("reason") == "phone" if known else None
        return None


def _remarks(now: Telling) -> list[str]:
    remarks = []
    if caused := "、".join(f"{kind} {count}" for kind, count in sorted(now.caused.items()) if count):
        remarks += ["手順の結果として起きるので、書いていない出来事:", f"  {caused}"]
    if any(event.kind.startswith(_TYPED) for event in now.seen.events):
        remarks.append("パスワードは記録に残らないので、同じ結果になる例を書いた。")
    return [*remarks, ""] if remarks else []
