"""The mailboxes of a world, and how each treats what comes in."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from simulator.control.models import MailboxBody
from simulator.control.problem import invalid
from simulator.control.received import read, world_of
from simulator.control.views import mailbox_json
from simulator.world.filtering import PERSONAS
from simulator.world.mailbox import Mailbox
from simulator.world.names import check_address
from simulator.world.rules import SenderLists


async def put_mailbox(request: Request) -> Response:
    """PUT …/mailboxes/{address}: a new one, or other rules for it; what was delivered stays."""
    world, body = world_of(request), await read(request, MailboxBody)
    try:
        address = check_address(request.path_params["address"], world.name)
    except ValueError as error:
        raise invalid("address", request.path_params["address"], str(error)) from None
    before = world.mailboxes.get(address)
    persona = None if body.rules is not None else body.persona or "plain"
    rules = PERSONAS[persona] if persona else body.rules or []
    lists = SenderLists(safe_senders=body.safe_senders, blocked_senders=body.blocked_senders)
    mailbox = Mailbox(address, persona, rules, lists, before.delivered if before else {})
    world.mailboxes.put(mailbox)
    world.events.append("mailbox.changed", **mailbox_json(mailbox))
    return JSONResponse(mailbox_json(mailbox), 200 if before else 201)


async def list_mailboxes(request: Request) -> Response:
    """GET …/mailboxes."""
    return JSONResponse([mailbox_json(mailbox) for mailbox in world_of(request).mailboxes.all()])
