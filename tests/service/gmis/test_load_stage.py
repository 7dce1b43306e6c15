"""`gmis load` before Locust: who sits where, and when they come."""

from pathlib import Path

import httpx
import pytest

from gmis.load.figures import rush_of
from gmis.load.generator import LoadFailed
from gmis.load.plan import Plan
from gmis.load.stage import stage, standing
from gmis_simulator.server.running import SimulatorServer
from gmis_simulator.serving.in_thread import in_thread
from pytest_gmis.client.control import Control
from tests.rigs.commands import call


def test_users_that_cannot_be_divided_have_a_seat_each_at_whichever_worker_locust_puts_them(control: Control) -> None:
    with stage(control, rush_of("first-day-rush"), users=5, workers=2, seed=1) as made:
        assert [len(seats) for seats in made.seats] == [3, 3]
        every = [(seat.world, seat.username) for seats in made.seats for seat in seats]
        assert len(set(every)) == 6
        assert not {seat.world for seat in made.seats[0]} & {seat.world for seat in made.seats[1]}
        names = {world.name for world in made.worlds}
        assert names <= {world["name"] for world in control.call("GET", "/worlds")}
    assert not names & {world["name"] for world in control.call("GET", "/worlds")}


def test_a_world_that_is_gone_is_counted_as_such_and_the_others_are_counted_and_go(control: Control) -> None:
    with stage(control, rush_of("first-day-rush"), users=4, workers=2, seed=1) as made:
        made.worlds[0].delete()
        found = made.tally()
    assert found.gone == 1
    names = {world.name for world in made.worlds}
    assert not names & {world["name"] for world in control.call("GET", "/worlds")}


def test_a_mail_that_is_to_be_tried_again_waits_and_is_not_lost(control: Control) -> None:
    with stage(control, rush_of("first-day-rush"), users=1, workers=1, seed=1) as made:
        (world,), ((seat,),) = made.worlds, made.seats
        world.put_mailbox(seat.address, persona="greylisting")
        data = {"username": seat.username}
        httpx.post(f"{world.url}/s/login/ForgotPassword", data=data, trust_env=False)
        assert made.tally().mails == {"waiting": 1}


def test_a_simulator_that_wants_a_token_is_asked_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GMIS_TOKEN", "of-load")
    with in_thread(SimulatorServer(inbox="embedded", token="of-load")) as server, standing(server.url, "auto") as found:
        assert found.call("GET", "/worlds") == []


@pytest.mark.usefixtures("english")
def test_users_come_in_the_time_that_the_rate_says(tmp_path: Path, control: Control) -> None:
    plans: list[Plan] = []

    def generate(plan: Plan) -> None:
        plans.append(plan)
        raise LoadFailed("enough")

    options = ["--users", "20", "--spawn-rate", "5", "--pace", "3", "--url", control.url]
    ended = call("load", *options, cwd=tmp_path, replaced={"gmis.load.command.generate": generate})
    assert (ended.status, "enough" in ended.err) == (2, True), ended.said
    (plan,) = plans
    assert (plan.users, plan.arrival, plan.pace, plan.url) == (20, 4, 3, control.url)
