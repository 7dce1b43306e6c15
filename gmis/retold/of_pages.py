"""The events of pages: 「定期報告」, and those that did not come as they should."""

from fixtures.control import Event
from gmis.retold.faults import Faults
from gmis.retold.gmis_user import GmisUser
from gmis.retold.med_login_user import FORGOT_PATH
from gmis.retold.telling import Telling
from gmis.retold.wandering import Wandering


class OfPages:
    """A page that belongs to an event told before says nothing new."""

    def __init__(self, now: Telling, faults: Faults) -> None:
        self._now, self._faults = now, faults
        self.wandering = Wandering(now)
        self._gmis = GmisUser(now.script, now.browsers)
        self.tells = {
            "report.opened": self._report_opened,
            "report.refused": self._report_opened,
            "page.answered": self._page_answered,
        }

    def _report_opened(self, event: Event) -> None:
        self._now.act(event, event.data["username"])
        phone = None if self._now.settings["report_on_phones"] else event.data.get("reason") == "phone"
        if event.data.get("reason") == "night":
            phone = None
        self._gmis.report(event.data["username"], event.data.get("reason", ""), phone=phone)

    def _page_answered(self, event: Event) -> None:
        told, self._now.in_request = self._now.in_request, False
        method, path, status = event.data["method"], event.data["path"], event.data["status"]
        broken = self._faults.taken()
        self.wandering.see(event, told=told)
        if told or status < 400 or method == "HEAD":
            self._now.caused[event.kind] += 1
        elif method == "POST" and path == FORGOT_PATH and status == 422:
            self._now.act(event)
            self._gmis.ask_malformed()
            self._now.in_request = False
        elif method == "GET" and event.data["site"] != "webmail":
            self._now.act(event)
            maintenance = broken == "maintenance" or (status == 503 and not broken)
            self._gmis.open_broken(path, status, maintenance=maintenance)
            self._now.in_request = False
        else:
            self._now.script.remark(f"書ける文がない出来事: {event.kind} {method} {path} {status} ({event.at})")
