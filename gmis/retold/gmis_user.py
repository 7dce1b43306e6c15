"""What the user did on G-MIS's pages, and on pages that said that something is wrong."""

from gmis.retold.browsers import Browsers
from gmis.retold.script import Script

REPORT = "/gmis/kakaritsukei/teiki/"
_SAID = {
    "night": "は入力できません。",
    "phone": "スマートフォン・タブレットでは報告画面をご利用になれません。",
    "right": "報告を開始する権限が付与されていません。",
}
_MALFORMED = "ユーザ名は半角の英数字8桁で入力してください。"
_MAINTENANCE = "ただいまメンテナンス中です"


class GmisUser:
    """Comes from Med-Login's launcher, or by the address of the page."""

    def __init__(self, script: Script, browsers: Browsers) -> None:
        self._script, self._browsers = script, browsers

    def report(self, username: str, reason: str = "", *, phone: bool | None) -> None:
        """「定期報告」; ``reason``: why it was refused."""
        kind = "report.refused" if reason else "report.opened"
        shown = f"画面に「{_SAID.get(reason, reason)}」と表示される" if reason else "定期報告を始められる"
        browser = self._browsers.use(
            lambda each: each.user == username and not each.must_change and phone in (None, each.phone)
        )
        if browser is None:
            self._script.remark(f"{kind}: ログインしているブラウザーが、記録からは分からない。")
            return
        if browser.page == "top":
            self._script.say("when", "G-MISのタイルを押す")
            self._script.do("「かかりつけ医機能報告制度」から「定期報告」へ進む", shown)
        else:
            self._script.do(f"アドレス欄に「{REPORT}」を入れて開く", shown)
        browser.page = REPORT

    def ask_malformed(self) -> None:
        """The log does not hold what was typed: a number of ten digits in its place."""
        browser = self._browsers.without_session()
        self._script.remark("入力された文字は記録に残らないので、例を書いた。")
        self._script.do("ユーザ名「2712345678」でパスワードリセットを申し込む", f"画面に「{_MALFORMED}」と表示される")
        browser.page = ""

    def open_broken(self, path: str, status: int, *, maintenance: bool) -> None:
        """A page that was not what was asked for."""
        shown = _MAINTENANCE if maintenance else str(status)
        self._script.do(f"アドレス欄に「{path}」を入れて開く", f"画面に「{shown}」と表示される")
        self._browsers.front.page = path
