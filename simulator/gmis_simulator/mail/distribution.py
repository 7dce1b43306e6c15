"""An address that is a group 代表アドレス: each of its members gets every mail, as a list may rewrite it."""

from gmis_simulator.mail.examination import SentBy
from gmis_simulator.mail.message import Message, with_headers, without_headers
from gmis_simulator.mail.writing import encoded
from gmis_simulator.world.hosts import Host, forwarder_of
from gmis_simulator.world.mailbox import Mailbox
from gmis_simulator.world.received import Received
from gmis_simulator.world.world import World


def distribute(world: World, group: Mailbox, mail: Received, sent_by: SentBy) -> None:
    """Queue a copy for each member.

    A plain group hands it on within the recipient's side, so that sender and SPF stay as they were. A mailing list
    sends it anew: From and the envelope's sender are the list's, as lists do where a sender's DMARC policy would have
    their copies refused (RFC 7960, 4.1.3.1); the signature of the original breaks by that [platform].
    """
    lists, host = group.rewrites_sender, forwarder_of(world.name)
    sender, raw = (group.address, _rewritten(group, mail.raw)) if lists else (mail.sender, mail.raw)
    sending = host if lists else Host(host.name, sent_by.client)
    for member in group.members:
        world.events.append("mail.forwarded", **mail.seen(group.address), forwarded_to=member)
        world.letters.add("forward", sender, member, sending, raw, world.clock.now())


def _rewritten(group: Mailbox, raw: bytes) -> bytes:
    message = Message(raw)
    name = next((each.name for each in message.senders() if each.name), message.sender)
    local, _, domain = group.address.partition("@")
    return with_headers(
        without_headers(raw, "From", "Reply-To", "Sender", "List-Id"),
        [
            ("From", f"{encoded(f'{name} via {local}', 'From')} <{group.address}>"),
            ("Reply-To", message.sender),
            ("List-Id", f"<{local}.{domain}>"),
        ],
    )
