"""Time, and the mail that is due by it."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from simulator.control.models import ClockMove, moment
from simulator.control.problem import invalid
from simulator.control.received import read, world_of
from simulator.control.views import world_json
from simulator.world.clock import ClockError
from simulator.world.duration import parse_duration


async def move_clock(request: Request) -> Response:
    """POST …/clock: answers the world once every letter that became due is delivered or deferred again."""
    world, body = world_of(request), await read(request, ClockMove)
    try:
        if body.advance is not None:
            world.clock.advance(parse_duration(body.advance))
        elif body.set is not None:
            world.clock.set(body.set)
    except (ClockError, ValueError, OverflowError) as error:
        value = body.advance if body.advance is not None else str(body.set)
        raise invalid("advance" if body.advance is not None else "set", value, str(error)) from None
    world.events.append("clock.moved", now=moment(world.clock.now()))
    await request.app.state.outbox.settle(world)
    return JSONResponse(world_json(world))


async def settle(request: Request) -> Response:
    """POST …/settle: returns when every message has its verdict and every due retry is done."""
    world = world_of(request)
    await request.app.state.outbox.settle(world)
    waiting = [{"mail": letter.number, "due": moment(letter.due)} for letter in world.letters.waiting()]
    return JSONResponse({"waiting": waiting})
