"""Rules that answer at RCPT, before the message itself is sent."""

from datetime import datetime, timedelta
from typing import ClassVar, Literal

from pydantic import Field

from gmis_simulator.world.rules.rule import Answer, Incoming, Recipient, Rule, Stage


class _AtRcpt(Rule):
    stage: ClassVar[Stage] = "envelope"


class DeadAddress(_AtRcpt):
    """廃止されたアドレス: there is nobody of that name any more."""

    rule: Literal["dead-address"] = "dead-address"
    title = "宛先の確認"

    def judge(self, mail: Incoming, recipient: Recipient, now: datetime) -> Answer:
        """Refuse everything for good."""
        del mail, now
        reply = f"550 5.1.1 <{recipient.address}>: Recipient address rejected: User unknown"
        return Answer("reject", f"{recipient.address} は廃止されたアドレスです", reply)


class FullMailbox(_AtRcpt):
    """容量超過: ``capacity`` mails fit in; the sender is told to try again."""

    rule: Literal["full-mailbox"] = "full-mailbox"
    title = "メールボックスの容量"
    capacity: int = Field(100, ge=1)

    def judge(self, mail: Incoming, recipient: Recipient, now: datetime) -> Answer:
        """Refuse for now while it is full."""
        del mail, now
        used = recipient.stored + recipient.clutter
        if used < self.capacity:
            return Answer(None, f"{self.capacity}通のうち{used}通です")
        reply = f"452 4.2.2 <{recipient.address}>: mailbox is full"
        return Answer("reject", f"メールボックスがいっぱいです ({self.capacity}通のうち{used}通)", reply)


class Greylisting(_AtRcpt):
    """グレイリスティング: a sender who is not known yet is accepted ``minutes`` after the first try."""

    rule: Literal["greylisting"] = "greylisting"
    title = "グレイリスティング"
    minutes: int = Field(5, ge=1, le=1440)

    def judge(self, mail: Incoming, recipient: Recipient, now: datetime) -> Answer:
        """Refuse for now whoever comes for the first time."""
        first = recipient.first_tries.get(mail.envelope_sender.lower())
        if first is not None and now - first >= timedelta(minutes=self.minutes):
            return Answer(None, f"最初の送信から{self.minutes}分以上たっています")
        reply = f"450 4.2.0 <{recipient.address}>: Recipient address rejected: Greylisted, try again later"
        reason = f"初めての差出人なので、いったん断りました ({self.minutes}分後からの再送を受け取ります)"
        return Answer("reject", reason, reply)
