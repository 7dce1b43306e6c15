"""A world of which Locust's users hear, and what they hear when it goes."""

from unittest.mock import Mock

import httpx
import pytest

gevent = pytest.importorskip("gevent", reason="the extra [load] is not installed")


@pytest.mark.parametrize("lost", ["stream", "post"], ids=["its events end", "its clock does not move"])
def test_nobody_waits_for_a_world_that_is_gone(lost: str) -> None:
    from gmis.load.live import LiveWorld, WorldGone

    api = Mock()
    getattr(api, lost).side_effect = httpx.ConnectError("nobody answers")
    if lost == "post":
        api.stream.side_effect = lambda *_, **__: gevent.sleep(600)
    world = LiveWorld(api, "here", pace=2)
    waiting = [
        gevent.spawn(world.wait, 600),  # until her day begins
        gevent.spawn(world.news, "ex000000"),  # until her mail comes
        gevent.spawn(world.pass_minutes, 600),  # until she looks
    ]
    gevent.sleep(0)  # all of them do
    world.start(after=0)
    gevent.joinall(waiting, timeout=30)
    assert [type(each.exception) for each in waiting] == [WorldGone] * 3
    with pytest.raises(WorldGone):
        world.news("ex000001")


def test_while_it_is_there_who_waits_for_seconds_waits_for_them() -> None:
    from gmis.load.live import LiveWorld

    world = LiveWorld(Mock(), "here", pace=2)
    world.wait(0.01)
