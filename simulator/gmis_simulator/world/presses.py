"""One press of a button that arrives twice: by a double click, or because a slow page was asked for again."""

import hashlib
import hmac
from collections.abc import Callable


class Presses:
    """Each page with such a form carries a number of its own, which a second press of its button brings again.

    [assumed: an idempotency key in the form.] The number is signed by ``key``, so nobody has the press of somebody else
    by counting.
    """

    def __init__(self, key: Callable[[], bytes]) -> None:
        self._key = key
        self.shown = 0
        self.seen: set[str] = set()

    def of_next_page(self) -> str:
        """What the form of a page that is shown now carries."""
        self.shown += 1
        return self._signed(self.shown)

    def is_first(self, press: str) -> bool:
        """Whether ``press`` is new; so is every one that no page of this world carries, an empty one too."""
        number = press.partition("-")[0]
        signed = self._signed(int(number[:18])) if number.isascii() and number.isdecimal() else ""
        if not (signed and press.isascii() and hmac.compare_digest(press, signed)):
            return True
        if press in self.seen:
            return False
        self.seen.add(press)
        return True

    def _signed(self, number: int) -> str:
        return f"{number}-{hmac.new(self._key(), f'press {number}'.encode(), hashlib.sha256).hexdigest()[:32]}"
