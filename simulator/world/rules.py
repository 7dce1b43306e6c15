"""The rules by which a recipient's side treats a message: each answers with a verdict, or not at all."""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

_ENTRY = re.compile(r"(?:[A-Za-z0-9._%+-]+@|@)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")

VerdictName = Literal["inbox", "junk", "discard"]


def check_entry(entry: str) -> str:
    """``entry`` of a sender list, trimmed; raises ValueError when it is neither an address nor a domain."""
    entry = entry.strip()
    if not _ENTRY.fullmatch(entry):
        raise ValueError("メールアドレスまたはドメインを半角で入力してください。")
    return entry


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a mail server sees of a message: the envelope's sender and the From header's address."""

    envelope_sender: str
    header_sender: str

    def is_from(self, entries: list[str]) -> str | None:
        """The entry (an address, or a whole domain) that names this sender, if one does."""
        senders = {self.envelope_sender.lower(), self.header_sender.lower()}
        names = senders | {sender.rpartition("@")[2] for sender in senders}
        return next((entry for entry in entries if entry.lower().removeprefix("@") in names), None)


class SenderLists(BaseModel):
    """The two lists that the mailbox's owner keeps; an entry is an address or a domain."""

    safe_senders: list[str] = []
    blocked_senders: list[str] = []

    def add_safe_sender(self, entry: str) -> bool:
        """Whether ``entry`` was added (it is there only once); raises ValueError when it is neither form."""
        entry = check_entry(entry)
        if entry in self.safe_senders:
            return False
        self.safe_senders.append(entry)
        return True


class _Rule(BaseModel, ABC):
    model_config = ConfigDict(extra="forbid")

    @abstractmethod
    def judge(self, mail: Incoming, lists: SenderLists) -> tuple[VerdictName | None, str]:
        """A verdict, or None, and the reason in words that a help desk understands."""


class BlockList(_Rule):
    """拒否リスト: a blocked sender's mail goes where the rule says."""

    rule: Literal["block-list"] = "block-list"
    verdict: Literal["junk", "discard"] = "discard"

    def judge(self, mail: Incoming, lists: SenderLists) -> tuple[VerdictName | None, str]:
        entry = mail.is_from(lists.blocked_senders)
        return (self.verdict, f"拒否リストに {entry} があります") if entry else (None, "拒否リストにありません")


class SafeSenders(_Rule):
    """安全な差出人: their mail goes to the inbox."""

    rule: Literal["safe-senders"] = "safe-senders"

    def judge(self, mail: Incoming, lists: SenderLists) -> tuple[VerdictName | None, str]:
        entry = mail.is_from(lists.safe_senders)
        return ("inbox", f"安全な差出人に {entry} があります") if entry else (None, "安全な差出人にありません")


class UnknownSender(_Rule):
    """知らない差出人: whoever is on no list; put it after the rule safe-senders."""

    rule: Literal["unknown-sender"] = "unknown-sender"
    verdict: Literal["junk", "discard"] = "junk"

    def judge(self, mail: Incoming, lists: SenderLists) -> tuple[VerdictName | None, str]:
        if mail.is_from(lists.safe_senders):
            return None, "知っている差出人です"
        return self.verdict, f"{mail.header_sender} は知らない差出人です"


AnyRule = Annotated[BlockList | SafeSenders | UnknownSender, Field(discriminator="rule")]
