"""Rules that keep a mail back for a while."""

from datetime import datetime, time, timedelta
from typing import Literal

from pydantic import Field

from gmis_simulator.world.rules.rule import Answer, Incoming, Recipient, Rule


class Quarantine(Rule):
    """隔離: kept at the gateway until ``until`` o'clock, the next time it strikes; the owner may release it before."""

    rule: Literal["quarantine"] = "quarantine"
    title = "隔離"
    until: time = time(8, 0)

    def judge(self, mail: Incoming, recipient: Recipient, now: datetime) -> Answer:
        """Hold everything that comes this far."""
        del mail, recipient
        released = now.replace(hour=self.until.hour, minute=self.until.minute, second=0, microsecond=0)
        if released <= now:
            released += timedelta(days=1)
        reason = f"外部からのメールなので、{released:%m月%d日 %H:%M} まで隔離します"
        return Answer("quarantine", reason, until=released)


class Challenge(Rule):
    """差出人への確認: held until the sender shows to be human, as no program does; the owner may release it."""

    rule: Literal["challenge"] = "challenge"
    title = "差出人への確認"

    def judge(self, mail: Incoming, recipient: Recipient, now: datetime) -> Answer:
        """Hold what comes this far, and have the sender asked."""
        del mail, recipient, now
        return Answer("quarantine", "知らない差出人なので、人であることの確認を求め、返事があるまで隔離します")


class Delay(Rule):
    """遅延: the recipient's side takes ``minutes`` before the mail can be seen."""

    rule: Literal["delay"] = "delay"
    title = "検査待ち"
    minutes: int = Field(10, ge=1, le=10_080)

    def judge(self, mail: Incoming, recipient: Recipient, now: datetime) -> Answer:
        """Hold everything that comes this far."""
        del mail, recipient
        return Answer("delay", f"検査のため{self.minutes}分遅れて届きます", until=now + timedelta(minutes=self.minutes))
