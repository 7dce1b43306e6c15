"""What a type cannot say of a world's document, and without which the world would fail later, far from the cause."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from gmis_api.language import _
from gmis_api.shown import shown
from gmis_simulator.world.addresses import check_registered
from gmis_simulator.world.clock import FIRST, check_lives
from gmis_simulator.world.jobs import Deliver
from gmis_simulator.world.password_hash import is_hash
from gmis_simulator.world.snapshot import State

_LAST_YEAR = 8999  # in which something may be due in a world that itself has not come so far
_ENVELOPE = re.compile(r"[!-;=?A-~]{1,64}@[!-;=?A-~]{1,255}")  # as it stands in SMTP, between < and >
_ANYBODY = "nobody@world.example"
_HOST = re.compile(r"[A-Za-z0-9.:_-]{1,253}")


def check_state(state: State) -> None:
    """Raises ValueError for a moment without zone or beyond all years, a hash or an address that is none."""
    check_lives(_with_zone(state.now))
    for moment in _moments(state.model_dump()):
        if not FIRST.year <= _with_zone(moment).year <= _LAST_YEAR:
            raise ValueError(
                _("{moment} lies in no year from {first} to {last}", moment=moment, first=FIRST.year, last=_LAST_YEAR)
            )
    for institution in state.institutions:
        address = institution.registered_address
        if address:
            check_registered(address)
        for each in institution.password_hashes:
            if not is_hash(each):
                raise ValueError(
                    _("{value} is no hash of a password as this simulator makes and allows them", value=shown(each))
                )
    for letter in state.letters:
        check_registered(letter.recipient)  # to which perhaps nothing can be sent: then it comes back
        _check_sent(_("letter {number}", number=letter.number), letter.sender, letter.sender or _ANYBODY, letter.raw)
        for said in (letter.host.name, letter.host.address):
            if not _HOST.fullmatch(said):
                raise ValueError(
                    _(
                        "letter {number} cannot be sent by {host}: that is no host",
                        number=letter.number,
                        host=shown(said),
                    )
                )
    for job in (each.job for each in state.agenda):
        if isinstance(job, Deliver):
            _check_sent(
                _("the mail to {address}", address=shown(job.address)), job.mail.sender, job.address, job.mail.raw
            )
    for mailbox in state.mailboxes:
        for each in (mailbox.address, *mailbox.members, *filter(None, [mailbox.forward_to])):
            _check_sent(_("what is forwarded"), "", each, None)
        for mail in mailbox.delivered.values():
            _check_sent(_("the mail to {address}", address=shown(mailbox.address)), mail.sender, mailbox.address, None)


def _check_sent(what: str, sender: str, recipient: str, raw: bytes | None) -> None:
    for address in (recipient, *filter(None, [sender])):  # a bounce has no sender
        if not _ENVELOPE.fullmatch(address):
            raise ValueError(_("{what} cannot be sent: {address} is no address", what=what, address=shown(address)))
    if raw is not None and not raw.startswith(b"\r\n") and b"\r\n\r\n" not in raw:
        raise ValueError(_("{what} cannot be sent: no empty line, ended by CRLF, ends its headers", what=what))


def _with_zone(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(_("{moment} must have its zone, such as +09:00", moment=moment))
    return moment


def _moments(value: Any) -> Iterator[datetime]:
    if isinstance(value, datetime):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _moments(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _moments(each)
