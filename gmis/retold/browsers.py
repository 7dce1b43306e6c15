"""Which browser a user must have had in front of them: the log does not say, so it is concluded from the sessions."""

from collections.abc import Callable
from dataclasses import dataclass

from e2e.steps.scene import MAIN
from gmis.retold.script import Script

PHONE = "iPhone 15"


@dataclass(eq=False, slots=True)
class Browser:
    """``user``: whose session it has; ``must_change``: one that a reset link opened; ``page``: what it shows."""

    name: str
    phone: bool = False
    user: str = ""
    must_change: bool = False
    page: str = ""

    def sign_in(self, user: str, page: str, *, must_change: bool = False) -> None:
        """It has a session from now on, or none: ``user`` empty."""
        self.user, self.page, self.must_change = user, page, must_change


class Browsers:
    """``device``: what the first one runs on, None: a PC."""

    def __init__(self, script: Script, device: str | None) -> None:
        self._script, self._device = script, device
        self.every = [Browser(MAIN, phone=device is not None)]
        self.front = self.every[0]
        self._opened = False

    def begin(self, *, phone: bool) -> None:
        """The first one, before anything is opened in it."""
        if self._device or phone:
            self.front.phone = True
            self._script.say("given", f"「{self._device or PHONE}」を使っている")

    def use(self, fits: Callable[[Browser], bool]) -> Browser | None:
        """Switch to a browser that fits, the one in front first; None: there is none."""
        found = next((each for each in [self.front, *self.every] if fits(each)), None)
        if found:
            self._show(found)
        return found

    def without_session(self, *, phone: bool | None = None) -> Browser:
        """Switch to a browser in which nobody is logged in, a further one if need be."""
        if found := self.use(lambda each: not each.user and phone in (None, each.phone)):
            return found
        kind = "スマートフォン" if phone else "パソコン"
        further = Browser(f"{len(self.every) + 1}台目の{kind}", phone=bool(phone))
        self.every.append(further)
        self._show(further)
        if phone:
            self._script.say("given", f"「{self._device or PHONE}」を使っている")
        return further

    def log_out_others(self, user: str) -> None:
        """A changed password ends the sessions of ``user`` in the browsers behind."""
        for each in self.every:
            if each is not self.front and each.user == user:
                each.sign_in("", "")

    def _show(self, browser: Browser) -> None:
        if browser is self.front:
            return
        self.front = browser
        self._script.say(
            "when", "いつものブラウザーに戻る" if browser.name == MAIN else f"ブラウザー「{browser.name}」に切り替える"
        )
