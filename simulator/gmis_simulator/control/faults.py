"""Faults, defects and settings: what is switched in a world while it lives."""

from collections.abc import Iterable

from pydantic import RootModel
from starlette.datastructures import State
from starlette.requests import Request
from starlette.responses import Response

from gmis_api.language import _, listed
from gmis_simulator.control.answers import answer
from gmis_simulator.control.models import MOST, FaultBody
from gmis_simulator.control.problem import Problem, invalid
from gmis_simulator.control.received import named_world, read
from gmis_simulator.control.views import fault_answer
from gmis_simulator.world.faults import Fault
from gmis_simulator.world.settings import Settings
from gmis_simulator.world.world import World


class DefectNames(RootModel[list[str]]):
    """The defects that are to be on, all others off."""


async def add_fault(request: Request) -> Response:
    """POST …/faults: the fault, switched on."""
    world, body = named_world(request), await read(request, FaultBody)
    if len(world.faults.active) >= MOST:
        raise invalid(
            "kind",
            body.kind,
            _("a world has at most {most} faults at a time: end some with DELETE …/faults", most=MOST),
        )
    fault = switch_on(world, body)
    return answer(fault_answer(fault), 201)


def switch_on(world: World, body: FaultBody) -> Fault:
    """The fault that ``body`` describes, in ``world``."""
    where = body.where.replace("{world}", world.name)
    return world.faults.add(
        body.kind, where=where, times=body.times, after=body.after, lasts=body.lasts, seconds=body.seconds
    )


async def end_faults(request: Request) -> Response:
    """DELETE …/faults: all of them."""
    world = named_world(request)
    for fault in list(world.faults.active):
        world.faults.end(fault.number, "hand")
    return Response(status_code=204)


async def end_fault(request: Request) -> Response:
    """DELETE …/faults/{number}."""
    world, number = named_world(request), request.path_params["number"]
    if not number.isdecimal() or not world.faults.end(int(number[:9]), "hand"):
        on = listed(str(fault.number) for fault in world.faults.active) or _("none")
        said = _(
            "no fault {number} is on in {world!r}, or it has ended; on: {on}", number=number, world=world.name, on=on
        )
        raise Problem(404, _("No such fault"), said)
    return Response(status_code=204)


async def put_defects(request: Request) -> Response:
    """PUT …/defects: exactly these are on from now on."""
    world, body = named_world(request), await read(request, DefectNames)
    world.defects = defects_of(request.app.state, body.root)
    world.events.append("defects.changed", defects=world.defects)
    return answer(world.defects)


async def put_defects_everywhere(request: Request) -> Response:
    """PUT /api/defects: exactly these are on in all worlds, besides each world's own; no world says so."""
    body = await read(request, DefectNames)
    names = defects_of(request.app.state, body.root)
    request.app.state.have_everywhere(names)
    if request.app.state.peers.concern(request):
        await request.app.state.peers.tell(request)
    return answer(names)


def defects_of(app: State, names: Iterable[str]) -> list[str]:
    """These defects, in the catalogue's order; raises Problem 422 for a name that is none's."""
    try:
        found: list[str] = app.defects.checked(names)
    except ValueError as error:
        raise invalid("defects", list(names), str(error)) from None
    return found


async def patch_settings(request: Request) -> Response:
    """PATCH …/settings: these from now on, the others as they were; answers all."""
    world, body = named_world(request), await read(request, Settings)
    given = body.model_dump(exclude_unset=True)
    world.change_settings(given)
    world.events.append("settings.changed", settings=given)
    return answer(world.settings)
