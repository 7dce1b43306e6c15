"""Time, and the mail that is due by it."""

from starlette.requests import Request
from starlette.responses import Response

from gmis_api.answers import Settled, WaitingMail
from gmis_simulator.control.answers import answer
from gmis_simulator.control.models import ClockMove, moment
from gmis_simulator.control.problem import invalid
from gmis_simulator.control.received import named_world, read
from gmis_simulator.control.views import world_answer
from gmis_simulator.world.duration import parse_duration


async def move_clock(request: Request) -> Response:
    """POST …/clock: answers the world once all that became due on the way is done, in order."""
    world, body = named_world(request), await read(request, ClockMove)
    try:
        goal = body.set or world.clock.later(parse_duration(body.advance or ""))
        await request.app.state.mail.clockwork.move(world, goal)
    except ValueError as error:
        value = body.advance if body.advance is not None else str(body.set)
        raise invalid("advance" if body.advance is not None else "set", value, str(error)) from None
    world.events.append("clock.moved", now=moment(world.clock.now()))
    return answer(world_answer(world))


async def settle(request: Request) -> Response:
    """POST …/settle: returns when every message has its verdict and every due retry is done."""
    world = named_world(request)
    await request.app.state.mail.clockwork.settle(world)
    waiting = [WaitingMail(mail=letter.number, due=moment(letter.due)) for letter in world.letters.waiting()]
    return answer(Settled(waiting=waiting))
