"""The events that say what the world was like, and became."""

from collections import Counter

from fixtures.control import Event
from gmis.retold.circumstances import Rights, say_defects, say_setting
from gmis.retold.faults import Faults
from gmis.retold.mailbox_owner import MailboxOwner
from gmis.retold.telling import Telling


class OfWorld:
    """``rights``: of each institution, by its user name."""

    def __init__(self, now: Telling, rights: dict[str, Rights], mailboxes: MailboxOwner, faults: Faults) -> None:
        self._now, self._rights, self._mailboxes, self._faults = now, rights, mailboxes, faults
        self._changes: Counter[str] = Counter()
        self.tells = {
            "clock.moved": self._clock_moved,
            "settings.changed": self._settings_changed,
            "defects.changed": self._defects_changed,
            "institution.changed": self._institution_changed,
            "mailbox.changed": self._mailbox_changed,
            "fault.added": self._fault_added,
            "fault.hit": self._faults.hit,
            "fault.ended": self._fault_ended,
        }

    def _clock_moved(self, event: Event) -> None:
        self._now.caused[event.kind] += event.seq < self._now.begin

    def _was_otherwise(self, event: Event, what: str) -> None:
        """What it was before is in no event."""
        if event.seq > self._now.begin and what not in self._changes:
            self._now.script.remark(
                f"{what}が途中で変わった。その前にどうだったかは記録から分からないので、既定のままにした。"
            )
        self._changes[what] += 1

    def _settings_changed(self, event: Event) -> None:
        self._now.come_to(event)
        for key, value in event.data["settings"].items():
            self._was_otherwise(event, f"設定「{key}」")
            self._now.settings[key] = value
            say_setting(self._now.script, key, value)

    def _defects_changed(self, event: Event) -> None:
        self._now.come_to(event)
        self._was_otherwise(event, "不具合")
        say_defects(self._now.script, event.data["defects"])

    def _institution_changed(self, event: Event) -> None:
        self._now.come_to(event)
        name = next(
            (each for each in self._now.seen.institutions if each.lower() == event.data["username"].lower()), ""
        )
        self._changes[name] += 1
        if not self._rights[name].say(self._now.script, self._changes[name]) and event.seq > self._now.begin:
            self._now.script.remark("institution.changed: 何が変わったかは、記録からは分からない。")

    def _mailbox_changed(self, event: Event) -> None:
        self._now.come_to(event)
        self._mailboxes.changed(event.data)
        self._now.in_request = True
        self._now.mail_matters = self._now.mail_matters or event.seq > self._now.begin

    def _fault_added(self, event: Event) -> None:
        self._now.come_to(event)
        self._faults.added(event)

    def _fault_hit(self, event: Event) -> None:
        self._faults.hit(event)

    def _fault_ended(self, event: Event) -> None:
        if event.data["by"] != "times":
            self._now.script.be_exact()
            self._now.come_to(event)
        self._faults.ended(event)
