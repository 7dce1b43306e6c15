"""What the recipients' mail server makes of a message that it takes in, before anybody judges where it goes."""

import hashlib
from email.utils import format_datetime

from gmis_simulator.mail.examination import Examined, SentBy
from gmis_simulator.mail.message import with_headers, without_headers
from gmis_simulator.world.hosts import exchange_of
from gmis_simulator.world.received import Received
from gmis_simulator.world.world import World


def received(world: World, sent_by: SentBy, raw: bytes, seen: Examined) -> Received:
    """``raw`` with what is put in front of it: Received, and Authentication-Results as it was ``seen``.

    One without a Message-ID gets one, by which it can be found again.
    """
    server, message_id = exchange_of(world.name), seen.message_id
    if not message_id:
        # the same one at every try, since it tells whether the inbox has the message already
        message_id = f"{hashlib.sha256(raw).hexdigest()[:32]}@{server}"
        raw = with_headers(without_headers(raw, "Message-ID"), [("Message-ID", f"<{message_id}>")])
    came = f"from {' '.join(sent_by.helo.split()) or 'unknown'} ([{sent_by.client}])"
    trace = (
        ("Received", f"{came}\r\n by {server} with ESMTP;\r\n {format_datetime(world.clock.now())}"),
        ("Authentication-Results", seen.checked.replace("; ", ";\r\n ")),
    )
    return Received(sent_by.sender, raw, seen.subject, message_id, trace)
