"""What Locust runs; its master counts the days that are over, ends with the last one, and writes down what it measured.

Started by `generator.py`; by hand with GMIS_LOAD_PLAN naming a plan, as any locustfile, on other machines too.
"""

import os
from pathlib import Path
from typing import Any

import gevent
from locust import events, runners
from locust.env import Environment
from locust.runners import MasterRunner, WorkerRunner

from gmis.load.clinic import OVER, Clinic
from gmis.load.figures import rush_of
from gmis.load.live import PATIENCE, STEP, LiveWorld
from gmis.load.outcome import Outcome
from gmis.load.plan import OUTCOME, PLAN, Plan
from gmis_api.language import _
from pytest_gmis.client.plain_http import plain_client

__all__ = ["Clinic"]  # the user that Locust looks for

_PLAN = Plan.read(Path(os.environ[PLAN]))
_TOLD = 10  # times that progress is told
runners.HEARTBEAT_LIVENESS = PATIENCE  # seconds; a worker on a busy machine is late, and not gone


class _Master:
    def __init__(self, environment: Environment, runner: MasterRunner) -> None:
        self._environment, self._runner, self._done = environment, runner, 0
        runner.register_message(OVER, self._one_more)
        environment.events.quitting.add_listener(self._write)

    def _one_more(self, **_message: Any) -> None:
        self._done += 1
        if self._done % max(_PLAN.users // _TOLD, 1) == 0 or self._done == _PLAN.users:
            print(_("{done} of {users} users are through", done=self._done, users=_PLAN.users), flush=True)  # noqa: T201
        if self._done == _PLAN.users:
            gevent.spawn(self._runner.quit)  # not here, where messages are waited for

    def _write(self, **_event: Any) -> None:
        stats, raised = self._environment.stats, self._runner.exceptions.values()
        Outcome.of(stats, raised, self._done).write(Path(os.environ[OUTCOME]))


def _begin(environment: Environment, **_event: Any) -> None:
    if isinstance(environment.runner, MasterRunner):
        _Master(environment, environment.runner)


def _take_seats(environment: Environment, **_event: Any) -> None:
    if not isinstance(environment.runner, WorkerRunner):
        return
    mine = _PLAN.seats[environment.runner.worker_index]
    token = os.environ.get("GMIS_TOKEN")
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    api = plain_client(f"{_PLAN.url}/api", headers=headers, timeout=PATIENCE)
    Clinic.remedies, Clinic.seats, Clinic.arrival = rush_of(_PLAN.rush).remedies, iter(mine), _PLAN.arrival
    Clinic.worlds = {name: LiveWorld(api, name, _PLAN.pace) for name in dict.fromkeys(seat.world for seat in mine)}
    for number, world in enumerate(Clinic.worlds.values()):
        world.start(STEP * number / len(Clinic.worlds))


events.init.add_listener(_begin)
events.test_start.add_listener(_take_seats)
