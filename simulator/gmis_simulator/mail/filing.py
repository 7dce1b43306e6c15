"""A message is filed in a mailbox's folder: its text treated, its headers completed, the inbox told."""

import contextlib
import re
from datetime import timedelta

from gmis_simulator.mail.message import Message, with_headers, without_headers
from gmis_simulator.mail.reader import InboxDown, MailReader
from gmis_simulator.mail.relay import Relay
from gmis_simulator.mail.rewriting import Change, rewritten
from gmis_simulator.mail.treatment import links_as_text, links_of, safe_links
from gmis_simulator.serving.aside import Aside, TookTooLong
from gmis_simulator.world.jobs import Visit
from gmis_simulator.world.mailbox import Delivery, Folder, Mailbox
from gmis_simulator.world.received import Received
from gmis_simulator.world.world import World

# what would pass for a folder, for another recipient, or for a check of ours
_FORGEABLE = ("X-Tags", "Bcc", "Authentication-Results")
_MESSAGE_ID = re.compile(rb"^Message-ID[ \t]*:[ \t\r\n]*<([^>\r\n]+)>", re.IGNORECASE | re.MULTILINE)


class Filing:
    """Files by ``relay``; moves and counts by ``reader``; ``aside`` treats what is large."""

    def __init__(self, relay: Relay, reader: MailReader, aside: Aside) -> None:
        self._relay, self._reader, self._aside = relay, reader, aside

    async def file(self, world: World, mailbox: Mailbox, mail: Received, folder: Folder, mark: str = "") -> str:
        """The inbox's ID; raises NotTaken."""
        raw, change, scans = without_headers(mail.raw, *_FORGEABLE), _treatment(world, mailbox), mailbox.persona.scanner
        links: list[str] = []
        if change or mark or scans:
            with contextlib.suppress(TookTooLong):  # then it stays as it came; its verdict says why
                raw, links = await self._aside.call(len(raw), treated, raw, mark, change, bool(scans))
        raw = with_headers(raw, [("X-Tags", folder), ("Delivered-To", mailbox.address), *mail.trace])
        found = await self._relay.hand_over(mail.sender, mailbox.address, raw, mail.message_id, folder)
        now = world.clock.now()
        mailbox.delivered[found] = Delivery(folder, now, mail.sender, raw)
        world.events.append("mail.delivered", **mail.seen(mailbox.address), folder=folder, id=found)
        if scans and links:
            due = now + timedelta(seconds=scans)
            world.agenda.add(due, Visit(mailbox.address, found, tuple(links)))
        return found

    async def file_again(self, address: str, delivery: Delivery) -> str:
        """The inbox's new ID of a message that was filed before, in another inbox perhaps; raises NotTaken."""
        tagged = b"X-Tags: " + delivery.folder.encode("ascii") + b"\r\n" + delivery.raw.partition(b"\r\n")[2]
        found = _MESSAGE_ID.search(delivery.raw)
        message_id = found[1].decode("ascii", "replace") if found else ""
        return await self._relay.hand_back(delivery.sender, address, tagged, message_id, delivery.folder)

    async def forget(self, ids: list[str]) -> None:
        """Have these messages deleted; where the inbox is down nobody can, and they stay."""
        with contextlib.suppress(InboxDown):
            await self._reader.delete(ids)

    async def move(self, world: World, mailbox: Mailbox, message_id: str, folder: Folder, by: str) -> bool:
        """Whether the message was moved to ``folder``; raises InboxDown. ``by``: owner or gateway."""
        delivery = mailbox.delivered.get(message_id)
        if delivery is None or delivery.folder == folder:
            return False
        await self._reader.move(message_id, folder)
        before, delivery.folder = delivery.folder, folder
        if before == "quarantine":
            delivery.at = world.clock.now()
        world.events.append("mail.moved", to=mailbox.address, id=message_id, source=before, folder=folder, by=by)
        return True

    async def delete(self, world: World, mailbox: Mailbox, message_id: str) -> bool:
        """Whether the message was there and is now deleted; raises InboxDown."""
        if message_id not in mailbox.delivered:
            return False
        await self._reader.delete([message_id])
        folder = mailbox.delivered.pop(message_id).folder
        world.events.append("mail.deleted", to=mailbox.address, id=message_id, folder=folder)
        return True


def treated(raw: bytes, mark: str, change: Change | None, scans: bool) -> tuple[bytes, list[str]]:
    """``raw`` with its ``mark`` and its ``change``, and its links, as they were sent, for who ``scans`` it."""
    message = Message(raw)
    links = links_of(message) if scans else []
    return rewritten(message, mark=mark, change=change), links


def _treatment(world: World, mailbox: Mailbox) -> Change | None:
    """What becomes of the links in a mail to ``mailbox``, if anything does."""
    match mailbox.persona.links:
        case "text":
            return links_as_text
        case "safe-links":
            return safe_links(world, mailbox.address)
    return None
