"""An institution 医療機関: an account holder of G-MIS."""

import re
from dataclasses import dataclass, field
from datetime import datetime

USERNAME = re.compile(r"[A-Za-z0-9]{8}")  # manual: 英数字8桁, for example ex000000


def is_username(text: str) -> bool:
    """Whether ``text`` has the form of a user name: 8 half-width letters or digits [manual]."""
    return USERNAME.fullmatch(text) is not None


def username_key(username: str) -> str:
    """What two spellings of one user name share: capitals do not matter [platform]."""
    return username.lower()


@dataclass
class Institution:
    """``registered_address`` 登録メールアドレス is empty when none is registered. Times are world times."""

    username: str
    name: str
    registered_address: str
    first_password: str
    password_hashes: list[str] = field(default_factory=list)  # newest first; the first one is in force
    location: str = ""  # 所在地; the office tells institutions of one name apart by it
    enabled: bool = True
    may_report: bool = True  # public: without this right 定期報告 cannot be started
    failures: int = 0  # failed logins in a row
    locked_until: datetime | None = None
    changed_at: datetime | None = None  # last password change by its holder
    requests: list[datetime] = field(default_factory=list)  # reset requests of the last 24 hours
    removed: bool = False  # it is no account any more, and stands here for what was sent to it before

    def locked(self, now: datetime) -> bool:
        """Whether the account is locked at ``now``."""
        return self.locked_until is not None and now < self.locked_until
