"""Who reads the mail to the far side: the address-change office answers, helpdesk@ only sends [manual]."""

from dataclasses import dataclass

from gmis_simulator.mail.connections import is_sendable
from gmis_simulator.mail.message import Message
from gmis_simulator.mail.note_mail import send_from_office
from gmis_simulator.mime.markup import tokens
from gmis_simulator.serving.aside import Aside
from gmis_simulator.world.mailbox import Mailbox
from gmis_simulator.world.office import Register
from gmis_simulator.world.received import Received
from gmis_simulator.world.world import World

_BREAKS = {("start", "br"), *(("end", tag) for tag in ("p", "div", "li", "tr"))}


@dataclass(frozen=True, slots=True)
class Request:
    """A mail as somebody at the office reads it."""

    sender: str
    text: str
    is_automatic: bool


def read_request(raw: bytes) -> Request:
    """What ``raw`` says to people."""
    message = Message(raw)
    return Request(message.sender, _text_of(message), message.header("Auto-Submitted").lower() not in ("", "no"))


async def read_by_staff(world: World, mailbox: Mailbox, mail: Received, aside: Aside) -> None:
    """Answer what was filed in a mailbox of the far side, or leave it; raises TookTooLong."""
    asked = await aside.call(len(mail.raw), read_request, mail.raw)
    if mailbox.owner == "office" and mail.sender and not asked.is_automatic:
        sender = asked.sender if "@" in asked.sender and is_sendable(asked.sender) else mail.sender
        note = world.office.receive(sender, asked.text)
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
    return "".join(
        each.text if each.kind == "text" else "\n" if (each.kind, each.text) in _BREAKS else "" for each in tokens(rich)
    )
