"""What several defects do."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from starlette.responses import Response

from gmis_simulator.world.in_hand import world_in_hand
from gmis_simulator.world.settings import Settings
from gmis_simulator.world.world import World


def the_world() -> World:
    """The world in hand, where there must be one."""
    world = world_in_hand()
    assert world
    return world


@contextmanager
def other_settings(settings: Settings, **values: Any) -> Iterator[None]:
    """Have ``values`` in ``settings`` while the block runs, in which nobody else may look at them."""
    before = dict(settings.__dict__)
    settings.__dict__.update(values)
    try:
        yield
    finally:
        settings.__dict__.update(before)


def default_of(name: str) -> Any:
    """What that setting is unless somebody says otherwise."""
    return getattr(Settings(), name)


def with_text(response: Response, right: str, wrong: str) -> Response:
    """``response`` with another text in its page."""
    body = bytes(response.body).decode("utf-8").replace(right, wrong)
    headers = {name: value for name, value in response.headers.items() if name != "content-length"}
    return Response(body, response.status_code, headers)
