"""A user of the first day: she logs in, or resets her password by mail, and opens the report."""

import re
from collections.abc import Iterator
from time import perf_counter
from typing import ClassVar

from locust import constant, task

from gmis.load.figures import Remedy
from gmis.load.live import LiveWorld, News
from gmis.load.outcome import MAIL
from gmis.load.plan import Seat
from gmis.load.presses import answered
from gmis.load.visitor import Unexpected, Visitor

OVER = "a day is over"
_NEW, _WRONG = "Clinic2026", "Wrong-2025"
_TOKEN = re.compile(r"ForgotPasswordInterstitial\?r=([A-Za-z0-9_-]+)")
_PRESS = re.compile(r'name="press" value="([^"]*)"')
_LOGIN, _FORGOT, _SENT = "/s/login/", "/s/login/ForgotPassword", "/s/login/CheckPasswordResetEmail"
_INTERSTITIAL, _CHANGE = (
    "/_nc_external/identity/ui/login/ForgotPasswordInterstitial",
    "/_ui/system/security/ChangePassword",
)


class Clinic(Visitor):
    """Does her day once. The locustfile says who sits where before the first one comes."""

    wait_time = constant(24 * 3600)  # then she stays: Locust would put another one in the place of who leaves

    seats: ClassVar[Iterator[Seat]]
    worlds: ClassVar[dict[str, LiveWorld]]
    remedies: ClassVar[dict[str, Remedy]]
    arrival: ClassVar[float]  # seconds in which users come

    @task
    def first_day(self) -> None:
        """From the login page to 「定期報告」, or to where she gives up."""
        began = perf_counter()
        try:
            self.seat = next(self.seats)
            self.base, self.world = f"/{self.seat.world}", self.worlds[self.seat.world]
            self.world.wait(self.seat.day.comes_after * self.arrival)
            self.go_through_it()
        except Unexpected:
            pass
        except Exception as error:
            self.note("USER", type(error).__name__, began, error)
        assert self.environment.runner
        self.environment.runner.send_message(OVER)
        self.client.client.close()

    def go_through_it(self) -> None:
        """What the figures made of her."""
        day, username = self.seat.day, self.seat.username
        self.see("①", _LOGIN)
        for _try in range(day.wrong_tries):
            self.press("①", _LOGIN, 422, username=username, password=_WRONG)
        if not day.forgotten:
            self.press("①", _LOGIN, username=username, password=self.seat.password)
            self.open_report()
            return
        self.see("②", _FORGOT)
        mails = self.ask_for_mail(day.requests)
        if not mails and day.helped and (remedy := self.remedies.get(day.mailbox)):
            self.world.pass_minutes(day.minutes_until_help)
            self.let_mail_in(remedy)
            mails = self.ask_for_mail(1)
        if mails:
            self.reset_password(mails)
            self.open_report()

    def ask_for_mail(self, times: int) -> list[News]:
        """Press 「パスワードリセット」 so often, do something else for a while, and look what has come."""
        clicks = []
        for _press in range(times):
            clicks.append(perf_counter())
            self.press("②", _FORGOT, username=self.seat.username)
            self.see("③", _SENT)
        self.world.pass_minutes(self.seat.day.minutes_until_read)
        mails, put_off = [], False
        while clicks:
            news = self.world.news(self.seat.username)
            if news["kind"] == "mail.deferred":  # from here on its time is that of the recipient's side
                put_off = True
                continue
            clicked = answered(clicks, news["kind"])
            if news["kind"] == "mail.delivered":
                mails.append(news)
                if not put_off:
                    self.note(*MAIL, clicked, until=news["arrived"])
        return mails

    def let_mail_in(self, remedy: Remedy) -> None:
        """Change the mailbox's settings, as the help desk says."""
        settings = f"/webmail/{self.seat.address}"
        if remedy.list:
            self.press("③", f"{settings}/lists/{remedy.list}", name="/webmail/…/lists", sender=remedy.entry)
        if remedy.switches:
            self.press("③", f"{settings}/switches", name="/webmail/…/switches", **remedy.switches)

    def reset_password(self, mails: list[News]) -> None:
        """④ to ⑦ by the newest mail whose link is alive: a later request kills the links before it."""
        for mail in reversed(mails):
            path = f"/webmail/{self.seat.address}/{mail['folder']}/{mail['id']}"
            token = self.found(_TOKEN, self.see("③", path, name="/webmail/…/mail"))
            page = self.see("④", f"{_INTERSTITIAL}?r={token}", 200, 410, name=_INTERSTITIAL)
            if press := _PRESS.search(page):
                break
        else:
            raise ValueError("none of the mails holds a link that is alive")
        self.press("⑤", f"{_INTERSTITIAL}?r={token}", name=_INTERSTITIAL, press=press[1])
        self.see("⑥", _CHANGE)
        self.press("⑦", _CHANGE, newPassword=_NEW, verifyPassword=_NEW)

    def open_report(self) -> None:
        """From the launcher to 「定期報告」."""
        for path in ("/s/", "/gmis/", "/gmis/kakaritsukei/", "/gmis/kakaritsukei/teiki/"):
            self.see("後", path)
