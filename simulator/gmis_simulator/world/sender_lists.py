"""The lists of senders that a mailbox's owner keeps."""

import re
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, field_validator

ListName = Literal["safe_senders", "must_receive", "blocked_senders", "address_book", "forwarders"]
LIST_NAMES: tuple[ListName, ...] = get_args(ListName)

_ENTRY = re.compile(r"(?:[A-Za-z0-9._%+-]+@|@)?[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")


def check_entry(entry: str) -> str:
    """``entry`` of a sender list, trimmed; raises ValueError when it is neither an address nor a domain."""
    entry = entry.strip()
    if not _ENTRY.fullmatch(entry):
        raise ValueError("メールアドレスまたはドメインを半角で入力してください。")
    return entry


def is_address(entry: str) -> bool:
    """Whether ``entry`` is a whole address, not a domain."""
    return not entry.startswith("@") and "@" in entry


class SenderLists(BaseModel):
    """An entry is an address, or a domain; a domain stands for exactly that domain."""

    model_config = ConfigDict(extra="forbid")

    safe_senders: list[str] = []
    must_receive: list[str] = []  # au: 必ず受信, which is looked at before all else
    blocked_senders: list[str] = []
    address_book: list[str] = []
    forwarders: list[str] = []  # addresses whose mail is forwarded to here

    @field_validator("*")
    @classmethod
    def _addresses_or_domains(cls, entries: list[str]) -> list[str]:
        return [check_entry(entry) for entry in entries]

    def of(self, name: ListName) -> list[str]:
        """The list of that name."""
        found: list[str] = getattr(self, name)
        return found

    def add(self, name: ListName, entry: str) -> bool:
        """Whether ``entry`` was added (it is there only once); raises ValueError when it is neither form."""
        entry = check_entry(entry)
        if entry in self.of(name):
            return False
        self.of(name).append(entry)
        return True
