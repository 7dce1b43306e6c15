"""Who reads the mail to the far side: the address-change office answers, helpdesk@ only sends [manual]."""

import html
import re

from gmis_simulator.mail.connections import is_sendable
from gmis_simulator.mail.message import Message
from gmis_simulator.mail.note_mail import send_from_office
from gmis_simulator.world.mailbox import Mailbox
from gmis_simulator.world.office import Register
from gmis_simulator.world.received import Received
from gmis_simulator.world.world import World

_TAG = re.compile(r"<[^>]+>")
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr)\b[^>]*>", re.IGNORECASE)


def read_by_staff(world: World, mailbox: Mailbox, mail: Received) -> None:
    """Answer what was filed in a mailbox of the far side, or leave it."""
    message = Message(mail.raw)
    automatic = not mail.sender or message.header("Auto-Submitted").lower() not in ("", "no")
    if mailbox.owner == "office" and not automatic:
        sender = message.sender if "@" in message.sender and is_sendable(message.sender) else mail.sender
        note = world.office.receive(sender, _text_of(message))
        send_from_office(world, note, answers=f"<{mail.message_id}>")
    else:
        world.events.append("mail.unanswered", **mail.seen(mailbox.address), sender=mail.sender)


async def register(world: World, job: Register) -> None:
    """Do the job: a changed address is registered, and the notice goes to it."""
    send_from_office(world, world.office.register(job))


def _text_of(message: Message) -> str:
    texts = message.texts()
    plain = next((text for kind, text in texts if kind == "plain"), None)
    if plain is not None:
        return plain
    rich = next((text for _, text in texts), "")
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", rich)))
