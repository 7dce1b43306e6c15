"""The events of mails."""

from fixtures.control import Event
from gmis.retold.mail_owner import MailOwner
from gmis.retold.telling import Telling


class OfMail:
    """``owner``: who moves, deletes and writes them."""

    def __init__(self, now: Telling, owner: MailOwner) -> None:
        self._now, self._mails = now, owner
        self.tells = {
            "mail.delivered": self._mail_delivered,
            "mail.moved": self._mail_moved,
            "mail.deleted": self._mail_deleted,
            "mail.unanswered": self._mail_unanswered,
            "office.answered": self._office_answered,
            "address.changed": self._address_changed,
        }

    def _mail_delivered(self, event: Event) -> None:
        self._now.caused[event.kind] += 1
        self._now.reader.delivered(event)

    def _mail_moved(self, event: Event) -> None:
        if event.data["by"] == "owner":
            self._now.act(event)
            self._now.mail_matters = True
        else:
            self._now.caused[event.kind] += 1
        self._mails.moved(event.data)

    def _mail_deleted(self, event: Event) -> None:
        self._now.act(event)
        self._mails.deleted(event.data)

    def _mail_unanswered(self, event: Event) -> None:
        if not event.data["sender"]:  # a bounce, which nobody reads
            self._now.caused[event.kind] += 1
            return
        self._now.act(event)
        self._mails.unanswered(event.data)
        self._now.in_request = False

    def _office_answered(self, event: Event) -> None:
        self._now.act(event)
        self._mails.asked_the_office(event)
        self._now.in_request = False

    def _address_changed(self, event: Event) -> None:
        self._now.caused[event.kind] += 1
        if event.data["username"] == self._now.user_name:
            self._now.reader.registered = event.data["address"]
