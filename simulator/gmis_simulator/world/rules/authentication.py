"""Rules that look at whether the sender is who it says it is."""

from datetime import datetime
from typing import Literal

from gmis_simulator.world.authentication import Authentication
from gmis_simulator.world.rules.rule import Against, Answer, Incoming, Recipient, Rule

_NOT_CHECKED = "送信元の認証結果がありません"


class Spoofing(Rule):
    """なりすまし: ``level`` is how strictly the sender is checked [the levels are au's; what each checks is assumed].

    high: the envelope's sender by SPF and the From header by DMARC; middle: the envelope's sender by SPF;
    low: refused only where SPF, DKIM and DMARC all fail to pass.
    """

    rule: Literal["spoofing"] = "spoofing"
    title = "なりすまし"
    verdict: Against = "discard"
    level: Literal["high", "middle", "low"] = "high"

    def judge(self, mail: Incoming, recipient: Recipient, now: datetime) -> Answer:
        """Decide for a sender who cannot be confirmed."""
        del now
        if mail.authentication is None:
            return Answer(None, _NOT_CHECKED)
        wrong = self._wrong(mail.authentication)
        if wrong:
            return self.against(self.verdict, recipient, f"{wrong}、なりすましの疑いがあります ({mail.authentication})")
        return Answer(None, f"送信元を確認できました ({mail.authentication})")

    def _wrong(self, found: Authentication) -> str:
        if self.level == "low":
            nothing_passes = "pass" not in (found.spf, found.dkim, found.dmarc)
            return "送信元をどの方法でも確認できず" if nothing_passes else ""
        if found.spf != "pass":
            return "封筒の差出人 (エンベロープFrom) を確認できず"
        if self.level == "high" and found.dmarc != "pass":
            return "表示される差出人 (ヘッダーFrom) を確認できず"
        return ""


class Dmarc(Rule):
    """DMARC: what the sender's own domain asks for is done: junk for quarantine, 550 for reject.

    A mail without any passing check goes to junk whatever is asked for [public: Gmail's sender guidelines].
    """

    rule: Literal["dmarc"] = "dmarc"
    title = "送信ドメイン認証 (DMARC)"

    def judge(self, mail: Incoming, recipient: Recipient, now: datetime) -> Answer:
        """Decide for a mail that fails."""
        del recipient, now
        found = mail.authentication
        if found is None:
            return Answer(None, _NOT_CHECKED)
        if found.dmarc == "pass":
            return Answer(None, f"送信元を確認できました ({found})")
        if found.dmarc == "fail" and found.policy == "reject":
            reply = "550 5.7.26 this mail is not authenticated, and its domain's DMARC policy asks to reject it"
            return Answer("reject", f"送信元を確認できず、送信元のドメインが拒否を求めています ({found})", reply)
        if found.dmarc == "fail" and found.policy == "quarantine":
            return Answer("junk", f"送信元を確認できず、送信元のドメインが隔離を求めています ({found})")
        if "pass" not in (found.spf, found.dkim):
            return Answer("junk", f"送信元をどの方法でも確認できません ({found})")
        return Answer(None, f"確認できませんが、送信元のドメインは何も求めていません ({found})")
