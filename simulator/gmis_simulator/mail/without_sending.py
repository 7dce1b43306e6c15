"""What a kind of recipient would do with the reset mail, without sending it."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from gmis_simulator.mail.compose import reset_mail
from gmis_simulator.mail.examination import Examined, SentBy, examine
from gmis_simulator.mail.reception import scored
from gmis_simulator.mail.spam_score import SpamScorer
from gmis_simulator.mail.zone import zone_of
from gmis_simulator.world.clock import JST
from gmis_simulator.world.filtering import Verdict
from gmis_simulator.world.hosts import exchange_of
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.mailbox import Mailbox
from gmis_simulator.world.personas import Personas
from gmis_simulator.world.sender_lists import check_entry
from gmis_simulator.world.settings import Settings
from gmis_simulator.world.world import World

_NOON = datetime(2026, 1, 15, 12, 0, tzinfo=JST)
_ADDRESS = "ex000000@demo.example"


async def judged(
    personas: Personas,
    name: str,
    *,
    switches: Mapping[str, str] | None = None,
    safe_senders: Sequence[str] = (),
    settings: Settings | None = None,
) -> tuple[Mailbox, Verdict]:
    """A mailbox of the persona ``name``, and what it does with the reset mail of a world with ``settings``.

    ``switches`` and ``safe_senders``: what its owner changed; raises ValueError for what there is not.
    """
    world = World("demo", "http://127.0.0.1:8000/demo", now=_NOON, personas=personas, settings=settings)
    mailbox = world.put_mailbox(_ADDRESS, name)
    mailbox.persona.check_settings(dict(switches or {}))
    mailbox.lists.safe_senders += [check_entry(entry) for entry in safe_senders]
    mailbox.switches |= switches or {}
    raw, seen = _written(world)
    incoming = await scored(seen.incoming, raw, mailbox, SpamScorer(None))
    return mailbox, mailbox.refuse(incoming, _NOON) or mailbox.judge(incoming, _NOON)


def written_to_nobody(settings: Settings) -> None:
    """Write, sign and read a reset mail of a world with ``settings``, and throw it away: it costs as much as one."""
    cheap = {"password_hash_passes": 1, "password_hash_memory_kib": 8}
    _written(World("demo", "http://127.0.0.1:8000/demo", now=_NOON, settings=settings.model_copy(update=cheap)))


def _written(world: World) -> tuple[bytes, Examined]:
    world.put_institution(Institution("ex000000", "見本クリニック", _ADDRESS, "First-1x"))
    letter = world.resets.request("ex000000")
    assert letter
    raw = reset_mail(world, letter)
    sent_by = SentBy(letter.host.address, letter.host.name, letter.sender)
    return raw, examine(raw, sent_by, zone_of(world), exchange_of(world.name), _NOON)
