"""Worlds: create, list, show, delete."""

import contextlib
import secrets

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from simulator.control.institutions import make_institution
from simulator.control.models import NewWorld
from simulator.control.problem import Problem
from simulator.control.received import read, world_of
from simulator.control.views import world_json
from simulator.mail_reader import InboxDown
from simulator.world.world import World


async def create_world(request: Request) -> Response:
    """POST /api/worlds: 201 and the world; 409 when the name is taken."""
    body = await read(request, NewWorld)
    name = body.name or f"w-{secrets.token_hex(5)}"
    world = World(
        name,
        f"{request.app.state.url}/{name}",
        settings=body.settings,
        now=body.now,
        seed=body.seed,
        personas=request.app.state.worlds.personas,
    )
    for number, each in enumerate(body.institutions):
        world.put_institution(make_institution(world, each.username, each, prefix=f"institutions.{number}."))
    try:
        request.app.state.worlds.add(world)
    except ValueError as error:
        raise Problem(409, "The name is taken", str(error)) from None
    world.events.append("world.created", name=name)
    return JSONResponse(world_json(world), 201)


async def list_worlds(request: Request) -> Response:
    """GET /api/worlds: every world."""
    return JSONResponse([world_json(world) for world in request.app.state.worlds])


async def show_world(request: Request) -> Response:
    """GET /api/worlds/{world}."""
    return JSONResponse(world_json(world_of(request)))


async def delete_world(request: Request) -> Response:
    """DELETE /api/worlds/{world}: the world, its letters and its messages in the inbox are gone."""
    state, world = request.app.state, world_of(request)
    state.worlds.remove(world.name)
    await state.mail.clockwork.forget(world)
    with contextlib.suppress(InboxDown):  # then nobody can tidy up; the world is gone all the same
        await state.mail.reader.delete([i for mailbox in world.mailboxes.all() for i in mailbox.delivered])
    return Response(status_code=204)
