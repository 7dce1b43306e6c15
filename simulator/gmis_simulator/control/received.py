"""What a request to the control API names: a world, and a body that fits a model."""

from typing import TypeVar

from pydantic import BaseModel, ValidationError
from starlette.requests import Request

from gmis_api.language import _
from gmis_api.shown import shown
from gmis_simulator.control.json_body import WrongJson, beginning, check_json
from gmis_simulator.control.problem import MANY, Problem, from_validation, invalid
from gmis_simulator.world.in_hand import take_in_hand
from gmis_simulator.world.world import World
from gmis_simulator.world.worlds import NoSuchWorld

Body = TypeVar("Body", bound=BaseModel)


def named_world(request: Request) -> World:
    """The world in the path; raises Problem 404 with the nearest name, 421 where it is another worker's."""
    try:
        world: World = request.app.state.worlds.get(request.path_params["world"])
    except NoSuchWorld as missing:
        if missing.elsewhere:
            raise Problem(421, _("Another worker's world"), missing.elsewhere) from None
        said = _("there is no world {name}; make it with POST /api/worlds", name=shown(missing.name))
        if missing.near:
            said = _("there is no world {name}; did you mean {near!r}?", name=shown(missing.name), near=missing.near)
        if missing.newly:
            said += f"; {missing.newly}"
        raise Problem(404, _("No such world"), said) from None
    return take_in_hand(world)


async def read(request: Request, model: type[Body]) -> Body:
    """The JSON body as ``model``, none counts as ``{}``; raises Problem 422 that names the first wrong fields."""
    raw = await request.body() or b"{}"
    try:
        check_json(raw)
    except WrongJson as error:
        raise invalid("", raw[:MANY].decode("utf-8", "replace"), str(error)) from None
    return fitted(raw, model)


def fitted(raw: bytes, model: type[Body]) -> Body:
    """JSON that `check_json` has passed as ``model``; raises Problem 422 that names the first wrong fields."""
    try:
        return model.model_validate_json(raw)
    except ValidationError as error:
        raise from_validation(_first_of(error, raw, model), model, error.error_count()) from None


def _first_of(error: ValidationError, raw: bytes, model: type[BaseModel]) -> ValidationError:
    """``error``, or one with fewer faults: to look at each of a million would keep every other request waiting."""
    if error.error_count() > MANY:
        try:
            model.model_validate_json(beginning(raw))
        except ValidationError as fewer:
            return fewer
    return error
