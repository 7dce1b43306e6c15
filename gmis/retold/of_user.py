"""The events of what the user did on Med-Login's pages."""

from collections.abc import Callable

from fixtures.control import Event
from gmis.retold.login_failures import rows
from gmis.retold.med_login_user import MedLoginUser
from gmis.retold.telling import Telling


class OfUser:
    """``phone``: whether what comes after an event was done on a phone."""

    def __init__(self, now: Telling, phone: Callable[[int], bool | None]) -> None:
        self._now, self._phone = now, phone
        self._user = MedLoginUser(now)
        self._login_failures = rows(now.seen.events)
        self.tells = {
            "reset.requested": self._reset_requested,
            "link.opened": self._link_opened,
            "link.confirmed": self._link_confirmed,
            "link.refused": self._link_confirmed,
            "password.refused": self._password_refused,
            "password.changed": self._password_changed,
            "login.refused": self._login_refused,
            "session.started": self._session_started,
            "session.ended": self._session_ended,
        }

    def _reset_requested(self, event: Event) -> None:
        self._now.act(event, event.data["username"])
        self._user.ask(event.data["username"])
        self._now.mail_matters = True

    def _link_opened(self, event: Event) -> None:
        if event.data["method"] != "GET":
            self._now.caused[event.kind] += 1
            return
        self._now.act(event, event.data.get("username"))
        self._user.open_link(event.data.get("link"), event.data["state"])
        self._now.mail_matters = False

    def _link_confirmed(self, event: Event) -> None:
        self._now.act(event, event.data.get("username"))
        if "link" not in event.data:
            self._now.script.remark("link.refused: この世界のものではないURLなので、押せる画面がない。")
            return
        self._user.confirm(event.data["link"], event.data["username"], event.data["state"])

    def _password_refused(self, event: Event) -> None:
        self._now.act(event, event.data["username"])
        self._user.refused(event.data["username"], event.data["reasons"])

    def _password_changed(self, event: Event) -> None:
        self._now.act(event, event.data["username"])
        self._user.changed(event.data["username"])

    def _login_refused(self, event: Event) -> None:
        if times := self._login_failures.get(event.seq):
            self._now.act(event, event.data["username"])
            self._user.fail_to_log_in(event.data["username"], event.data["reason"], times)
        self._now.in_request = True

    def _session_started(self, event: Event) -> None:
        if event.data["by"] != "password":
            self._now.caused[event.kind] += 1
            return
        self._now.act(event, event.data["username"])
        self._user.log_in(event.data["username"], phone=self._phone(event.seq))

    def _session_ended(self, event: Event) -> None:
        username, reason = event.data["username"], event.data["reason"]
        if reason == "password-changed":
            self._now.caused[event.kind] += 1
            self._now.browsers.log_out_others(username)
        elif reason == "link-spent":
            self._now.caused[event.kind] += 1
        elif reason == "lost":
            self._now.caused[event.kind] += 1
            self._now.browsers.front.sign_in("", "")
            self._now.script.screen = ("ログインの画面になる",)
        elif reason == "logout":
            self._now.act(event, username)
            self._user.log_out(username)
        else:
            page = next((e.data for e in self._now.seen.events[event.seq :] if e.kind == "page.answered"), None)
            self._now.act(event, username)
            at, method = (page["path"], page["method"]) if page else ("/s/", "GET")
            self._user.find_out(username, reason, at, method)
