"""What the recipients' mail server makes of a message that it takes in, before anybody judges where it goes."""

import hashlib
from dataclasses import dataclass
from email.utils import format_datetime

from gmis_simulator.mail.message import Message, with_headers, without_headers
from gmis_simulator.world.hosts import exchange_of
from gmis_simulator.world.received import Received
from gmis_simulator.world.world import World


@dataclass(frozen=True, slots=True)
class SentBy:
    """Who sends: ``client``, the machine's address, ``helo``, its name, and ``sender``, empty for a bounce."""

    client: str
    helo: str
    sender: str


def received(world: World, sent_by: SentBy, message: Message, checked: str) -> Received:
    """``message`` with what is put in front of it: Received, and Authentication-Results as ``checked`` has it.

    One without a Message-ID gets one, by which it can be found again.
    """
    raw, server = message.raw, exchange_of(world.name)
    message_id = message.header("Message-ID").strip().strip("<>")
    if not message_id:
        # the same one at every try, since it tells whether the inbox has the message already
        message_id = f"{hashlib.sha256(raw).hexdigest()[:32]}@{server}"
        raw = with_headers(without_headers(raw, "Message-ID"), [("Message-ID", f"<{message_id}>")])
    came = f"from {' '.join(sent_by.helo.split()) or 'unknown'} ([{sent_by.client}])"
    trace = (
        ("Received", f"{came}\r\n by {server} with ESMTP;\r\n {format_datetime(world.clock.now())}"),
        ("Authentication-Results", checked.replace("; ", ";\r\n ")),
    )
    return Received(sent_by.sender, raw, message.header("Subject"), message_id, trace)
