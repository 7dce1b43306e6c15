"""Pages that the user only looked at: told where one is the last thing that was seen."""

from fixtures.control import Event
from gmis.retold.telling import Telling

_SCREENS = {
    "/s/": "Med-Loginのトップ",
    "/s/login/": "ログイン",
    "/s/login/ForgotPassword": "ユーザ名の入力",
    "/gmis/": "G-MISのホーム",
    "/gmis/kakaritsukei/": "かかりつけ医機能報告制度",
}
_SIGNED_IN = ("/s/", "/gmis/", "/gmis/kakaritsukei/")
_REDIRECTS = range(300, 400)


class Wandering:
    """Follows redirects: the page that was asked for, and the one that came."""

    def __init__(self, now: Telling) -> None:
        self._now = now
        self._asked: Event | None = None
        self._came = ""
        self._in_redirect = False
        self._of_act = False

    def see(self, page: Event, *, told: bool) -> None:
        """A page was answered; ``told``: it belongs to what was told, as do those to which it redirects."""
        data = page.data
        if not self._in_redirect:
            self._asked, self._of_act = page, told
        self._of_act = self._of_act or told
        self._in_redirect = data["status"] in _REDIRECTS
        seen = data["method"] == "GET" and data["status"] == 200 and not self._of_act
        self._came = data["path"] if seen else ""

    def end(self) -> None:
        """Tell the last page, if nothing was done after it."""
        asked, screen = self._asked, _SCREENS.get(self._came)
        if asked is None or screen is None or asked.data["method"] != "GET":
            return
        if self._came not in _SIGNED_IN:
            self._now.browsers.without_session()
        elif self._now.browsers.use(lambda each: bool(each.user) and not each.must_change) is None:
            self._now.script.remark(f"最後に見た画面: {self._came}。どのブラウザーか、記録からは分からない。")
            return
        self._now.come_to(asked)
        self._now.script.do(f"アドレス欄に「{asked.data['path']}」を入れて開く", f"{screen}の画面になる")
