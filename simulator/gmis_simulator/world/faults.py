"""Faults: what goes wrong in one world for a while, because a test or a person switched it on.

Which faults there are is data; what each does to a page is in `gmis_simulator.web.faulty`, to a mail in
`gmis_simulator.mail`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from gmis_simulator.world.agenda import Agenda
from gmis_simulator.world.clock import Clock
from gmis_simulator.world.events import EventLog

Place = Literal["pages", "mail"]
EndedBy = Literal["times", "time", "hand"]

MAX_SECONDS = 60.0  # a fault that waits does so by the real clock, as a user would


@dataclass(frozen=True, slots=True)
class FaultKind:
    """``seconds``: how long it waits unless told otherwise, None: it does not wait."""

    title: str
    place: Place
    seconds: float | None = None


KINDS: dict[str, FaultKind] = {
    "latency": FaultKind("応答が遅れる", "pages", 3.0),  # between the work and its answer, as on most slow servers
    "latency-before": FaultKind("処理の始まりが遅れる", "pages", 3.0),  # a click that is broken off meanwhile is lost
    "status-500": FaultKind("500 Internal Server Error", "pages"),
    "status-502": FaultKind("502 Bad Gateway", "pages"),
    "status-503": FaultKind("503 Service Unavailable", "pages"),
    "status-504": FaultKind("504 Gateway Timeout", "pages"),
    "connection-reset": FaultKind("接続が切断される", "pages"),
    "truncated": FaultKind("応答が途中で切れる", "pages"),
    "drip": FaultKind("応答が少しずつ届く", "pages", 3.0),
    "maintenance": FaultKind("メンテナンス画面", "pages"),
    "session-lost": FaultKind("変更画面の前でセッションが失われる", "pages"),
    "smtp-down": FaultKind("受信側サーバーが応答しない", "mail"),
    "smtp-slow": FaultKind("受信側サーバーが遅い", "mail", 3.0),
    "smtp-4xx": FaultKind("受信側サーバーが一時エラーを返す", "mail"),
    "mail-duplicated": FaultKind("メールが二重に届く", "mail"),
    "mails-reordered": FaultKind("メールが次のメールに追い越される", "mail"),
    "mail-damaged": FaultKind("メールの本文が壊れる", "mail"),
}
"""Every kind of fault, by name [assumed: what any web and mail system may do]."""


@dataclass(eq=False, slots=True)
class Fault:
    """``where``: what a page's path begins with, or a recipient's address; empty: everywhere. Times are world times.

    ``times``: hits that are left, None: any number. ``since``/``until``: when it is on.
    """

    number: int
    kind: str
    where: str
    since: datetime
    times: int | None = None
    until: datetime | None = None
    seconds: float | None = None
    hits: int = 0

    def named(self) -> dict[str, Any]:
        """How events name it."""
        return {"number": self.number, "fault": self.kind, "where": self.where}


@dataclass(frozen=True, slots=True)
class EndFault:
    """The job on the agenda: the fault's time is over."""

    number: int


class Faults:
    """The faults of one world that are on, or will be."""

    def __init__(self, clock: Clock, events: EventLog, agenda: Agenda) -> None:
        self._clock, self._events, self._agenda = clock, events, agenda
        self.active: list[Fault] = []
        self.added = 0

    def add(
        self,
        kind: str,
        *,
        where: str = "",
        times: int | None = None,
        after: timedelta = timedelta(0),
        lasts: timedelta | None = None,
        seconds: float | None = None,
    ) -> Fault:
        """Switch a fault of that ``kind`` on, ``after`` a while, until it was hit ``times`` or has ``lasted``."""
        self.added += 1
        since = self._clock.now() + after
        until = since + lasts if lasts is not None else None
        seconds = KINDS[kind].seconds if seconds is None else seconds
        fault = Fault(self.added, kind, where, since, times, until, seconds)
        self.active.append(fault)
        self._events.append("fault.added", **fault.named())
        if until:
            self._agenda.add(until, EndFault(fault.number))
        return fault

    def hit(self, kind: str, place: str) -> Fault | None:
        """The first fault of that kind that is on at ``place``, a path or an address; it counts as hit."""
        now = self._clock.now()
        for fault in self.active:
            if fault.kind == kind and _fits(fault, place) and fault.since <= now and not _over(fault, now):
                fault.hits += 1
                self._events.append("fault.hit", number=fault.number, fault=kind, where=place)
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times <= 0:
                        self.end(fault.number, "times")
                return fault
        return None

    def end(self, number: int, by: EndedBy) -> bool:
        """Whether that fault was on, or waiting; it is gone now."""
        for fault in self.active:
            if fault.number == number:
                self.active.remove(fault)
                self._events.append("fault.ended", **fault.named(), by=by)
                return True
        return False


def _fits(fault: Fault, place: str) -> bool:
    if KINDS[fault.kind].place == "pages":
        return place.startswith(fault.where)
    return fault.where.lower() in ("", place.lower())


def _over(fault: Fault, now: datetime) -> bool:
    return fault.until is not None and now >= fault.until
