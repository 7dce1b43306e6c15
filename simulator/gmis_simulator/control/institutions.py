"""The institutions of a world."""

from dataclasses import replace
from datetime import timedelta

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import Response

from gmis_api.language import N_, _
from gmis_simulator.control.answers import answer
from gmis_simulator.control.models import MOST, InstitutionBody, NamedInstitution, Renaming
from gmis_simulator.control.problem import Problem, from_validation, invalid
from gmis_simulator.control.received import named_world, read
from gmis_simulator.control.views import institution_answer
from gmis_simulator.world.addresses import check_registered
from gmis_simulator.world.institution import Institution
from gmis_simulator.world.names import unknown
from gmis_simulator.world.world import World


async def put_institution(request: Request) -> Response:
    """PUT …/institutions/{username}: a new one, or another in its place with the password and the lock that it had."""
    world, username = named_world(request), request.path_params["username"]
    body = await read(request, InstitutionBody)
    try:
        NamedInstitution(username=username)
    except ValidationError as error:
        raise from_validation(error, NamedInstitution) from None
    before = world.accounts.get(username)
    if before is None and len(list(world.accounts)) >= MOST:
        raise invalid(
            "username",
            username,
            _("a world has at most {most} institutions: put one of them, or make another world", most=MOST),
        )
    institution = make_institution(world, username, body, before)
    world.put_institution(institution)
    world.events.append("institution.changed", username=username)
    return answer(institution_answer(institution), 200 if before else 201)


async def remove_institution(request: Request) -> Response:
    """DELETE …/institutions/{username}: it is no account any more, and what was sent to it is of no use."""
    world, institution = named_world(request), _named(request)
    world.remove_institution(institution)
    world.events.append("institution.removed", username=institution.username)
    return Response(status_code=204)


async def rename_institution(request: Request) -> Response:
    """POST …/institutions/{username}/rename: another user name, and what was sent before is of no use."""
    world, body = named_world(request), await read(request, Renaming)
    institution = _named(request)
    if world.accounts.get(body.username):
        taken = _("{username} is an institution's already: choose another", username=repr(body.username))
        raise Problem(409, _("The user name is taken"), taken)
    renamed = world.rename_institution(institution, body.username)
    world.events.append("institution.renamed", username=institution.username, to=body.username)
    return answer(institution_answer(renamed))


def _named(request: Request) -> Institution:
    world, username = named_world(request), request.path_params["username"]
    institution = world.accounts.get(username)
    if institution is None:
        known = (each.username for each in world.accounts)
        raise Problem(404, _("No such institution"), unknown(username, known, N_("user name")))
    return institution


def make_institution(
    world: World, username: str, body: InstitutionBody, before: Institution | None = None, *, prefix: str = ""
) -> Institution:
    """An institution out of ``body``; raises Problem 422, whose field begins with ``prefix``.

    It takes over what ``before``, its predecessor, has been through: its password unless ``body`` gives another,
    its lock, its requests.
    """
    address = body.registered_address
    if address is None:
        address = f"{username.lower()}@{world.name}.example"
    address = address.replace("{world}", world.name)
    try:
        if address:
            check_registered(address)
    except ValueError as error:
        raise invalid(f"{prefix}registered_address", address, str(error)) from None
    password = body.password or (before.first_password if before else world.tokens.password())
    made = Institution(
        username,
        body.name,
        address,
        password,
        location=body.location,
        enabled=body.enabled,
        may_report=body.may_report,
    )
    if body.locked:
        made.locked_until = world.clock.now() + timedelta(minutes=world.settings.lockout_minutes)
    if before is None:
        return made
    hashes = [] if body.password else before.password_hashes
    return replace(
        made,
        password_hashes=hashes,
        failures=before.failures,
        locked_until=made.locked_until if body.locked is not None else before.locked_until,
        changed_at=before.changed_at,
        requests=before.requests,
    )
