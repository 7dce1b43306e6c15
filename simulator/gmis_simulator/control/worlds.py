"""Worlds: create, list, show, delete."""

import asyncio
import secrets

from starlette.requests import Request
from starlette.responses import Response

from gmis_simulator.control.answers import answer
from gmis_simulator.control.faults import defects_of, switch_on
from gmis_simulator.control.institutions import make_institution
from gmis_simulator.control.mailboxes import make_mailbox
from gmis_simulator.control.models import NewWorld
from gmis_simulator.control.pages import Wanted, page, wanted
from gmis_simulator.control.received import named_world, read
from gmis_simulator.control.removal import remove_world
from gmis_simulator.control.snapshots import add, restore
from gmis_simulator.control.views import world_answer
from gmis_simulator.world.in_hand import take_in_hand
from gmis_simulator.world.world import World
from gmis_simulator.world.worlds import Worlds


async def create_world(request: Request) -> Response:
    """POST /api/worlds: 201 and the world; 409 when the name is taken.

    A name that makes it another worker's world: that one's answer. Without a name it is this one's.
    """
    state, given = request.app.state, await read(request, NewWorld)
    body = given if given.snapshot is not None else state.presets.complete(given)
    name = body.name or str((given.snapshot or {}).get("name") or "") or _new_name(state.worlds)
    if not state.worlds.share.owns(name):
        passed_on: Response = await state.peers.pass_on(request, name)
        return passed_on
    if given.snapshot is not None:
        return answer(world_answer(await restore(state, given)), 201)
    defects = defects_of(state, body.defects)
    world = World(
        name,
        f"{state.url}/{name}",
        settings=body.settings,
        now=body.now,
        seed=body.seed,
        personas=state.worlds.personas,
    )
    for number, each in enumerate(body.institutions):
        await asyncio.sleep(0)  # thousands of passwords to hash must not keep every other request waiting
        world.put_institution(make_institution(world, each.username, each, prefix=f"institutions.{number}."))
    for address, mailbox in body.mailboxes.items():
        await asyncio.sleep(0)
        make_mailbox(world, address.replace("{world}", name), mailbox, prefix=f"mailboxes.{address}")
    add(state.worlds, take_in_hand(world))
    world.events.append("world.created", name=name)
    world.defects = defects
    for fault in body.faults:
        switch_on(world, fault)
    return answer(world_answer(world), 201)


async def list_worlds(request: Request) -> Response:
    """GET /api/worlds: those whose name holds ``name``, all without it, in pages."""
    state, asked, part = request.app.state, wanted(request), request.query_params.get("name", "")

    def here(asked: Wanted) -> Response:
        numbered = state.worlds.after(asked.after)
        return page(request, asked.limit, (each for each in numbered if part in each[1].name), world_answer)

    if not state.peers.concern(request):
        return here(asked)
    joined: Response = await state.peers.joined(request, asked, here)
    return joined


async def show_world(request: Request) -> Response:
    """GET /api/worlds/{world}."""
    return answer(world_answer(named_world(request)))


async def delete_world(request: Request) -> Response:
    """DELETE /api/worlds/{world}: the world, its letters and its messages in the inbox are gone."""
    state, world = request.app.state, named_world(request)
    await remove_world(state.worlds, state.mail, world, by="hand")
    return Response(status_code=204)


def _new_name(worlds: Worlds) -> str:
    while not worlds.share.owns(name := f"w-{secrets.token_hex(5)}"):
        pass
    return name
