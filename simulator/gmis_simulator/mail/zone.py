"""The DNS of one world, offline: what is looked up when a mail's origin is checked."""

import base64

from nacl.signing import SigningKey

from gmis_simulator.world.hosts import HELPDESK, OFFICE, clinic_of, mailer_of, office_of
from gmis_simulator.world.world import World

SELECTOR = "sim"


def signing_key(world: World) -> SigningKey:
    """The world's own key: Ed25519 (RFC 8463), made from its random source, so that worlds share none."""
    return SigningKey(world.key)


def zone_of(world: World) -> dict[str, str]:
    """TXT records by name: SPF, DKIM key and DMARC policy of those who send mail in ``world`` [assumed]."""
    public = base64.b64encode(bytes(signing_key(world).verify_key)).decode("ascii")
    helpdesk, office = (address.partition("@")[2] for address in (HELPDESK, OFFICE))
    bounces = world.settings.envelope_sender.replace("{world}", world.name).partition("@")[2]
    mailer, office_host, clinic = mailer_of(world.name), office_of(world.name), clinic_of(world.name)
    own = {clinic.name.partition(".")[2], clinic.name}
    records = {
        f"{SELECTOR}._domainkey.{name}": f"v=DKIM1; k=ed25519; p={public}" for name in (helpdesk, bounces, office)
    }
    records |= dict.fromkeys(own, f"v=spf1 ip4:{clinic.address} -all")
    records |= dict.fromkeys((helpdesk, bounces, mailer.name), f"v=spf1 ip4:{mailer.address} -all")
    records |= dict.fromkeys((office, office_host.name), f"v=spf1 ip4:{office_host.address} -all")
    records[f"_dmarc.{helpdesk}"] = f"v=DMARC1; p={world.settings.dmarc_policy}"
    records[f"_dmarc.{office}"] = "v=DMARC1; p=none"
    return records
