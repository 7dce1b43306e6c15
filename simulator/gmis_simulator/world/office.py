"""The address-change office 定期報告事務局: reads requests, asks for what is missing, registers after a week or two."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from gmis_simulator.world.accounts import Accounts
from gmis_simulator.world.addresses import check_mailbox_address
from gmis_simulator.world.agenda import Agenda
from gmis_simulator.world.clock import Clock
from gmis_simulator.world.events import EventLog
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.office_request import ITEMS, read_request
from gmis_simulator.world.settings import Settings
from gmis_simulator.world.tokens import Tokens

Outcome = Literal["missing", "no-address", "unknown", "ambiguous", "in-progress", "accepted"]

_WORDS: dict[Outcome, str] = {
    "missing": "次の項目の記載がありませんでした。"
    "お手数ですが、4点すべてを記載のうえ、もう一度お送りください。\n\n{detail}",
    "no-address": "④変更後のメールアドレスとして記載された「{detail}」は、"
    "メールアドレスとして登録できません。ご確認ください。",
    "unknown": "「{detail}」という医療機関は登録が見つかりませんでした。①医療機関名と②所在地をご確認ください。",
    "ambiguous": "「{detail}」という医療機関が複数登録されています。②所在地を登録のとおりに記載してください。",
    "in-progress": "「{detail}」の変更はすでに受け付けており、登録の手続き中です。今回のご依頼による変更は行いません。",
    "accepted": "「{detail}」のメールアドレス変更のご依頼を受け付けました。厚生労働省に登録を依頼します。"
    "登録には1～2週間程度かかります。完了しましたら、変更後のメールアドレスにお知らせします。",
}
_DASHES = re.compile("[‐‑‒–—―−─ー]")
_READ = 20_000  # signs; nobody reads on, and to search a text of megabytes would keep every other world waiting
_CLOSING = "\n\n大阪府医療機能情報提供制度及びかかりつけ医機能報告制度 定期報告事務局\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A mail that the office writes: ``to``, ``subject`` and ``text``."""

    to: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Register:
    """The job on the agenda: the ministry registers ``address`` for the institution."""

    username: str
    address: str


class Office:
    """Everything about it is assumed but the four items, the time it takes and the notice at the end [manual]."""

    def __init__(
        self,
        clock: Clock,
        settings: Settings,
        events: EventLog,
        tokens: Tokens,
        agenda: Agenda,
        accounts: Accounts,
        put_institution: Callable[[Institution], None],
        world: str,
    ) -> None:
        self._clock, self._settings, self._events, self._tokens = clock, settings, events, tokens
        self._agenda, self._accounts, self._put, self._world = agenda, accounts, put_institution, world
        self.in_progress: set[str] = set()  # usernames

    def receive(self, sender: str, text: str) -> Note:
        """The answer to a request that ``sender`` wrote; a complete one is put on the agenda."""
        items = read_request(text[:_READ])
        outcome, detail, institution = self._judge(items)
        more = {"missing": [label for item, label in ITEMS.items() if item not in items]} if detail == "" else {}
        self._events.append("office.answered", sender=sender, outcome=outcome, items=sorted(items), **more)
        if institution:
            least, most = (days * 86_400 for days in self._settings.address_change_days)
            due = self._clock.now() + timedelta(seconds=self._tokens.between(least, most))
            self.in_progress.add(institution.username)
            self._agenda.add(due, Register(institution.username, items["address"]))
        detail = detail or "\n".join(more["missing"])
        subject = "【定期報告事務局】メールアドレス変更のご依頼について"
        return Note(sender, subject, _WORDS[outcome].format(detail=detail) + _CLOSING)

    def register(self, job: Register) -> Note:
        """The new address counts from now on; the notice of that goes to it."""
        self.in_progress.discard(job.username)
        institution = self._accounts.get(job.username)
        if institution is None:  # it was removed, or has another user name, since it asked
            self._events.append("address.refused", username=job.username, address=job.address, reason="no-account")
            text = "ご依頼の医療機関の登録が見つからないため、メールアドレスを変更できませんでした。"
            return Note(job.address, "【大阪府】メールアドレスを変更できませんでした", text + _CLOSING)
        self._put(replace(institution, registered_address=job.address))
        self._events.append("address.changed", username=job.username, address=job.address)
        text = (
            f"{institution.name} 様\n\nG-MISに登録されているメールアドレスの変更が完了しました。\n"
            "パスワードの再設定は、お手数ですが、ユーザ名の入力からもう一度お手続きください。"
        )
        return Note(job.address, "【大阪府】メールアドレスの変更が完了しました", text + _CLOSING)

    def _judge(self, items: dict[str, str]) -> tuple[Outcome, str, Institution | None]:
        """The outcome, what it is about, and the institution if the request is accepted."""
        if items.keys() < ITEMS.keys():
            return "missing", "", None
        try:
            check_mailbox_address(items["address"])
        except ValueError:
            return "no-address", items["address"], None
        named = [each for each in self._accounts if _plain(each.name) == _plain(items["name"])]
        if len(named) > 1:
            named = [each for each in named if _plain(each.location) == _plain(items["location"])]
            if len(named) != 1:
                return "ambiguous", items["name"], None
        if not named:
            return "unknown", items["name"], None
        if named[0].username in self.in_progress:
            return "in-progress", items["name"], None
        return "accepted", items["name"], named[0]


def _plain(text: str) -> str:
    """``text`` without what people write one way or another: spaces, widths, capitals, and which of the dashes."""
    return _DASHES.sub("-", "".join(unicodedata.normalize("NFKC", text).split()).lower())
