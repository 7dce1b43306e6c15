"""Rules that look at who sends."""

from abc import abstractmethod
from datetime import datetime
from typing import ClassVar, Literal

from pydantic import Field

from gmis_simulator.world.rules.rule import Against, Answer, Incoming, Recipient, Rule
from gmis_simulator.world.sender_lists import ListName, is_address

MOBILE_DOMAINS = ("docomo.ne.jp", "au.com", "ezweb.ne.jp", "softbank.ne.jp", "i.softbank.jp", "ymobile.ne.jp")


def named_by(mail: Incoming, entries: list[str]) -> str | None:
    """The entry (an address, or a whole domain) that names the sender in the From header or in the envelope."""
    senders = {mail.envelope_sender.lower(), mail.header_sender.lower()} - {""}
    names = senders | {_domain(sender) for sender in senders}
    return next((entry for entry in entries if entry.lower().removeprefix("@") in names), None)


def _domain(address: str) -> str:
    return address.lower().rpartition("@")[2]


class _List(Rule):
    """A list of the owner's. ``entries``: which of its entries count here."""

    list_name: ClassVar[ListName]
    entries: Literal["all", "addresses", "domains"] = "all"

    @abstractmethod
    def decide(self, recipient: Recipient, reason: str) -> Answer:
        """What becomes of a mail that the list names."""

    def judge(self, mail: Incoming, recipient: Recipient, now: datetime) -> Answer:
        """Decide for those who are named."""
        del now
        entries = recipient.lists.of(self.list_name)
        if self.entries != "all":
            entries = [entry for entry in entries if is_address(entry) == (self.entries == "addresses")]
        found = self.found(mail, entries)
        if found:
            return self.decide(recipient, f"{self.called}に {found} があります")
        return Answer(None, f"{self.called}にありません")

    def found(self, mail: Incoming, entries: list[str]) -> str | None:
        """The entry that fits."""
        return named_by(mail, entries)


class BlockList(_List):
    """拒否リスト: a blocked sender's mail goes where the rule says."""

    rule: Literal["block-list"] = "block-list"
    title, list_name = "拒否リスト", "blocked_senders"
    verdict: Against = "discard"

    def decide(self, recipient: Recipient, reason: str) -> Answer:
        """As the rule says."""
        return self.against(self.verdict, recipient, reason)


class _Allow(_List):
    def decide(self, recipient: Recipient, reason: str) -> Answer:
        """Their mail goes to the inbox."""
        del recipient
        return Answer("inbox", reason)


class SafeSenders(_Allow):
    """安全な差出人: their mail goes to the inbox.

    ``domains`` all: entries that are domains count only where both the domain of the From header and that of the
    envelope are listed.
    """

    rule: Literal["safe-senders"] = "safe-senders"
    title, list_name = "安全な差出人", "safe_senders"
    domains: Literal["any", "all"] = "any"

    def found(self, mail: Incoming, entries: list[str]) -> str | None:
        """The entry that fits; where all domains must be listed, the first of them."""
        if self.domains == "any":
            return named_by(mail, entries)
        if address := named_by(mail, [entry for entry in entries if is_address(entry)]):
            return address
        listed = {entry.lower().removeprefix("@") for entry in entries if not is_address(entry)}
        needed = {_domain(mail.header_sender), _domain(mail.envelope_sender)}
        return " と ".join(sorted(needed)) if needed <= listed else None


class MustReceive(_Allow):
    """必ず受信: an allow list that is looked at first."""

    rule: Literal["must-receive"] = "must-receive"
    title, list_name = "必ず受信", "must_receive"


class AddressBook(_Allow):
    """アドレス帳: who is in it is known."""

    rule: Literal["address-book"] = "address-book"
    title, list_name = "アドレス帳", "address_book"


class ForwarderList(_Allow):
    """転送元: mail that was first addressed to one of these addresses."""

    rule: Literal["forwarder-list"] = "forwarder-list"
    title, list_name = "転送元・メーリングリスト", "forwarders"

    def found(self, mail: Incoming, entries: list[str]) -> str | None:
        """The entry that the mail was first addressed to."""
        addressed = {address.lower() for address in mail.addressed_to}
        return next((entry for entry in entries if entry.lower() in addressed), None)


class UnknownSender(Rule):
    """知らない差出人: whoever is on no list; put it last."""

    rule: Literal["unknown-sender"] = "unknown-sender"
    title = "知らない差出人"
    verdict: Literal["inbox", "junk", "discard"] = "junk"
    mark: str = Field("", max_length=40)

    def judge(self, mail: Incoming, recipient: Recipient, now: datetime) -> Answer:
        """Decide for everybody who comes this far."""
        del recipient, now
        sender = mail.header_sender or mail.envelope_sender or "差出人のないメール"
        return Answer(self.verdict, f"{sender} は知らない差出人です", mark=self.mark)


class NotMobile(Rule):
    """携帯・PHS以外からのメール: who does not send from a mobile carrier's domain."""

    rule: Literal["not-mobile"] = "not-mobile"
    title = "携帯電話・PHS以外からのメール"
    verdict: Against = "discard"

    def judge(self, mail: Incoming, recipient: Recipient, now: datetime) -> Answer:
        """Decide for senders from elsewhere."""
        del now
        domain = _domain(mail.header_sender)
        if domain in MOBILE_DOMAINS:
            return Answer(None, f"{domain} は携帯電話会社のドメインです")
        reason = f"{domain or '差出人のないメール'} は携帯電話会社のドメインではありません"
        return self.against(self.verdict, recipient, reason)
