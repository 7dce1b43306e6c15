"""Somebody of a clinic who does by hand, without a browser, what a world's log then tells."""

import httpx

from pytest_gmis.client.control import World
from pytest_gmis.client.mailbox import Mailbox
from pytest_gmis.client.mailpit import Mailpit

FORGOT, CHANGE, REPORT = "/s/login/ForgotPassword", "/_ui/system/security/ChangePassword", "/gmis/kakaritsukei/teiki/"


class Clinic:
    """``browsers`` by name, the first one is the empty name's."""

    def __init__(self, world: World, mailpit: Mailpit) -> None:
        self.world, self._mailpit = world, mailpit
        self._browsers: dict[str, httpx.Client] = {}

    def browser(self, name: str = "", *, agent: str | None = None) -> httpx.Client:
        """Opened the first time; it follows redirects and keeps cookies."""
        if name not in self._browsers:
            headers = {"User-Agent": agent} if agent else {}
            self._browsers[name] = httpx.Client(
                base_url=self.world.url, follow_redirects=True, trust_env=False, timeout=30, headers=headers
            )
        return self._browsers[name]

    def close(self) -> None:
        """All of them."""
        for browser in self._browsers.values():
            browser.close()

    def ask(self, username: str = "ex000000", browser: str = "") -> None:
        """②."""
        self.browser(browser).get(FORGOT)
        self.browser(browser).post(FORGOT, data={"username": username})
        self.world.settle()

    def link(self, number: int = -1) -> str:
        """The URL in the newest reset mail, or in another one, counted from 0."""
        address = self.world.refreshed().institution.registered_address
        return Mailbox(self._mailpit, self.world, address).mails(subject="パスワード再設定")[number].links()[0]

    def come_by_link(self, browser: str = "") -> None:
        """④⑤ with the newest mail."""
        link = self.link()
        self.browser(browser).get(link)
        self.browser(browser).post(link)

    def change(self, new: str, again: str | None = None, browser: str = "") -> None:
        """⑥⑦."""
        self.browser(browser).post(CHANGE, data={"newPassword": new, "verifyPassword": again or new})

    def log_in(self, password: str | None = None, browser: str = "") -> None:
        """① with the first password unless another is given."""
        known = password or self.world.institution.password
        self.browser(browser).get("/s/login/")
        self.browser(browser).post("/s/login/", data={"username": "ex000000", "password": known})

    def webmail(self, path: str, **data: str) -> None:
        """Post something in the webmail."""
        self.browser().post(f"/webmail/{self.world.institution.registered_address}{path}", data=data)

    def open(self, path: str, browser: str = "") -> None:
        """A page by its address."""
        self.browser(browser).get(path)
