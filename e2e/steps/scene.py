"""What the sentences of one scenario share: one user, the browsers in front of them, their mailbox."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, FrameLocator, Locator, Page, expect

from fixtures.control import Institution, World
from fixtures.mail import Mail
from fixtures.mailbox import Mailbox
from fixtures.mailpit import Mailpit
from fixtures.pages.gmis import Gmis
from fixtures.pages.med_login import MedLogin
from fixtures.pages.webmail import Webmail

USERNAME = "ex000000"
_READABLE = {"width": 960, "height": 640}  # small enough that its words can be read in a dossier
MAIN = "いつものブラウザー"


class Scene:
    """``new_context`` opens a browser with nothing in it; ``device_of`` gives what emulates a device.

    ``device``: the one that `--device` names; then every browser is on it.
    """

    def __init__(
        self,
        world: World,
        mailpit: Mailpit,
        new_context: Callable[..., BrowserContext],
        device_of: Callable[[str], dict[str, Any]],
        device: str | None = None,
    ) -> None:
        self.world, self.mailpit = world, mailpit
        self._new_context, self._device_of, self._device = new_context, device_of, device
        self._browsers: dict[str, BrowserContext] = {}
        self._pages: dict[str, Page] = {}
        self._devices: dict[str, str] = {}
        self.browser_name = MAIN
        self.username = USERNAME
        self.copied = ""
        self.reading: str | None = None  # the address of the mailbox that is looked into, where it is another one

    @property
    def page(self) -> Page:
        """The tab in front, in the browser in use, which is opened the first time."""
        if self.browser_name not in self._pages:
            self.new_tab()
        return self._pages[self.browser_name]

    @property
    def context(self) -> BrowserContext:
        """The browser in use, opened the first time."""
        if self.browser_name not in self._browsers:
            device = self._devices.get(self.browser_name)
            options = self._device_of(device) if device else {} if self._device else {"viewport": _READABLE}
            self._browsers[self.browser_name] = self._new_context(**options)
        return self._browsers[self.browser_name]

    def new_tab(self) -> None:
        """Open a tab and bring it to the front."""
        self.show(self.context.new_page())

    def show(self, page: Page) -> None:
        """Bring a tab of the browser in use to the front."""
        self._pages[self.browser_name] = page

    def take_device(self, name: str) -> None:
        """The browser in use is one on that device; to be said before it is opened."""
        if self.browser_name in self._browsers:
            raise ValueError("「…を使っている」は、画面を開く前に書いてください")
        self._device_of(name)  # refuses an unknown one
        if self._device is None:
            self._devices[self.browser_name] = name
        elif self._device != name:
            raise ValueError(f"「{name}」を使う手順なので、--device「{self._device}」は付けられません")

    @property
    def institution(self) -> Institution:
        """The one that the user works for, as the world has it now."""
        found = {each.username: each for each in self.world.refreshed().institutions}
        if self.username not in found:
            raise ValueError(
                f"ユーザ名「{self.username}」の医療機関はありません。あるもの: {'、'.join(found) or 'なし'}"
            )
        return found[self.username]

    @property
    def address(self) -> str:
        """Whose mailbox is looked into: the registered address, unless the user has said otherwise."""
        return self.reading or self.institution.registered_address

    def address_of(self, text: str) -> str:
        """``text`` with the world's name in the place of 〈世界〉; a word without @ is a mailbox of this world."""
        text = self.filled(text)
        return text if "@" in text or not text else f"{text}@{self.world.name}.example"

    def filled(self, text: str) -> str:
        """``text`` with what only the world knows: 〈世界〉, its name, and 〈最初のパスワード〉."""
        if "〈最初のパスワード〉" in text:
            text = text.replace("〈最初のパスワード〉", self.institution.password)
        return text.replace("〈世界〉", self.world.name)

    @property
    def mailbox(self) -> Mailbox:
        """The mailbox, read by the inbox's API."""
        return Mailbox(self.mailpit, self.world, self.address)

    def reset_mails(self) -> list[Mail]:
        """The mails with a reset link or the word that there is none, oldest first, once nothing is under way."""
        self.world.settle()
        return self.mailbox.mails(subject="パスワード再設定")

    @property
    def med_login(self) -> MedLogin:
        """Med-Login in the tab in front."""
        return MedLogin(self.page, self.world.url)

    @property
    def gmis(self) -> Gmis:
        """G-MIS in the tab in front."""
        return Gmis(self.page, f"{self.world.url}/gmis")

    @property
    def webmail(self) -> Webmail:
        """The mailbox in the tab in front."""
        return Webmail(self.page, f"{self.world.url}/webmail", self.address)

    @property
    def mail_text(self) -> FrameLocator | Locator:
        """The body of the mail that is open, as HTML in its frame or as text."""
        as_text = self.page.get_by_role("region", name="メールの本文")
        expect(self.page.get_by_role("button", name="削除")).to_be_visible()  # the message's page is there
        return as_text if as_text.count() else self.webmail.body

    @property
    def mail_link(self) -> Locator:
        """The links in it."""
        return self.mail_text.get_by_role("link")
