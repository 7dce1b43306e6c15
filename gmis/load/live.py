"""A world while the rush is on, as one of Locust's workers sees it: its clock moves, and its events tell of mails."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import suppress
from time import perf_counter
from typing import Any

import gevent
import httpx
from gevent.event import Event
from gevent.queue import Queue

PATIENCE = 300  # real seconds without an answer, after which somebody has failed; before that it is merely slow
STEP = 2.0  # real seconds between two moves of a clock

News = dict[str, Any]


class WorldGone(Exception):
    """The world, or its simulator, does not answer any more; nobody of it waits for anything."""


class LiveWorld:
    """``api``: of the control API; ``pace``: minutes of the world's clock that pass in a second.

    The clock of a preset stands, and is moved here, a step at a time: nobody waits for real minutes, and all users
    of a world live at one time.
    """

    def __init__(self, api: httpx.Client, name: str, pace: float) -> None:
        self._api, self._name, self._pace = api, name, pace
        self._minutes, self._moved = 0.0, Event()
        self._gone = Event()
        self._news: dict[str, Queue[News]] = defaultdict(Queue)

    def start(self, after: float) -> None:
        """Listen from now on, and let time pass; ``after`` so many seconds, not all at once."""
        listening = gevent.spawn(self._until_gone, self._listen)
        moving = gevent.spawn_later(after, self._until_gone, self._move)
        for begun in (listening, moving):
            begun.link(self._end)  # neither ends while there is a world

    def wait(self, seconds: float) -> None:
        """Return after so many real seconds; raises WorldGone as soon as it is."""
        if self._gone.wait(timeout=seconds):
            self._check()

    def pass_minutes(self, minutes: float) -> None:
        """Return when so many of the world's minutes have passed."""
        until = self._minutes + minutes
        while self._minutes < until:
            if not self._moved.wait(timeout=PATIENCE):
                raise TimeoutError(f"the clock of world {self._name} has not moved for {PATIENCE} s")
            self._check()

    def news(self, username: str) -> News:
        """The next thing that became of a request of ``username``: an event's kind and data."""
        self._check()
        found: News = self._news[username].get(timeout=PATIENCE)
        self._check()
        return found

    def _check(self) -> None:
        if self._gone.is_set():
            raise WorldGone(f"world {self._name} is gone")

    def _until_gone(self, does: Callable[[], None]) -> None:
        with suppress(httpx.HTTPError, ValueError):  # ValueError: an event that was cut short
            does()

    def _end(self, _ended: gevent.Greenlet) -> None:
        self._gone.set()
        self._moved.set()
        for waiting in self._news.values():
            waiting.put({})

    def _move(self) -> None:
        step = self._pace * STEP
        while True:
            gevent.sleep(STEP)
            moving = {"advance": f"{round(step * 60)}s"}
            self._api.post(f"/worlds/{self._name}/clock", json=moving).raise_for_status()
            self._minutes += step
            moved, self._moved = self._moved, Event()
            moved.set()

    def _listen(self) -> None:
        for kind, data in self._events():
            who = data.get("username") or data.get("to", "").partition("@")[0]
            if _ends_a_request(kind, data) or kind == "mail.deferred":
                self._news[who].put({"kind": kind, "arrived": perf_counter(), **data})

    def _events(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Those of the world's stream that may matter; the others are not even read."""
        pushed = {"Accept": "text/event-stream"}
        with self._api.stream("GET", f"/worlds/{self._name}/events", headers=pushed, timeout=None) as answer:
            for line in answer.iter_lines():
                if '"mail.' in line or '"reset.requested"' in line:
                    event = json.loads(line.removeprefix("data: "))
                    yield event["kind"], event["data"]


def _ends_a_request(kind: str, data: dict[str, Any]) -> bool:
    match kind:
        case "mail.delivered" | "mail.bounced":
            return True
        case "mail.verdict":
            return bool(data["verdict"] == "discard")
        case "reset.requested":
            return bool(data["outcome"] == "limit")
    return False
