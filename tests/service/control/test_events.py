import json

import httpx
import pytest

from pytest_gmis.client.control import Control, ControlError
from pytest_gmis.plugin.fixtures import NewWorld

pytestmark = pytest.mark.usefixtures("english")


def test_events_are_numbered_dated_and_read_from_where_one_left_off(new_world: NewWorld) -> None:
    world = new_world(now="2026-01-15T09:00:00+09:00")
    world.advance("1h")
    first, second = world.events()
    assert (first.seq, first.kind, first.at) == (1, "world.created", "2026-01-15T09:00:00.000+09:00")
    assert (second.seq, second.kind, second.at) == (2, "clock.moved", "2026-01-15T10:00:00.000+09:00")
    assert world.events(after=1) == [second]
    assert world.events(after=99) == []


@pytest.mark.parametrize("after", ["-1", "x", "１", "9999999999"])
def test_a_number_that_is_none_is_refused(new_world: NewWorld, control: Control, after: str) -> None:
    with pytest.raises(ControlError, match="a whole number from 0"):
        control.call("GET", f"/worlds/{new_world().name}/events?after={after}")


def test_the_stream_begins_with_what_was_and_goes_on_with_what_comes(new_world: NewWorld, control: Control) -> None:
    world = new_world()
    url = f"{control.url}/api/worlds/{world.name}/events"
    with httpx.stream("GET", url, headers={"Accept": "text/event-stream"}, trust_env=False, timeout=10) as stream:
        data = (json.loads(line[6:]) for line in stream.iter_lines() if line.startswith("data: "))
        assert next(data)["kind"] == "world.created"
        world.advance("1s")
        moved = next(data)
    assert (moved["seq"], moved["kind"]) == (2, "clock.moved")


def test_no_event_holds_a_token_or_a_password(new_world: NewWorld, control: Control) -> None:
    world = new_world(seed=3)
    with httpx.Client(base_url=world.url, trust_env=False) as http:
        http.post("/s/login/ForgotPassword", data={"username": "ex000000"})
        http.post("/s/login/", data={"username": "ex000000", "password": world.institution.password})
        session = http.cookies["sid"]
    world.settle()
    log = json.dumps(control.call("GET", f"/worlds/{world.name}/events"))
    assert session not in log
    assert world.institution.password not in log
