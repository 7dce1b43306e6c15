"""A world of a running simulator, told as the steps of a scenario."""

from gmis_simulator.data import PERSONAS
from gmis_simulator.data.files import read_personas
from pytest_gmis.reports.retold.story import retell
from pytest_gmis.reports.retold.world_seen import WorldSeen, look_at
from tests.rigs.clinic import Clinic


def seen_in(url: str, clinic: Clinic, token: str | None = None) -> WorldSeen:
    """The world in which ``clinic`` is, as it is now."""
    return look_at(clinic.world.name, url, token, read_personas(PERSONAS))


def steps_of(seen: WorldSeen) -> list[str]:
    """What a file of it says that was done and seen."""
    return [line.text for line in retell(seen, None, None, None).lines if line.kind != "comment"]


def remarks_of(seen: WorldSeen) -> str:
    """What a file of it says beside."""
    draft = retell(seen, None, None, None)
    return "\n".join([*(line.text for line in draft.lines if line.kind == "comment"), *draft.remarks])
