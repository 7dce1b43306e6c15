"""Rules that look at what a mail holds."""

import re
from datetime import datetime
from typing import Literal

from pydantic import Field

from gmis_simulator.world.one_line import PATTERN
from gmis_simulator.world.rules.rule import Against, Answer, Incoming, Recipient, Rule

_HOST = re.compile(r"https?://(?:[^/?#@]*@)?([^/?#:]+)", re.IGNORECASE)


class Virus(Rule):
    """ウイルス: knows one, EICAR's harmless test file."""

    rule: Literal["virus"] = "virus"
    title = "ウイルス検査"

    def judge(self, mail: Incoming, recipient: Recipient, now: datetime) -> Answer:
        """Discard what holds the test file."""
        del recipient, now
        if mail.has_virus:
            return Answer("discard", "ウイルス (EICARテストファイル) が見つかりました")
        return Answer(None, "ウイルスは見つかりません")


class HtmlMail(Rule):
    """HTMLメール: any mail with an HTML part."""

    rule: Literal["html-mail"] = "html-mail"
    title = "HTMLメール"
    verdict: Against = "discard"

    def judge(self, mail: Incoming, recipient: Recipient, now: datetime) -> Answer:
        """Decide for mails with HTML."""
        del now
        if mail.is_html:
            return self.against(self.verdict, recipient, "HTMLメールです")
        return Answer(None, "HTMLメールではありません")


class Links(Rule):
    """URLリンク付きメール: any link, or, with ``hosts``, a link to one of them or below it."""

    rule: Literal["links"] = "links"
    title = "URLリンク付きメール"
    verdict: Against = "discard"
    hosts: list[str] = Field(default_factory=list)

    def judge(self, mail: Incoming, recipient: Recipient, now: datetime) -> Answer:
        """Decide for mails with such links."""
        del now
        hosts = [match[1].lower() for link in mail.links if (match := _HOST.match(link))]
        if not hosts:
            return Answer(None, "本文にURLがありません")
        if not self.hosts:
            return self.against(self.verdict, recipient, f"本文にURL ({hosts[0]}) があります")
        for host in hosts:
            if any(host == listed or host.endswith(f".{listed}") for listed in self.hosts):
                return self.against(self.verdict, recipient, f"本文のURL ({host}) は拒否するURLの一覧にあります")
        return Answer(None, f"本文のURL ({hosts[0]}) は拒否するURLの一覧にありません")


class SpamScore(Rule):
    """迷惑メール判定: SpamAssassin's score; without its spamd the rule says so and does not decide."""

    rule: Literal["spam-score"] = "spam-score"
    title = "迷惑メール判定 (SpamAssassin)"
    verdict: Literal["inbox", "junk", "discard"] = "junk"
    threshold: float = Field(5.0, allow_inf_nan=False)  # SpamAssassin's own default
    mark: str = Field("", max_length=40, pattern=PATTERN)

    def judge(self, mail: Incoming, recipient: Recipient, now: datetime) -> Answer:
        """Decide for a mail that reaches the threshold."""
        del recipient, now
        if mail.spam_score is None:
            return Answer(None, mail.not_scored or "判定していません")
        scored = f"点数は {mail.spam_score:.1f} ({self.threshold:.1f} 以上が迷惑メール) です"
        if mail.spam_score >= self.threshold:
            return Answer(self.verdict, scored, mark=self.mark)
        return Answer(None, scored)
