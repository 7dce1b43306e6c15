"""What worlds can be made of, for those who choose by eye."""

from starlette.requests import Request
from starlette.responses import Response

from gmis_api.answers import Catalogue, FaultKindAnswer, Named
from gmis_simulator.control.answers import answer
from gmis_simulator.world.faults import KINDS
from gmis_simulator.world.settings import Settings


async def show_catalogue(request: Request) -> Response:
    """GET /api/catalogue: presets, personas, faults, defects and settings."""
    state = request.app.state
    return answer(
        Catalogue(
            presets=[Named(name=name, title=preset.title) for name, preset in state.presets.items()],
            personas=[Named(name=name, title=persona.title) for name, persona in state.worlds.personas.items()],
            faults=[
                FaultKindAnswer(kind=kind, title=fault.title, place=fault.place, seconds=fault.seconds)
                for kind, fault in KINDS.items()
            ],
            defects=list(state.defects.values()),
            settings=Settings.model_json_schema(),
        )
    )
