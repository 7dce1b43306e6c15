"""The lines that were written so far, and how far the clock is in them."""

import math
from datetime import datetime, timedelta

from e2e.steps.vocabulary import fitting
from gmis.feature_text import Kind, Line

MORNING = datetime.fromisoformat("2026-01-15T09:00:00+09:00")  # at which the world of a scenario begins
_UNITS = ((86_400, "日"), (3_600, "時間"), (60, "分"), (1, "秒"))
_SAME_WEEKDAYS = 28  # years, after which a date falls on the same day of the week


class Script:
    """``now``: the time in the original world up to which the lines have come.

    ``screen``: what is seen after the last line, as sentences that are said only if nothing comes after it.
    """

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.lines: list[Line] = []
        self.screen: tuple[str, ...] = ()
        self._exactly = False

    def begin(self) -> None:
        """Say when it began, where that is not the morning at which every scenario does."""
        begun = self.now.astimezone(MORNING.tzinfo)
        while begun < MORNING:
            begun = begun.replace(year=begun.year + _SAME_WEEKDAYS)
        if begun.year != self.now.astimezone(MORNING.tzinfo).year:
            self.remark("時計は2026年1月15日より前に戻せないので、同じ日付で曜日も同じ、後の年にした。")
        if begun != MORNING:
            self.say("given", f"日時は「{begun:%Y-%m-%d %H:%M}」である")

    def say(self, kind: Kind, text: str) -> None:
        """Add a step; one that the vocabulary cannot say becomes a remark."""
        if "\n" in text or len(fitting(text)) != 1:
            self.remark(f"書ける文がない手順: {text!r}")
            return
        begun = any(line.kind in ("when", "then") for line in self.lines)
        self.lines.append(Line("when" if begun and kind == "given" else kind, text))

    def remark(self, text: str) -> None:
        """Add a comment."""
        self.lines.append(Line("comment", text))

    def do(self, text: str, *screen: str) -> None:
        """Add what the user did, and what they saw then."""
        self.say("when", text)
        self.screen = screen

    def be_exact(self) -> None:
        """Something became due: the time until the next line counts to the second."""
        self._exactly = True

    def come_to(self, at: datetime) -> None:
        """Let the time pass until ``at``; less than a minute only where something became due in it."""
        left = math.ceil((at - self.now).total_seconds())
        if left < (1 if self._exactly else 60):
            return
        self.now += timedelta(seconds=left)
        self._exactly = False
        for seconds, unit in _UNITS:
            count, left = divmod(left, seconds)
            if count:
                self.say("when", f"{count}{unit}たつ")
