"""What a request to the control API names: a world, and a body that fits a model."""

from typing import TypeVar

from pydantic import BaseModel, ValidationError
from starlette.requests import Request

from gmis_simulator.control.problem import Problem, from_validation
from gmis_simulator.world.in_hand import take_in_hand
from gmis_simulator.world.world import World
from gmis_simulator.world.worlds import NoSuchWorld

Body = TypeVar("Body", bound=BaseModel)


def named_world(request: Request) -> World:
    """The world in the path; raises Problem 404 with the nearest name."""
    try:
        world: World = request.app.state.worlds.get(request.path_params["world"])
    except NoSuchWorld as missing:
        hint = f"; did you mean {missing.near!r}?" if missing.near else "; make it with POST /api/worlds"
        raise Problem(404, "No such world", f"there is no world {missing.name!r}{hint}") from None
    return take_in_hand(world)


async def read(request: Request, model: type[Body]) -> Body:
    """The JSON body as ``model``; raises Problem 422 that names each wrong field."""
    raw = await request.body()
    try:
        return model.model_validate_json(raw or b"{}")
    except ValidationError as error:
        raise from_validation(error, model) from None
