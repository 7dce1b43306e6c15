"""Answers out of what is in a world."""

from gmis_api.answers import FaultAnswer, InstitutionAnswer, MailboxAnswer, WorldAnswer
from gmis_simulator.control.models import moment
from gmis_simulator.world.faults import Fault
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.mailbox import Mailbox
from gmis_simulator.world.world import World


def world_answer(world: World) -> WorldAnswer:
    """The world as it is now."""
    origin = world.url.removesuffix(f"/{world.name}")
    return WorldAnswer(
        name=world.name,
        urls={
            "med_login": f"{world.url}/s/login/",
            "gmis": f"{world.url}/gmis/",
            "webmail": f"{world.url}/webmail/",
            "console": f"{origin}/?world={world.name}",
        },
        institutions=[institution_answer(institution) for institution in world.accounts],
        now=moment(world.clock.now()),
        clock="standing" if world.clock.standing else "running",
        seed=world.seed,
        settings=world.settings.model_dump(mode="json"),
        defects=world.defects,
        faults=[fault_answer(fault) for fault in world.faults.active],
    )


def institution_answer(institution: Institution) -> InstitutionAnswer:
    """The institution with its first password."""
    return InstitutionAnswer(
        username=institution.username,
        name=institution.name,
        location=institution.location,
        registered_address=institution.registered_address,
        password=institution.first_password,
        enabled=institution.enabled,
        may_report=institution.may_report,
    )


def mailbox_answer(mailbox: Mailbox) -> MailboxAnswer:
    """The mailbox with the owner's lists by their names."""
    rules = [rule.model_dump(mode="json", exclude_defaults=True) | {"rule": rule.rule} for rule in mailbox.rules]
    return MailboxAnswer(
        address=mailbox.address,
        persona=mailbox.name,
        rules=rules,
        switches=mailbox.switches,
        forward_to=mailbox.forward_to,
        members=list(mailbox.members),
        rewrites_sender=mailbox.rewrites_sender,
        **mailbox.lists.model_dump(),
    )


def fault_answer(fault: Fault) -> FaultAnswer:
    """The fault as it is now."""
    return FaultAnswer(
        number=fault.number,
        kind=fault.kind,
        where=fault.where,
        since=moment(fault.since),
        until=moment(fault.until) if fault.until else None,
        times=fault.times,
        seconds=fault.seconds,
        hits=fault.hits,
    )
