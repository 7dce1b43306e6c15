import pytest

from gmis_simulator.web.prefix import prefix, within
from gmis_simulator.world.world import World

WORLD = World("demo", "http://127.0.0.1:8000/demo")


@pytest.mark.parametrize("path", ["/", "/s/login/", "/demo/", "/gmis/kakaritsukei/"])
def test_what_is_put_in_front_is_taken_off_again_once(path: str) -> None:
    assert within(WORLD, f"{prefix(WORLD)}{path}") == path


@pytest.mark.parametrize("path", ["", "/", "/demo", "/other/s/", "/demonstration/", "demo/s/", "//demo/"])
def test_a_path_of_no_page_of_the_world_is_none(path: str) -> None:
    assert within(WORLD, path) is None
