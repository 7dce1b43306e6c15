"""Whose mailbox is looked into, and what has come into it."""

from dataclasses import dataclass, field

from fixtures.control import Event
from gmis.retold.script import Script
from gmis.retold.world_seen import WorldSeen

SUBJECT = "パスワード再設定"  # by which the sentences know a reset mail
FOLDERS = {"inbox": "受信トレイ", "junk": "迷惑メール", "quarantine": "隔離"}


@dataclass(slots=True)
class Arrived:
    """A mail in a mailbox; ``link``: the number of the reset link in it, if it has one."""

    id: str
    to: str
    subject: str
    folder: str
    link: int | None

    @property
    def is_reset(self) -> bool:
        """Whether the sentences take it for a reset mail."""
        return SUBJECT in self.subject


@dataclass(slots=True)
class Reader:
    """``registered``: the registered address of the user; ``elsewhere``: another one that is looked into."""

    seen: WorldSeen
    script: Script
    registered: str = ""
    elsewhere: str = ""
    mails: list[Arrived] = field(default_factory=list)

    @property
    def address(self) -> str:
        """The mailbox that is looked into."""
        return self.elsewhere or self.registered

    def look_into(self, address: str) -> None:
        """Say so where it is another one."""
        if address.lower() != self.address.lower():
            self.elsewhere = address
            self.script.say("when", f"「{self.seen.short(address)}」のメールボックスを見る")

    def delivered(self, event: Event) -> None:
        """A mail came."""
        data = event.data
        link = self.seen.links.get(data["id"])
        if link is None and SUBJECT in data["subject"]:  # it is deleted since: the newest link that no mail has
            issued = [each.data["link"] for each in self.seen.events[: event.seq] if each.kind == "link.issued"]
            free = [number for number in issued if number not in self.seen.links.values()]
            link = free[-1] if free else None
        self.mails.append(Arrived(data["id"], data["to"], data["subject"], data["folder"], link))

    def resets(self, *, folder: str | None = None) -> list[Arrived]:
        """The reset mails in the mailbox that is looked into, oldest first."""
        return [
            each
            for each in self.mails
            if each.is_reset and each.to.lower() == self.address.lower() and folder in (None, each.folder)
        ]

    def find(self, mail: str) -> Arrived | None:
        """The mail with that ID."""
        return next((each for each in self.mails if each.id == mail), None)

    def copy_link(self, number: int | None) -> bool:
        """Whether the URL of that link could be copied out of a mail."""
        carrying = [each for each in self.mails if each.is_reset and each.link == number]
        if not carrying:
            return False
        self.look_into(carrying[-1].to)
        mails = self.resets()
        at = mails.index(carrying[-1]) + 1
        self.script.say("when", "メールのURLをコピーする" if at == len(mails) else f"{at}通目のメールのURLをコピーする")
        return True

    def open_mail(self, mail: Arrived) -> None:
        """By its place among the mails of its folder."""
        self.look_into(mail.to)
        folder, resets = FOLDERS[mail.folder], self.resets(folder=mail.folder)
        if mail not in resets:
            self.script.say("when", f"「{folder}」の件名に「{mail.subject}」を含むメールを開く")
        elif mail is resets[-1]:
            self.script.say("when", f"「{folder}」の再設定メールを開く")
        else:
            self.script.say("when", f"「{folder}」の{resets.index(mail) + 1}通目の再設定メールを開く")
