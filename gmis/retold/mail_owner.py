"""What the user did with mails: moved, deleted, and wrote them."""

from collections.abc import Sequence
from typing import Any

from fixtures.control import Event
from gmis.retold.reader import FOLDERS, Reader
from gmis.retold.script import Script

_BUTTON = {
    "inbox": "ボタン「迷惑メールに移動」を押す",
    "junk": "「迷惑メールではない」を押す",
    "quarantine": "「隔離を解除」を押す",
}
_NEW_ADDRESS = "shin"  # where the log does not say which one was asked for


class MailOwner:
    """``events``: all of them, since what was asked of the office shows only when it is registered."""

    def __init__(self, script: Script, reader: Reader, events: Sequence[Event]) -> None:
        self._script, self._reader, self._events = script, reader, events

    def moved(self, data: dict[str, Any]) -> None:
        """By its owner, or when its time in quarantine was over."""
        mail = self._reader.find(data["id"])
        if data["by"] == "owner":
            if mail is None or data["source"] not in FOLDERS:
                self._script.remark("mail.moved: そのメールが記録にない。")
                return
            self._reader.open_mail(mail)
            self._script.do(_BUTTON[data["source"]])
        if mail:
            mail.folder = data["folder"]

    def deleted(self, data: dict[str, Any]) -> None:
        """By its owner."""
        mail = self._reader.find(data["id"])
        if mail is None:
            self._script.remark("mail.deleted: そのメールが記録にない。")
            return
        self._reader.open_mail(mail)
        self._script.do("メールを削除する")
        self._reader.mails.remove(mail)

    def asked_the_office(self, event: Event) -> None:
        """For another address; only what the office made of it is known."""
        outcome, missing = event.data["outcome"], event.data.get("missing", [])
        self._reader.look_into(event.data["sender"])
        registered = (e for e in self._events[event.seq :] if e.kind == "address.changed")
        address = next((self._reader.seen.short(e.data["address"]) for e in registered), _NEW_ADDRESS)
        if outcome == "accepted":
            self._script.do(f"「{address}」への変更を、4項目すべて書いて事務局に依頼する")
        elif outcome == "missing" and len(missing) == 1:
            self._script.do(f"「{address}」への変更を、「{missing[0]}」を書かずに事務局に依頼する")
        else:
            self._script.remark(f"office.answered: 事務局の答えが「{outcome}」になる依頼は、書ける文がない。")

    def unanswered(self, data: dict[str, Any]) -> None:
        """A mail to the address that nobody reads."""
        if not data["to"].startswith("helpdesk@") or "@" not in str(data["sender"]):
            self._script.remark(f"mail.unanswered: {data['to']} へのメールは、書ける文がない。")
            return
        self._reader.look_into(data["sender"])
        self._script.remark("本文は記録に残らないので、例を書いた。")
        self._script.do("helpdeskに「メールが届きません。」と返信する")
