"""The DKIM signature of those who send mail in a world."""

import base64
from datetime import datetime

from gmis_simulator.mail.dated_dkim import DatedDkim
from gmis_simulator.mail.zone import SELECTOR, signing_key
from gmis_simulator.world.world import World

_SIGNED = [b"from", b"to", b"subject", b"date", b"message-id", b"mime-version", b"content-type"]


def sign(world: World, raw: bytes, domain: str, now: datetime) -> bytes:
    """``raw`` with a DKIM-Signature of ``domain`` in front, dated ``now``; verified by `zone_of` the world."""
    key = base64.b64encode(bytes(signing_key(world)))
    signature: bytes = DatedDkim(raw, now, signature_algorithm=b"ed25519-sha256").sign(
        SELECTOR.encode("ascii"),
        domain.encode("ascii"),
        key,
        canonicalize=(b"relaxed", b"relaxed"),
        include_headers=_SIGNED,
    )
    return signature + raw
