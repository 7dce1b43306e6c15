"""The mailboxes of a world, and how each treats what comes in."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from simulator.control.models import MailboxBody
from simulator.control.problem import invalid
from simulator.control.received import read, world_of
from simulator.control.views import mailbox_json
from simulator.world.names import check_address
from simulator.world.persona import NO_FILTER
from simulator.world.sender_lists import LIST_NAMES


async def put_mailbox(request: Request) -> Response:
    """PUT …/mailboxes/{address}: a new one, or other rules for it; what was delivered stays."""
    world, body = world_of(request), await read(request, MailboxBody)
    try:
        address = check_address(request.path_params["address"], world.name)
    except ValueError as error:
        raise invalid("address", request.path_params["address"], str(error)) from None
    before = world.mailboxes.get(address)
    persona = body.persona or "plain"
    if body.rules is None and persona not in world.personas:
        raise invalid("persona", persona, world.personas.unknown(persona))
    try:
        (world.personas[persona] if body.rules is None else NO_FILTER).check_settings(body.switches)
    except ValueError as error:
        raise invalid("switches", body.switches, str(error)) from None
    mailbox = world.put_mailbox(address, persona if body.rules is None else None)
    if body.rules is not None:
        mailbox.rules = body.rules
    mailbox.switches |= body.switches
    for name in LIST_NAMES:
        if (entries := getattr(body, name)) is not None:
            setattr(mailbox.lists, name, entries)
    world.events.append("mailbox.changed", **mailbox_json(mailbox))
    return JSONResponse(mailbox_json(mailbox), 200 if before else 201)


async def list_mailboxes(request: Request) -> Response:
    """GET …/mailboxes."""
    return JSONResponse([mailbox_json(mailbox) for mailbox in world_of(request).mailboxes.of_clinics()])
