"""The mailboxes of a world, and how each treats what comes in."""

from itertools import islice

from starlette.requests import Request
from starlette.responses import Response

from gmis_simulator.control.answers import answer
from gmis_simulator.control.models import MailboxBody
from gmis_simulator.control.pages import page, wanted
from gmis_simulator.control.problem import invalid
from gmis_simulator.control.received import named_world, read
from gmis_simulator.control.views import mailbox_answer
from gmis_simulator.world.addresses import check_mailbox_address
from gmis_simulator.world.mailbox import Mailbox
from gmis_simulator.world.persona import NO_FILTER
from gmis_simulator.world.sender_lists import LIST_NAMES
from gmis_simulator.world.world import World


async def put_mailbox(request: Request) -> Response:
    """PUT …/mailboxes/{address}: a new one, or other rules for it; what was delivered stays."""
    world, body = named_world(request), await read(request, MailboxBody)
    before = world.mailboxes.get(request.path_params["address"])
    mailbox = make_mailbox(world, request.path_params["address"], body)
    made = mailbox_answer(mailbox)
    of_groups = set() if mailbox.members else {"members", "rewrites_sender"}
    world.events.append("mailbox.changed", **made.model_dump(exclude=of_groups))
    return answer(made, 200 if before else 201)


def make_mailbox(world: World, address: str, body: MailboxBody, *, prefix: str = "") -> Mailbox:
    """The mailbox, put into ``world``; raises Problem 422, whose field begins with ``prefix``."""
    try:
        check_mailbox_address(address)
    except ValueError as error:
        raise invalid(prefix or "address", address, str(error)) from None
    prefix = prefix and f"{prefix}."
    if body.members:
        return _make_group(world, address, body, prefix)
    persona = body.persona or "plain"
    if body.rules is None and persona not in world.personas:
        raise invalid(f"{prefix}persona", persona, world.personas.unknown(persona))
    try:
        (world.personas[persona] if body.rules is None else NO_FILTER).check_settings(body.switches)
    except ValueError as error:
        raise invalid(f"{prefix}switches", body.switches, str(error)) from None
    mailbox = world.put_mailbox(address, persona if body.rules is None else None)
    if body.rules is not None:
        mailbox.rules = body.rules
    mailbox.switches |= body.switches
    for name in LIST_NAMES:
        if (entries := getattr(body, name)) is not None:
            setattr(mailbox.lists, name, entries)
    return mailbox


def _make_group(world: World, address: str, body: MailboxBody, prefix: str) -> Mailbox:
    members = [each.replace("{world}", world.name) for each in body.members]
    for number, each in enumerate(members):
        try:
            check_mailbox_address(each)
        except ValueError as error:
            raise invalid(f"{prefix}members.{number}", each, str(error)) from None
    try:
        return world.put_group(address, members, rewrites_sender=body.rewrites_sender)
    except ValueError as error:
        raise invalid(f"{prefix}members", members, str(error)) from None


async def list_mailboxes(request: Request) -> Response:
    """GET …/mailboxes, in pages."""
    world, asked = named_world(request), wanted(request)
    every = enumerate(world.mailboxes.of_clinics(), start=1)  # none is ever taken away
    return page(request, asked.limit, islice(every, asked.after, None), mailbox_answer)
