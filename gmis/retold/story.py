"""The events of a world, told again as a scenario."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from fixtures.control import Event
from gmis.answers import Answers
from gmis.feature_text import Draft
from gmis.leaflet import tags_of
from gmis.retold.browsers import Browsers
from gmis.retold.circumstances import Rights, say_defects, say_setting, say_world, settings_to_begin_with
from gmis.retold.ending import say_ending
from gmis.retold.faults import Faults
from gmis.retold.gmis_user import GmisUser
from gmis.retold.login_failures import rows
from gmis.retold.mail_owner import MailOwner
from gmis.retold.mailbox_owner import MailboxOwner
from gmis.retold.med_login_user import MedLoginUser
from gmis.retold.office_days import office_days
from gmis.retold.reader import Reader
from gmis.retold.scanner import visits
from gmis.retold.script import Script
from gmis.retold.world_seen import WorldSeen

_SAID = "まだ聞いていません"
_CAUSED = frozenset({
    "world.created", "link.issued", "mail.queued", "mail.verdict", "mail.forwarded", "account.locked",
    "scanner.clicked", "scanner.skipped", "scanner.failed",
})  # fmt: skip
"""Kinds that follow by themselves from what is told, as do those of a scanner's visit."""
_DUE = frozenset({"clock.moved", "scanner.opened", "mail.deferred", "mail.bounced", "address.changed"})
"""Kinds that say that something became due: the time until what comes next counts to the second."""
_SETUP = frozenset(
    {"world.created", "clock.moved", "settings.changed", "defects.changed", "fault.added", "institution.changed"}
)
_STEPS = {
    "login.refused": "①", "reset.requested": "③", "link.opened": "④", "link.confirmed": "⑤", "link.refused": "⑤",
    "password.refused": "⑦", "password.changed": "⑦", "report.opened": "後", "report.refused": "後",
}  # fmt: skip
_FORGOT = "/s/login/ForgotPassword"


def retell(seen: WorldSeen, said: str | None, step: str | None, device: str | None) -> Draft:
    """``step``: that of the leaflet, or None: as far as it came."""
    story = Story(seen, device)
    story.tell()
    reached = [_STEPS[event.kind] for event in seen.events if event.kind in _STEPS]
    answers = Answers(said or _SAID, step or (reached[-1] if reached else "①"))
    caused = "、".join(f"{kind} {count}" for kind, count in sorted(story.caused.items()))
    remarks = ["手順の結果として起きるので、書いていない出来事:", f"  {caused}"] if caused else []
    remarks.append("パスワードは記録に残らないので、同じ結果になる例を書いた。")
    source = "assumed 世界で手で再現したものから書いた"
    return Draft(
        answers.said,
        tags_of(answers),
        "手で再現したとおりにすると、同じことが起きる",
        story.script.lines,
        source,
        remarks,
    )


class Story:
    """``caused``: how many events of each kind are not told, because they follow from what is."""

    def __init__(self, seen: WorldSeen, device: str | None) -> None:
        self._seen = seen
        self._scanner = visits(seen.events)
        self._login_failures = rows(seen.events)
        self._rights = {name: Rights(seen, name) for name in seen.institutions}
        self._changes: Counter[str] = Counter()
        acts = [event for event in seen.events if event.kind not in _SETUP and event.kind != "mailbox.changed"]
        begin = next((each for each in acts if each.seq not in self._scanner), None)
        if begin is None or any(rights.locked_to_begin_with() for rights in self._rights.values()):
            begin = seen.events[0]  # a lock lasts from then on
        self._begin = begin.seq
        self.script = Script(_moment(begin))
        self.caused: Counter[str] = Counter()
        self._settings = settings_to_begin_with(seen) | office_days(seen)
        self._browsers = Browsers(self.script, device)
        self._reader = Reader(seen, self.script)
        self._user = MedLoginUser(self.script, self._browsers, self._reader, self._settings)
        self._gmis = GmisUser(self.script, self._browsers)
        self._mails = MailOwner(self.script, self._reader, seen.events)
        self._mailboxes = MailboxOwner(seen, self.script, self._reader)
        self._faults = Faults(seen, self.script)
        self._mail_matters = False
        self._in_request = False  # whether an event told already what the page that is answered next is about

    def tell(self) -> None:
        """Write the whole script."""
        self.script.begin()
        say_world(self._seen, self.script, self._settings)
        self._be(self._first_user())
        for rights in self._rights.values():
            rights.say(self.script, 0)
        self._mailboxes.begin()
        self._browsers.begin(phone=self._phone(0) is True)
        for event in self._seen.events:
            self._tell(event)
        if self._seen.events[-1].kind == "clock.moved":
            self.script.come_to(_moment(self._seen.events[-1]))
        mine = [
            event for event in self._seen.events if event.kind != "scanner.opened" or event.data["on"] == "delivery"
        ]
        say_ending(
            self.script, self._reader, [e for e in mine if e.seq not in self._scanner], mail_matters=self._mail_matters
        )

    def _tell(self, event: Event) -> None:
        if event.kind in _DUE or (event.kind == "mail.moved" and event.data["by"] != "owner"):
            self.script.be_exact()
        if event.seq in self._scanner or event.kind in _CAUSED or event.kind == "scanner.opened":
            self.caused[event.kind] += 1
            return
        name = f"_{event.kind.replace('.', '_')}"
        handler: Callable[[Event], None] | None = getattr(self, name, None)
        if handler is None:
            self.script.remark(f"書ける文がない出来事: {event.kind} ({event.at})")
            return
        handler(event)

    def _act(self, event: Event, username: str | None = None) -> None:
        """A person did that: the time comes there, and the page that is answered next belongs to it."""
        if event.seq > self._begin:
            self.script.come_to(_moment(event))
        self._in_request = True
        if username is not None:
            self._be(username)

    def _be(self, username: str) -> None:
        known = next((name for name in self._seen.institutions if name.lower() == username.lower()), None)
        if known is None or known == self._user.name:
            return
        if self._user.name or known.lower() != "ex000000":
            self.script.say("given", f"利用者はユーザ名「{known}」の担当者である")
        self._user.name = known
        now = self._seen.institutions[known].registered_address
        changed = any(e.kind == "address.changed" and e.data["username"] == known for e in self._seen.events)
        usual = f"{known.lower()}@{self._seen.name}.example"
        self._reader.registered = usual if changed else now
        if not self._reader.registered:
            self.script.say("given", "メールアドレスが登録されていない")
        elif self._reader.registered != usual:
            self.script.say("given", f"登録メールアドレスは「{self._seen.short(now)}」である")

    def _first_user(self) -> str:
        names = [str(event.data["username"]) for event in self._seen.events if "username" in event.data]
        known = {name.lower(): name for name in self._seen.institutions}
        return next((known[name.lower()] for name in names if name.lower() in known), next(iter(known.values()), ""))

    def _phone(self, after: int) -> bool | None:
        """Whether the next thing that happens on G-MIS happens on a phone; None: nobody can tell."""
        for event in self._seen.events[after:]:
            if event.kind == "session.started" and event.seq > after + 1 and after:
                return None
            if event.kind in ("report.opened", "report.refused"):
                return event.data.get("reason") == "phone" if not self._settings["report_on_phones"] else None
        return None

    # what is said of the world

    def _clock_moved(self, event: Event) -> None:
        self.caused[event.kind] += event.seq < self._begin

    def _settings_changed(self, event: Event) -> None:
        self._settled(event)
        for key, value in event.data["settings"].items():
            self._settings[key] = value
            say_setting(self.script, key, value)

    def _defects_changed(self, event: Event) -> None:
        self._settled(event)
        say_defects(self.script, event.data["defects"])

    def _institution_changed(self, event: Event) -> None:
        self._settled(event)
        name = next((each for each in self._seen.institutions if each.lower() == event.data["username"].lower()), "")
        self._changes[name] += 1
        if not self._rights[name].say(self.script, self._changes[name]) and event.seq > self._begin:
            self.script.remark("institution.changed: 何が変わったかは、記録からは分からない。")

    def _mailbox_changed(self, event: Event) -> None:
        self._settled(event)
        self._mailboxes.changed(event.data)
        self._in_request = True
        self._mail_matters = self._mail_matters or event.seq > self._begin

    def _fault_added(self, event: Event) -> None:
        self._settled(event)
        self._faults.added(event)

    def _fault_hit(self, event: Event) -> None:
        self._faults.hit(event)

    def _fault_ended(self, event: Event) -> None:
        if event.data["by"] != "times":
            self.script.be_exact()
            self._settled(event)
        self._faults.ended(event)

    def _settled(self, event: Event) -> None:
        if event.seq > self._begin:
            self.script.come_to(_moment(event))

    # what the user did

    def _reset_requested(self, event: Event) -> None:
        self._act(event, event.data["username"])
        self._user.ask(event.data["username"])
        self._mail_matters = True

    def _link_opened(self, event: Event) -> None:
        if event.data["method"] != "GET":
            self.caused[event.kind] += 1
            return
        self._act(event, event.data.get("username"))
        self._user.open_link(event.data.get("link"), event.data["state"])
        self._mail_matters = False

    def _link_confirmed(self, event: Event) -> None:
        self._act(event, event.data.get("username"))
        if "link" not in event.data:
            self.script.remark("link.refused: この世界のものではないURLなので、押せる画面がない。")
            return
        self._user.confirm(event.data["link"], event.data["username"], event.data["state"])

    _link_refused = _link_confirmed

    def _password_refused(self, event: Event) -> None:
        self._act(event, event.data["username"])
        self._user.refused(event.data["username"], event.data["reasons"])

    def _password_changed(self, event: Event) -> None:
        self._act(event, event.data["username"])
        self._user.changed(event.data["username"])

    def _login_refused(self, event: Event) -> None:
        if times := self._login_failures.get(event.seq):
            self._act(event, event.data["username"])
            self._user.fail_to_log_in(event.data["username"], event.data["reason"], times)
        self._in_request = True

    def _session_started(self, event: Event) -> None:
        if event.data["by"] != "password":
            self.caused[event.kind] += 1
            return
        self._act(event, event.data["username"])
        self._user.log_in(event.data["username"], phone=self._phone(event.seq))

    def _session_ended(self, event: Event) -> None:
        username, reason = event.data["username"], event.data["reason"]
        if reason == "password-changed":
            self.caused[event.kind] += 1
            self._browsers.log_out_others(username)
        elif reason == "link-spent":
            self.caused[event.kind] += 1
        elif reason == "lost":
            self.caused[event.kind] += 1
            self._browsers.front.sign_in("", "")
            self.script.screen = ("ログインの画面になる",)
        elif reason == "logout":
            self._act(event, username)
            self._user.log_out(username)
        else:
            page = next((e.data for e in self._seen.events[event.seq :] if e.kind == "page.answered"), None)
            self._act(event, username)
            at, method = (page["path"], page["method"]) if page else ("/s/", "GET")
            self._user.find_out(username, reason, at, method)

    def _report_opened(self, event: Event) -> None:
        self._act(event, event.data["username"])
        phone = None if self._settings["report_on_phones"] else event.data.get("reason") == "phone"
        if event.data.get("reason") == "night":
            phone = None
        self._gmis.report(event.data["username"], event.data.get("reason", ""), phone=phone)

    _report_refused = _report_opened

    def _page_answered(self, event: Event) -> None:
        told, self._in_request = self._in_request, False
        method, path, status = event.data["method"], event.data["path"], event.data["status"]
        broken = self._faults.taken()
        if told or status < 400 or method == "HEAD":
            self.caused[event.kind] += 1
        elif method == "POST" and path == _FORGOT and status == 422:
            self._act(event)
            self._user.ask_malformed()
            self._in_request = False
        elif method == "GET" and event.data["site"] != "webmail":
            self._act(event)
            maintenance = broken == "maintenance" or (status == 503 and not broken)
            self._gmis.open_broken(path, status, maintenance=maintenance)
            self._in_request = False
        else:
            self.script.remark(f"書ける文がない出来事: {event.kind} {method} {path} {status} ({event.at})")

    # what happened to mails

    def _mail_delivered(self, event: Event) -> None:
        self.caused[event.kind] += 1
        self._reader.delivered(event)

    def _mail_deferred(self, event: Event) -> None:
        self.caused[event.kind] += 1

    _mail_bounced = _mail_deferred

    def _mail_moved(self, event: Event) -> None:
        if event.data["by"] == "owner":
            self._act(event)
            self._mail_matters = True
        else:
            self.caused[event.kind] += 1
        self._mails.moved(event.data)

    def _mail_deleted(self, event: Event) -> None:
        self._act(event)
        self._mails.deleted(event.data)

    def _mail_unanswered(self, event: Event) -> None:
        self._act(event)
        self._mails.unanswered(event.data)
        self._in_request = False

    def _office_answered(self, event: Event) -> None:
        self._act(event)
        self._mails.asked_the_office(event)
        self._in_request = False

    def _address_changed(self, event: Event) -> None:
        self.caused[event.kind] += 1
        if event.data["username"] == self._user.name:
            self._reader.registered = event.data["address"]


def _moment(event: Event) -> datetime:
    return datetime.fromisoformat(event.at)
