"""What the control API answers."""

from typing import Any

from simulator.control.models import moment
from simulator.world.institution import Institution
from simulator.world.mailbox import Mailbox
from simulator.world.world import World


def world_json(world: World) -> dict[str, Any]:
    """``{name, urls, institutions, now, clock, seed, settings, defects}``."""
    origin = world.url.removesuffix(f"/{world.name}")
    return {
        "name": world.name,
        "urls": {
            "med_login": f"{world.url}/s/login/",
            "gmis": f"{world.url}/gmis/",
            "webmail": f"{world.url}/webmail/",
            "console": f"{origin}/",
        },
        "institutions": [institution_json(institution) for institution in world.accounts],
        "now": moment(world.clock.now()),
        "clock": "standing" if world.clock.standing else "running",
        "seed": world.seed,
        "settings": world.settings.model_dump(),
        "defects": [],
    }


def institution_json(institution: Institution) -> dict[str, Any]:
    """``{username, name, location, registered_address, password, enabled, may_report}``; the first password."""
    return {
        "username": institution.username,
        "name": institution.name,
        "location": institution.location,
        "registered_address": institution.registered_address,
        "password": institution.first_password,
        "enabled": institution.enabled,
        "may_report": institution.may_report,
    }


def mailbox_json(mailbox: Mailbox) -> dict[str, Any]:
    """``{address, persona, rules, switches, forward_to}`` and the owner's lists by their names."""
    return {
        "address": mailbox.address,
        "persona": mailbox.name,
        "rules": [rule.model_dump(mode="json", exclude_defaults=True) | {"rule": rule.rule} for rule in mailbox.rules],
        "switches": mailbox.switches,
        "forward_to": mailbox.forward_to,
        **mailbox.lists.model_dump(),
    }
