"""What the user did on Med-Login's pages."""

from gmis.retold.browsers import Browser
from gmis.retold.passwords import Passwords
from gmis.retold.telling import Telling
from simulator.paths import CHANGE_PASSWORD, INTERSTITIAL

TOP, LOGIN, FORGOT = "Med-Loginのトップ", "ログイン", "ユーザ名の入力"
FORGOT_PATH = "/s/login/ForgotPassword"
_REFUSED = {
    "policy": "の条件を満たしていません。",
    "mismatch": "一致しません。",
    "history": "回に使用したパスワードは使用できません。",
    "too-soon": "前回の変更から24時間が経過していないため、変更できません。",
}


class MedLoginUser:
    """In one of the browsers, whichever it must have been."""

    def __init__(self, now: Telling) -> None:
        self._now, self._script, self._browsers, self._reader = now, now.script, now.browsers, now.reader
        self._settings = now.settings
        self.passwords = Passwords(now.settings)

    def ask(self, username: str) -> None:
        """①〜③; whoever is logged in gets there by the page's address alone."""
        own = username == self._now.user_name
        browser = self._browsers.without_session()
        text = "パスワードリセットを申し込む" if own else f"ユーザ名「{username}」でパスワードリセットを申し込む"
        self._script.do(text, "送信後の画面になる")
        browser.page = ""

    def open_link(self, number: int | None, state: str) -> None:
        """④; ``number`` None: a URL that is none of this world's."""
        if number is not None and not self._reader.copy_link(number):
            self._script.remark(f"link.opened: {number}番のURLの入ったメールがないので、開けない。")
            return
        if number is None and self._reader.resets():
            self._script.say("when", "メールのURLをコピーする")
            self._script.say("when", "URLの1文字が変わる")
        by_hand = f"アドレス欄に「{INTERSTITIAL}?r=unknown」を入れて開く"
        known = number is not None or bool(self._reader.resets())
        front, shown = self._browsers.front, self._link_shows(state)
        self._script.do("コピーしたURLを開く" if known else by_hand, *shown)
        front.page = f"link {number}" if self._settings["interstitial"] and state in ("alive", "spent") else ""

    def confirm(self, number: int, username: str, state: str) -> None:
        """⑤, in a browser that shows the link's page; or ④ did it, where there is no such page."""
        if self._settings["interstitial"]:
            self._before_confirming(number, state)
            self._script.do("「パスワードのリセット」を押す")
        browser = self._browsers.front
        if state == "alive":
            browser.sign_in(username, "change", must_change=True)
            self._script.screen = ("パスワード変更の画面になる",)
            return
        browser.page = ""
        self._script.screen = self._spent() if state == "spent" else ("使えないURLの画面になる",)
        if state == "spent" and browser.must_change:
            browser.sign_in("", "")

    def refused(self, username: str, reasons: list[str]) -> None:
        """⑦, and the server says no."""
        if not self._at_change(username, "password.refused"):
            return
        first, again = self.passwords.refused(username, reasons)
        self._type(first, again)
        unreachable = {"policy", "mismatch"} & set(reasons)
        press = "「パスワードを変更」が押せないまま送信される" if unreachable else "「パスワードを変更」を押す"
        self._script.do(press, f"画面に「{_REFUSED.get(reasons[0], reasons[0])}」と表示される")

    def changed(self, username: str) -> None:
        """⑦."""
        password = self.passwords.new()
        if self._at_change(username, "password.changed"):
            self._script.do(f"新しいパスワードを「{password}」に変更する", f"{TOP}の画面になる")
            self._browsers.front.sign_in(username, "top")
        self.passwords.change(username)

    def log_in(self, username: str, *, phone: bool | None) -> None:
        """① with the right password."""
        browser = self._browsers.without_session(phone=phone)
        self._script.do(
            f"ユーザ名「{username}」とパスワード「{self.passwords.current(username)}」でログインする",
            f"{TOP}の画面になる",
        )
        browser.sign_in(username, "top")

    def fail_to_log_in(self, username: str, reason: str, times: int) -> None:
        """① in vain, ``times`` in a row."""
        self._browsers.without_session().page = ""
        if reason == "password" and username.lower() == self._now.user_name.lower():
            self._script.do(f"間違ったパスワードで{times}回ログインを試みる", "ログインできない")
            return
        right = reason in ("locked", "disabled")
        password = self.passwords.current(username) if right else "Wrong-1"
        for _ in range(times):
            step = f"ユーザ名「{username}」とパスワード「{password}」でログインする"
            self._script.do(step, "ログインできない")

    def log_out(self, username: str) -> None:
        """From the launcher, which is opened if need be."""
        browser = self._browsers.use(lambda each: each.user == username and not each.must_change)
        if browser is None:
            self._script.remark("session.ended (logout): どのブラウザーか、記録からは分からない。")
            return
        self.go(browser, "top", "/s/")
        self._script.do("ログアウトする", f"{LOGIN}の画面になる")
        browser.sign_in("", "")

    def find_out(self, username: str, reason: str, path: str, method: str) -> None:
        """A session was over when the user went on, to ``path``."""
        browser = self._browsers.use(lambda each: each.user == username)
        if browser is None:
            self._script.remark(f"session.ended ({reason}): どのブラウザーか、記録からは分からない。")
            return
        if method == "POST" and path == CHANGE_PASSWORD and browser.page == "change":
            self._type(self.passwords.new(), self.passwords.new())
            self._script.do("「パスワードを変更」を押す", f"{LOGIN}の画面になる")
        else:
            shown = () if path.startswith(FORGOT_PATH) or path == INTERSTITIAL else (f"{LOGIN}の画面になる",)
            self._script.do(f"アドレス欄に「{path}」を入れて開く", *shown)
        browser.sign_in("", "")

    def go(self, browser: Browser, page: str, path: str) -> None:
        """Have ``page`` in front, by its address where it is not yet."""
        if browser.page != page:
            self._script.say("when", f"アドレス欄に「{path}」を入れて開く")
            browser.page = page

    def _before_confirming(self, number: int, state: str) -> None:
        page = f"link {number}"
        if self._browsers.use(lambda each: each.page == page) is None:
            self.open_link(number, state)

    def _at_change(self, username: str, kind: str) -> bool:
        browser = self._browsers.use(lambda each: each.user.lower() == username.lower() and each.must_change)
        if browser is None:
            self._script.remark(f"{kind}: パスワード変更の画面が、どのブラウザーにもない。")
            return False
        self.go(browser, "change", CHANGE_PASSWORD)
        return True

    def _type(self, first: str, again: str) -> None:
        both = f"2つの欄に「{first}」と入力する"
        self._script.say("when", both if first == again else f"「{first}」と入力し、確認の欄に「{again}」と入力する")

    def _link_shows(self, state: str) -> tuple[str, ...]:
        if state not in ("alive", "spent"):
            return ("使えないURLの画面になる",)
        if self._settings["interstitial"]:
            return ("リセットの確認の画面になる",)
        return self._spent() if state == "spent" else ("パスワード変更の画面になる",)

    def _spent(self) -> tuple[str, ...]:
        if self._settings["spent_link_leads_to"] == "login":
            return (f"{LOGIN}の画面になる",)
        return (f"{FORGOT}の画面になる", "画面に「このURLは使用済みです。」と表示される")
